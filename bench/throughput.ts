/**
 * Application throughput with gyeot beside plain Tomcat: two Tomcats of each, 200 sessions of 4 KiB, 32 closed-loop
 * workers, scenarios interleaved in rounds. Counts lost, stale and wrong answers before it compares speed.
 * Client and servers share the machine: "throughput" is the CPU cost of a request seen from outside.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchOptions } from "./bench.ts";
import { type Contender, type Measured, type Scenario, throughputLoad } from "./throughput-load.ts";
import { throughputStack } from "./throughput-stack.ts";

const SCENARIOS = [
  { name: "90/10 sticky", writeShare: 0.1, roundRobin: false },
  { name: "100 writes sticky", writeShare: 1, roundRobin: false },
  { name: "50/50 round robin", writeShare: 0.5, roundRobin: true },
] as const;

/** By then the compilers of both JVMs are quiet. A contender too slow for that is measured as it is. */
const WARM_REQUESTS = 20_000;
const WARM_MS_MAX = 40_000;

/** Medians over the rounds, gyeot's ratio to plain of the same round. `complete` is false when any answer was wrong. */
export async function throughput(options: BenchOptions): Promise<object> {
  const rounds = options.short ? 1 : 4;
  const seconds = options.short ? 2 : 5;
  const dir = mkdtempSync(join(tmpdir(), "gyeot-throughput-"));
  const stack = await throughputStack(dir, options.say);
  try {
    const contenders: Contender[] = [
      {
        name: "plain",
        ports: stack.plain.ports,
        processes: stack.plain.processes,
        shared: false,
        users: throughputLoad.newUsers(),
      },
      {
        name: "gyeot",
        ports: stack.gyeot.ports,
        processes: stack.gyeot.processes,
        shared: true,
        users: throughputLoad.newUsers(),
      },
    ];
    let random = options.seed;
    const next = (): number => {
      random = (random * 1103515245 + 12345) % 2147483648;
      return random / 2147483648;
    };
    for (const contender of contenders) {
      options.say(`warming up ${contender.name}`);
      for (const scenario of SCENARIOS) await warmUp(contender, scenario, options.short, next);
    }
    const results = new Map<string, { plain: Measured[]; gyeot: Measured[] }>();
    for (let round = 0; round < rounds; round++) {
      for (const scenario of SCENARIOS) {
        const row = results.get(scenario.name) ?? { plain: [], gyeot: [] };
        results.set(scenario.name, row);
        for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
          const measured = await throughputLoad.measure(contender, scenario, seconds, next);
          row[contender.name].push(measured);
          options.say(`${round} ${scenario.name} ${contender.name} ${JSON.stringify(measured)}`);
        }
      }
    }
    return report(results);
  } finally {
    await stack.stop();
  }
}

/** The same number of requests for both: a JVM compiles by requests, not by seconds. */
async function warmUp(
  contender: Contender,
  scenario: Scenario,
  short: boolean,
  random: () => number,
): Promise<void> {
  const endMs = performance.now() + (short ? 2_000 : WARM_MS_MAX);
  for (let requests = 0; requests < WARM_REQUESTS && performance.now() < endMs; ) {
    const { perSecond } = await throughputLoad.measure(contender, scenario, 2, random);
    requests += perSecond * 2;
  }
}

function report(results: Map<string, { plain: Measured[]; gyeot: Measured[] }>): object {
  const value: Record<string, object> = {};
  const ratio: Record<string, number> = {};
  let wrong = 0;
  for (const [name, { plain, gyeot }] of results) {
    const ratios = gyeot.map((g, round) => g.perSecond / (plain[round]?.perSecond ?? Number.NaN));
    const cpu = gyeot.map((g, round) => g.cpuUsPerRequest / (plain[round]?.cpuUsPerRequest ?? Number.NaN));
    wrong += gyeot.reduce((sum, g) => sum + g.wrong, 0);
    ratio[name] = round2(median(ratios));
    value[name] = {
      plainPerSecond: median(plain.map((p) => p.perSecond)),
      gyeotPerSecond: median(gyeot.map((g) => g.perSecond)),
      cpuRatioAllProcesses: round2(median(cpu)),
      plainCpuUs: medianOfEach(plain),
      gyeotCpuUs: medianOfEach(gyeot),
      addedP50Us: median(gyeot.map((g, round) => g.p50Us - (plain[round]?.p50Us ?? 0))),
      addedP99Us: median(gyeot.map((g, round) => g.p99Us - (plain[round]?.p99Us ?? 0))),
      wrong: gyeot.reduce((sum, g) => sum + g.wrong, 0),
    };
  }
  return {
    name: "throughput",
    unit: "requests/s",
    value,
    rivals: { plain: "Tomcat in memory, not shared" },
    ratio,
    complete: wrong === 0,
  };
}

/** CPU time of a request by process: median over the rounds. */
function medianOfEach(rounds: readonly Measured[]): Record<string, number> {
  const names = Object.keys(rounds[0]?.each ?? {});
  return Object.fromEntries(
    names.map((name) => [name, median(rounds.map(({ each }) => each[name]?.cpuUs ?? Number.NaN))]),
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
