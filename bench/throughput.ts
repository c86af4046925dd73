/**
 * Application throughput with gyeot beside plain Tomcat: two Tomcats of each, 200 sessions of 4 KiB, 32 closed-loop
 * workers, scenarios interleaved in rounds. Counts lost, stale and wrong answers before it compares speed.
 * Client and servers share the machine: "throughput" is the CPU cost of a request seen from outside.
 */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchOptions } from "./bench.ts";
import { closedLoop, type LoopAnswer } from "./closed-loop.ts";
import { throughputStack } from "./throughput-stack.ts";

const USERS = 200;
const WORKERS = 32;
const SCENARIOS = [
  { name: "90/10 sticky", writeShare: 0.1, roundRobin: false },
  { name: "100 writes sticky", writeShare: 1, roundRobin: false },
  { name: "50/50 round robin", writeShare: 0.5, roundRobin: true },
] as const;

type Scenario = (typeof SCENARIOS)[number];

interface Contender {
  readonly name: "plain" | "gyeot";
  readonly ports: readonly [number, number];
  readonly pids: () => readonly number[];
  /** Sessions are shared between the two servers. */
  readonly shared: boolean;
  readonly users: User[];
}

/** What a client knows of its session: the counter it was last told, per server when nothing is shared. */
interface User {
  readonly id: number;
  readonly cookies: [string | null, string | null];
  readonly counters: [number, number];
  busy: boolean;
}

interface Measured {
  readonly perSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly cpuMsPerRequest: number;
  readonly wrong: number;
}

/** Medians over the rounds, gyeot's ratio to plain of the same round. `complete` is false when any answer was wrong. */
export async function throughput(options: BenchOptions): Promise<object> {
  const rounds = options.short ? 1 : 4;
  const seconds = options.short ? 2 : 5;
  const dir = mkdtempSync(join(tmpdir(), "gyeot-throughput-"));
  const stack = await throughputStack(dir, options.say);
  try {
    const contenders: Contender[] = [
      { name: "plain", ports: stack.plain.ports, pids: stack.plain.pids, shared: false, users: newUsers() },
      { name: "gyeot", ports: stack.gyeot.ports, pids: stack.gyeot.pids, shared: true, users: newUsers() },
    ];
    let random = options.seed;
    const next = (): number => {
      random = (random * 1103515245 + 12345) % 2147483648;
      return random / 2147483648;
    };
    for (const contender of contenders) {
      options.say(`warming up ${contender.name}`);
      for (const scenario of SCENARIOS) {
        await measure(contender, scenario, options.short ? 2 : 8, next);
      }
    }
    const results = new Map<string, { plain: Measured[]; gyeot: Measured[] }>();
    for (let round = 0; round < rounds; round++) {
      for (const scenario of SCENARIOS) {
        const row = results.get(scenario.name) ?? { plain: [], gyeot: [] };
        results.set(scenario.name, row);
        for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
          const measured = await measure(contender, scenario, seconds, next);
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

function newUsers(): User[] {
  return Array.from({ length: USERS }, (_, id) => ({
    id,
    cookies: [null, null],
    counters: [0, 0],
    busy: false,
  }));
}

async function measure(
  contender: Contender,
  scenario: Scenario,
  seconds: number,
  random: () => number,
): Promise<Measured> {
  let wrong = 0;
  let turn = 0;
  const cpuBefore = cpuMs(contender.pids());
  const started = performance.now();
  const latencies = await closedLoop(WORKERS, Date.now() + seconds * 1000, (worker) => {
    // One request of a session at a time: what the next answer must be is then known exactly.
    let user = contender.users[Math.floor(random() * USERS)] as User;
    while (user.busy) {
      user = contender.users[(user.id + WORKERS + worker) % USERS] as User;
      if (user.busy) user = contender.users[Math.floor(random() * USERS)] as User;
    }
    user.busy = true;
    const server = scenario.roundRobin ? turn++ % 2 : user.id % 2;
    const write = random() < scenario.writeShare;
    const slot = contender.shared ? 0 : server;
    return {
      port: contender.ports[server] as number,
      path: `/bench/hit.jsp?op=${write ? "w" : "r"}&user=${user.id}`,
      cookie: user.cookies[slot] ?? null,
      done: (answer) => {
        if (!asExpected(user, slot, write, answer)) wrong++;
        user.busy = false;
      },
    };
  });
  const elapsedS = (performance.now() - started) / 1000;
  return {
    perSecond: Math.round(latencies.length / elapsedS),
    p50Us: Math.round(latencies[Math.floor(latencies.length * 0.5)] ?? 0),
    p99Us: Math.round(latencies[Math.floor(latencies.length * 0.99)] ?? 0),
    cpuMsPerRequest: (cpuMs(contender.pids()) - cpuBefore) / latencies.length,
    wrong,
  };
}

/** Notes what the answer says; false when the session was lost, stale or mixed up with another's. */
function asExpected(user: User, slot: number, write: boolean, answer: LoopAnswer): boolean {
  const [counter, cargo, fresh] = answer.body.trim().split(/\s+/);
  const first = user.cookies[slot] === null;
  const expected = (user.counters[slot] as number) + (write ? 1 : 0);
  const good =
    answer.status === 200 &&
    Number(counter) === expected &&
    cargo !== undefined &&
    fresh === String(first) &&
    (answer.setCookie !== null) === first;
  if (answer.setCookie !== null) user.cookies[slot] = answer.setCookie;
  user.counters[slot] = Number(counter);
  return good;
}

/** User and system time of the processes so far, milliseconds. A tick of /proc is 10 ms. */
function cpuMs(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * 10;
}

function report(results: Map<string, { plain: Measured[]; gyeot: Measured[] }>): object {
  const value: Record<string, object> = {};
  const ratio: Record<string, number> = {};
  let wrong = 0;
  for (const [name, { plain, gyeot }] of results) {
    const ratios = gyeot.map((g, round) => g.perSecond / (plain[round]?.perSecond ?? Number.NaN));
    const cpu = gyeot.map((g, round) => g.cpuMsPerRequest / (plain[round]?.cpuMsPerRequest ?? Number.NaN));
    wrong += gyeot.reduce((sum, g) => sum + g.wrong, 0);
    ratio[name] = round2(median(ratios));
    value[name] = {
      plainPerSecond: median(plain.map((p) => p.perSecond)),
      gyeotPerSecond: median(gyeot.map((g) => g.perSecond)),
      cpuRatioAllProcesses: round2(median(cpu)),
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

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
