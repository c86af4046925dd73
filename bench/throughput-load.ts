/**
 * The load of bench/throughput.ts: users with a counter each, 32 closed-loop workers, and what a request cost every process.
 * Each answer is checked: a lost, stale or mixed-up session counts as wrong.
 */
import { closedLoop, type LoopAnswer } from "./closed-loop.ts";
import { type NamedProcess, type ProcessCost, processCost } from "./process-cost.ts";

const USERS = 200;
const WORKERS = 32;
/** The name of this process in the figures. */
const CLIENT = "client";
/** A mix of requests. */
export interface Scenario {
  readonly name: string;
  readonly writeShare: number;
  readonly roundRobin: boolean;
}

/** A side with its users. */
export interface Contender {
  readonly name: "plain" | "gyeot";
  readonly ports: readonly [number, number];
  readonly processes: () => readonly NamedProcess[];
  /** Sessions are shared between the two servers. */
  readonly shared: boolean;
  readonly users: User[];
}

/** What a client knows of its session: the counter it was last told, per server when nothing is shared. */
export interface User {
  readonly id: number;
  readonly cookies: [string | null, string | null];
  readonly counters: [number, number];
  busy: boolean;
}

/** One round. */
export interface Measured {
  readonly perSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
  /** Of the servers and sidecars, without the client. */
  readonly cpuUsPerRequest: number;
  /** By process, the client among them: CPU time and context switches. */
  readonly each: Readonly<Record<string, { readonly cpuUs: number; readonly switches: number }>>;
  readonly wrong: number;
}

/** The load of a throughput bench. */
export const throughputLoad = { newUsers, measure };

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
  const processes = [...contender.processes(), { name: CLIENT, pid: process.pid }];
  const before = processCost(processes);
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
    ...perRequest(before, processCost(processes), latencies.length),
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

function perRequest(
  before: ReadonlyMap<string, ProcessCost>,
  after: ReadonlyMap<string, ProcessCost>,
  requests: number,
): Pick<Measured, "cpuUsPerRequest" | "each"> {
  let total = 0;
  const each: Record<string, { cpuUs: number; switches: number }> = {};
  for (const [name, cost] of after) {
    const earlier = before.get(name) ?? { cpuUs: 0, switches: 0 };
    const cpuUs = (cost.cpuUs - earlier.cpuUs) / requests;
    each[name] = {
      cpuUs: Math.round(cpuUs),
      switches: round2((cost.switches - earlier.switches) / requests),
    };
    if (name !== CLIENT) total += cpuUs;
  }
  return { cpuUsPerRequest: Math.round(total), each };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
