import { seededRandom } from "../scripts/demo/seeded-random.ts";
import { buildParts } from "./build-parts.ts";
import { keepLog } from "./keep-log.ts";
import { Load } from "./load/load.ts";
import { needPackages } from "./need-packages.ts";
import { rows } from "./rows/rows.ts";
import { runRound } from "./run-round.ts";
import { type Reading, slope } from "./slope.ts";
import { Totals } from "./totals.ts";
import { shell } from "./world/shell.ts";
import { World } from "./world/world.ts";

/** What a soak is. */
export interface SoakOptions {
  readonly minutes: number;
  readonly rate: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Faults that leave processes alive long enough for their memory to be judged, and a few that do not. */
const ROWS = ["1", "2", "8", "9", "10", "11", "20", "20b", "21", "22", "23", "32", "33", "39"];
const MINUTE_MS = 60_000;
const READ_EVERY_MS = 5_000;

/** Runs until the time is over; the same world all the while. */
export async function runSoak(options: SoakOptions): Promise<{ json: string; isClean: boolean }> {
  const { minutes, rate, seed, say, signal } = options;
  const loopback = process.getuid?.() !== 0;
  const among = rows.filter(({ row, needsHosts }) => ROWS.includes(row) && !(needsHosts && loopback));
  await needPackages(among, { loopback }, say);
  const parts = await buildParts(say);
  const hosts = !loopback;
  const size = { mode: "pair", members: 2, copies: 2, tomcats: 2, tomcatVersion: "10.1.59" } as const;
  const world = await World.start({ ...size, hosts, ...parts });
  const load = new Load({ seed, clients: 16, sessions: 400, wases: world.tomcats, thinkMs: 0, rate });
  const totals = new Totals();
  const readings = new Map<string, Reading[]>();
  const reader = setInterval(() => read(world, readings), READ_EVERY_MS);
  const filesBefore = await fileBytes(world);
  const random = seededRandom(seed);
  const begunMs = performance.now();
  try {
    for (let minute = 0; minute < minutes && !signal.aborted; minute += 1) {
      const row = random.pick(among);
      const result = await runRound(world, load, row, seed + minute, steadyMs(begunMs, minute));
      totals.add(result);
      say(Totals.line(minute + 1, result));
      for (const { kind, text } of result.violations.slice(0, 5)) say(`       ${kind}: ${text}`);
      if (Totals.isBad(result)) {
        const name = `soak-${seed}-minute-${minute + 1}.log`;
        say(`       ${result.failure ?? ""} logs: ${keepLog(name, `${result.histories}\n${world.logs()}`)}`);
      }
      // A world that did not come together is no ground for further minutes.
      if (result.failure !== null) break;
    }
    const hours = (performance.now() - begunMs) / 3_600_000;
    const files = await fileBytes(world);
    const memoryBytesAnHour = Object.fromEntries([...readings].map(([name, each]) => [name, slope(each)]));
    const fileBytesAnHour = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [
        name,
        Math.round((bytes - (filesBefore[name] ?? 0)) / hours),
      ]),
    );
    const { requests } = load.tally;
    const figures = { minutes, rate, requests, requestsASecond: Math.round(requests / hours / 3_600) };
    return {
      json: totals.json({
        seed,
        ...figures,
        memoryBytesAnHour,
        memoryBytes: world.memory(),
        fileBytesAnHour,
      }),
      isClean: totals.isClean,
    };
  } finally {
    clearInterval(reader);
    await load.stop();
    await world.stop();
    parts.remove();
  }
}

/** Steady load until some fifteen seconds before the minute ends: fault, healing and checks take the rest. */
function steadyMs(begunMs: number, minute: number): number {
  return Math.max(1_000, begunMs + (minute + 1) * MINUTE_MS - 15_000 - performance.now());
}

function read(world: World, readings: Map<string, Reading[]>): void {
  const atMs = performance.now();
  const pids = world.pids();
  for (const [name, bytes] of Object.entries(world.memory())) {
    if (bytes === 0) continue;
    readings.set(name, [...(readings.get(name) ?? []), { atMs, pid: pids[name] ?? 0, bytes }]);
  }
}

/** What lies on disk, by member; what is sparse counts as it is. */
async function fileBytes(world: World): Promise<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const { name, dataDir } of world.members) {
    all[name] = Number((await shell("du", ["-s", "--block-size=1", dataDir])).split("\t")[0]);
  }
  return all;
}
