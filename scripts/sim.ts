/**
 * Seeded simulation of whole grids: `npm run sim -- --seeds N --from S [--mode grid|strict|witness] [--planted all|NAME]
 * [--trace]`. Uses all processors. A seed that fails prints itself and the command that repeats it; the last line is JSON.
 */
import { fork } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { planted } from "../sidecar/testing/planted.ts";
import { SimStrict } from "../sidecar/testing/sim-strict.ts";
import { simStrictPlanted } from "../sidecar/testing/sim-strict-planted.ts";
import { Simulation } from "../sidecar/testing/simulation.ts";
import { bundleProgram } from "./bundle-program.ts";

/** One simulated world, whatever runs in it. */
interface World {
  readonly run: () => Promise<void>;
  readonly operations: number;
  readonly violations: readonly string[];
  readonly trace: readonly string[];
  readonly nodes: readonly { readonly name: string; readonly lines: readonly string[] }[];
}

/** A way to run members: how its worlds are made, and which mistakes can be planted. */
interface Mode {
  readonly make: (seed: number, planted: string | null, tracing: boolean) => World;
  readonly planted: readonly string[];
}

interface Outcome {
  readonly seed: number;
  readonly operations: number;
  readonly violations: readonly string[];
}

/** A seed takes half a second; a grid that hangs must not hang whoever runs it. */
const SEED_MS_MAX = 120_000;

/** Violations of one seed that are printed: what went wrong once is seen again in every answer. */
const SHOWN_MAX = 3;

/** Seeds within which a planted mistake must show. */
const PLANTED_SEEDS = 300;

/** The program in one file, as it is now: a fifth faster than what tsx makes of it. */
const BUNDLE = fileURLToPath(new URL(`../node_modules/.cache/gyeot/sim-${process.pid}.js`, import.meta.url));

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    planted: { type: "string" },
    trace: { type: "boolean", default: false },
    part: { type: "string" },
    mode: { type: "string", default: "grid" },
  },
});

/** The one mistake of a witness that matters. */
const GENEROUS = ["generous-witness"] as const;

const MODES: Readonly<Record<string, Mode>> = {
  grid: { planted, make: (seed, mistake, tracing) => new Simulation(seed, named(planted, mistake), tracing) },
  strict: {
    planted: simStrictPlanted,
    make: (seed, mistake, tracing) => new SimStrict(seed, named(simStrictPlanted, mistake), tracing),
  },
  witness: {
    planted: GENEROUS,
    make: (seed, mistake, tracing) => new SimStrict(seed, named(GENEROUS, mistake), tracing, true),
  },
};
const mode = MODES[values.mode] as Mode;
if (mode === undefined) throw new Error(`--mode takes one of ${Object.keys(MODES).join(", ")}`);

if (values.planted !== undefined) await plantedRun(values.planted);
else if (values.part !== undefined) await partRun(values.part);
else if (values.trace) await traceRun();
else await wholeRun();

/** Every share of the seeds in a process of its own. */
async function wholeRun(): Promise<void> {
  const [seeds, from] = [whole("seeds"), whole("from")];
  const shares = Math.min(cpus().length, seeds);
  let operations = 0;
  let done = 0;
  const failed: number[] = [];
  const startMs = performance.now();
  mkdirSync(dirname(BUNDLE), { recursive: true });
  await bundleProgram("scripts/sim.ts", BUNDLE);
  const heard = (outcome: Outcome): void => {
    done += 1;
    operations += outcome.operations;
    if (outcome.violations.length > 0) {
      failed.push(outcome.seed);
      const shown = outcome.violations.slice(0, SHOWN_MAX).join("\n");
      print(`${shown}\n  npm run sim -- --mode ${values.mode} --seeds 1 --from ${outcome.seed} --trace`);
    }
    if (done % 500 === 0)
      print(`${done} of ${seeds} seeds, ${Math.round((performance.now() - startMs) / 1_000)} s`);
  };
  await Promise.all(
    Array.from({ length: shares }, (_, share) => shareOf(from + share, shares, from + seeds, heard)),
  );
  rmSync(BUNDLE);
  print(
    JSON.stringify({
      seeds: done,
      from,
      operations,
      violations: failed.length,
      failed: failed.slice(0, 100),
    }),
  );
  process.exitCode = failed.length === 0 && done === seeds ? 0 : 1;
}

/** FIRST,STEP,END: told to the parent one by one. */
async function partRun(part: string): Promise<void> {
  const [first = 1, step = 1, end = 2] = part.split(",").map(Number);
  const orphaned = (): void => process.exit();
  process.once("disconnect", orphaned);
  for (let seed = first; seed < end; seed += step) {
    const simulation = mode.make(seed, null, false);
    await simulation.run();
    const { operations, violations } = simulation;
    process.send?.({ seed, operations, violations } satisfies Outcome);
  }
  process.off("disconnect", orphaned);
  process.disconnect?.();
}

async function traceRun(): Promise<void> {
  for (let seed = whole("from"); seed < whole("from") + whole("seeds"); seed += 1) {
    const simulation = mode.make(seed, null, true);
    await simulation.run();
    print(simulation.trace.join("\n"));
    for (const node of simulation.nodes) print(`${node.name}:\n${node.lines.join("")}`);
    const { operations, violations } = simulation;
    print(JSON.stringify({ seeds: 1, from: seed, operations, violations: violations.length === 0 ? 0 : 1 }));
    if (violations.length > 0) process.exitCode = 1;
  }
}

/** Each mistake until it is noticed. */
async function plantedRun(which: string): Promise<void> {
  const chosen = mode.planted.filter((name) => which === "all" || which === name);
  if (chosen.length === 0) throw new Error(`--planted takes all or one of ${mode.planted.join(", ")}`);
  let caught = 0;
  for (const mistake of chosen) {
    const seed = await noticed(mistake);
    if (seed !== null) caught += 1;
    print(
      seed === null
        ? `${mistake}: NOT noticed in ${PLANTED_SEEDS} seeds`
        : `${mistake}: noticed at seed ${seed}`,
    );
  }
  print(JSON.stringify({ planted: chosen.length, caught }));
  process.exitCode = caught === chosen.length ? 0 : 1;
}

async function noticed(mistake: string): Promise<number | null> {
  for (let seed = whole("from"); seed < whole("from") + PLANTED_SEEDS; seed += 1) {
    const simulation = mode.make(seed, mistake, false);
    await simulation.run();
    if (simulation.violations.length > 0) return seed;
  }
  return null;
}

/** Every `step`th seed from `first` on. One that does not end is a failure, and the next process goes on behind it. */
async function shareOf(
  first: number,
  step: number,
  end: number,
  heard: (outcome: Outcome) => void,
): Promise<void> {
  for (let next = first; next < end; ) {
    const upTo = await inChild(`${next},${step},${end}`, heard, next - step);
    next = upTo + step;
    if (next >= end) return;
    heard({ seed: next, operations: 0, violations: [`seed ${next} did not end, or ended its process`] });
    next += step;
  }
}

/** Resolves with the last seed that was run. */
function inChild(part: string, heard: (outcome: Outcome) => void, before: number): Promise<number> {
  const child = fork(BUNDLE, ["--part", part, "--mode", values.mode], { stdio: "inherit", execArgv: [] });
  let last = before;
  let watchdog = setTimeout(() => child.kill("SIGKILL"), SEED_MS_MAX);
  child.on("message", (message) => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => child.kill("SIGKILL"), SEED_MS_MAX);
    last = (message as Outcome).seed;
    heard(message as Outcome);
  });
  return new Promise((resolve) => {
    child.once("exit", () => {
      clearTimeout(watchdog);
      resolve(last);
    });
  });
}

function named<Name extends string>(names: readonly Name[], wanted: string | null): Name | null {
  return names.find((name) => name === wanted) ?? null;
}

function whole(name: "seeds" | "from"): number {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1 up`);
  return value;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
