import { randomInt } from "node:crypto";
import { seededRandom } from "../scripts/demo/seeded-random.ts";
import { buildParts } from "./build-parts.ts";
import { Load } from "./load/load.ts";
import { needPackages } from "./need-packages.ts";
import type { FaultOptions } from "./read-options.ts";
import type { FaultRow } from "./rows/fault-row.ts";
import { rows } from "./rows/rows.ts";
import { type RoundResult, runRound } from "./run-round.ts";
import { Totals } from "./totals.ts";
import { World } from "./world/world.ts";

/** Where words and logs go. */
export interface FaultOutput {
  readonly say: (line: string) => void;
  /** Keeps the logs of a failing round; returns where. */
  readonly keep: (name: string, text: string) => string;
  readonly signal: AbortSignal;
}

/** Rounds after which a healthy world is replaced, so that age is no part of every result. */
const ROUNDS_A_WORLD = 60;

/** Each world runs another Tomcat. */
const TOMCATS = ["10.1.59", "11.0.24", "9.0.117"];

/** Runs the rounds; what fails is said at once, and the next round has a new world. */
export async function runFaults(
  options: FaultOptions,
  output: FaultOutput,
): Promise<{ readonly json: string; readonly isClean: boolean }> {
  const order = chosen(options);
  await needPackages(order, options, output.say);
  const parts = await buildParts(output.say);
  const totals = new Totals();
  let begun = 0;
  // What one round needs of the next is its number.
  const next = (): number | null => (begun < options.rounds && !output.signal.aborted ? begun++ : null);
  try {
    await together(options.worlds, async () => {
      let place: Place | null = null;
      try {
        for (let round = next(); round !== null; round = next()) {
          place ??= await open(options, parts, options.seed + round);
          const isGood = await oneRound(round, nextRow(order, options.seed, round), place);
          if (isGood && place.rounds < ROUNDS_A_WORLD) continue;
          await close(place);
          place = null;
        }
      } finally {
        await close(place);
      }
    });
  } finally {
    parts.remove();
  }
  async function oneRound(round: number, row: FaultRow, place: Place): Promise<boolean> {
    const result = await runRound(place.world, place.load, row, options.seed + round);
    // The Tomcats hear the same Ctrl-C: what broke then proves nothing.
    if (output.signal.aborted) return true;
    totals.add(result);
    output.say(Totals.line(round + 1, result));
    place.rounds += 1;
    if (Totals.isBad(result)) report(result, place.world, options, output);
    return !Totals.isBad(result);
  }
  const { seed, mode, members } = options;
  return { json: totals.json({ seed, mode, members }), isClean: totals.isClean };
}

/** A world with its load, and how many rounds it has seen. */
interface Place {
  readonly world: World;
  readonly load: Load;
  rounds: number;
}

/** So many at a time; when one fails the others end what they are at, then that failure is thrown. */
async function together(count: number, lane: () => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(Array.from({ length: count }, lane));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

async function open(
  options: FaultOptions,
  parts: { readonly program: string; readonly agentJar: string },
  seed: number,
): Promise<Place> {
  const { mode, members, copies } = options;
  const world = await World.start({
    mode,
    members,
    copies,
    tomcats: Math.min(members, 3),
    hosts: !options.loopback,
    tomcatVersion: TOMCATS[seed % TOMCATS.length] as string,
    ...parts,
  });
  const { clients, sessions } = options;
  const load = new Load({ seed, clients, sessions, wases: world.tomcats, thinkMs: 40 });
  return { world, load, rounds: 0 };
}

async function close(place: Place | null): Promise<void> {
  await place?.load.stop();
  await place?.world.stop();
}

/** Every row once in a seeded order, then again in another. */
function nextRow(order: readonly FaultRow[], seed: number, round: number): FaultRow {
  const random = seededRandom(seed + Math.floor(round / order.length) * 7_919);
  const shuffled = order
    .map((row) => ({ row, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);
  return shuffled[round % order.length] as FaultRow;
}

function chosen(options: FaultOptions): readonly FaultRow[] {
  const fits = rows.filter(
    ({ row, members, needsHosts }) =>
      (options.only.length === 0 || options.only.includes(row)) &&
      options.members >= members[0] &&
      options.members <= members[1] &&
      !(needsHosts && options.loopback),
  );
  const missing = options.only.filter((row) => !fits.some((each) => each.row === row));
  if (missing.length > 0 || fits.length === 0) {
    const there = rows.map(({ row, name }) => `${row} ${name}`).join(", ");
    throw new Error(`no such row for this world: ${missing.join(", ")}; there are ${there}`);
  }
  return fits;
}

function report(result: RoundResult, world: World, options: FaultOptions, { say, keep }: FaultOutput): void {
  for (const { kind, text } of result.violations.slice(0, 12)) say(`       ${kind}: ${text}`);
  if (result.violations.length > 12) say(`       … ${result.violations.length - 12} more`);
  if (result.failure !== null) say(`       ${result.failure}`);
  const { mode, members, copies } = options;
  const place = `--mode ${mode} --members ${members}${mode === "grid" ? ` --copies ${copies}` : ""}`;
  const again = `npm run faults -- --rounds 1 --seed ${result.seed} --only ${result.row.row} ${place}`;
  const name = `round-${result.seed}-row-${result.row.row}-${randomInt(1e6)}.log`;
  const violations = result.violations.map(({ kind, text }) => `${kind}: ${text}`).join("\n");
  const where = keep(
    name,
    `${again}\n${result.failure ?? ""}\n${violations}\n${result.histories}\n${world.logs()}\n`,
  );
  say(`       again: ${again}`);
  say(`       logs:  ${where}`);
}
