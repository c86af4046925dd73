import { readFileSync } from "node:fs";
import { closedLoop, type LoopAnswer } from "../closed-loop.ts";
import { processCost } from "../process-cost.ts";
import type { Running } from "./peer-stack.ts";

const USERS = 200;
const WORKERS = 32;

/** A mix of requests. */
export interface PeerScenario {
  readonly name: string;
  readonly writeShare: number;
  readonly roundRobin: boolean;
}

/** What a client knows of its session, on each server when nothing is shared: cookies, and the counter it was told. */
export interface PeerUser {
  readonly id: number;
  readonly jars: readonly [Map<string, string>, Map<string, string>];
  readonly counters: [number, number];
  busy: boolean;
}

/** One round of one contender. */
export interface PeerMeasured {
  readonly perSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
  /** Of everything but the client. */
  readonly cpuUsPerRequest: number;
  /** Answers of a session that was gone, of an older state, in error, or else not as they must be. */
  readonly lost: number;
  readonly stale: number;
  readonly errors: number;
  readonly wrong: number;
}

/** The load of bench/session-peers.ts: one request of a session at a time, each answer compared with what it must be. */
export const peerLoad = {
  users: (): PeerUser[] =>
    Array.from({ length: USERS }, (_, id) => ({
      id,
      jars: [new Map(), new Map()],
      counters: [0, 0],
      busy: false,
    })),

  async measure(
    contender: Running,
    users: readonly PeerUser[],
    scenario: PeerScenario,
    seconds: number,
    random: () => number,
  ): Promise<PeerMeasured> {
    const counts = { lost: 0, stale: 0, errors: 0, wrong: 0 };
    let turn = 0;
    const before = cpuUs(contender);
    const startMs = performance.now();
    const latencies = await closedLoop(WORKERS, Date.now() + seconds * 1_000, () => {
      let user = users[Math.floor(random() * USERS)] as PeerUser;
      while (user.busy) user = users[(user.id + 1) % USERS] as PeerUser;
      user.busy = true;
      const server = scenario.roundRobin ? turn++ % 2 : user.id % 2;
      const write = random() < scenario.writeShare;
      const slot = contender.plan.shared ? 0 : server;
      return {
        port: contender.ports[server] as number,
        path: `/bench/hit.jsp?op=${write ? "w" : "r"}&user=${user.id}`,
        cookie: cookieOf(user, slot),
        done: (answer) => {
          const fault = faultOf(user, slot as 0 | 1, write, answer);
          if (fault !== null) counts[fault] += 1;
          user.busy = false;
        },
      };
    });
    const elapsedS = (performance.now() - startMs) / 1_000;
    const at = (share: number): number => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0);
    return {
      perSecond: Math.round(latencies.length / elapsedS),
      p50Us: at(0.5),
      p99Us: at(0.99),
      cpuUsPerRequest: Math.round((cpuUs(contender) - before) / latencies.length),
      ...counts,
    };
  },

  /** Cookies as the browser would send them. */
  cookieOf,

  /** Takes in the cookies of an answer. */
  takeCookies,

  /** Memory of all processes of a contender, shared pages counted once, MiB. */
  memoryMiB(contender: Running): number {
    const kib = contender.processes().map(({ pid }) => {
      const pss = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
      return Number(pss?.[1] ?? 0);
    });
    return Math.round(kib.reduce((sum, each) => sum + each, 0) / 1_024);
  },
};

function cookieOf(user: PeerUser, slot: number): string | null {
  const jar = user.jars[slot as 0 | 1];
  return jar.size === 0 ? null : [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}

function takeCookies(user: PeerUser, slot: number, pairs: readonly string[]): void {
  for (const text of pairs) {
    const pair = text.split(";")[0] as string;
    const equals = pair.indexOf("=");
    user.jars[slot as 0 | 1].set(pair.slice(0, equals), pair.slice(equals + 1));
  }
}

function faultOf(
  user: PeerUser,
  slot: 0 | 1,
  write: boolean,
  answer: LoopAnswer,
): "lost" | "stale" | "errors" | "wrong" | null {
  const first = user.jars[slot].size === 0;
  takeCookies(user, slot, answer.setCookies);
  if (answer.status !== 200) return "errors";
  const [counter, cargo, fresh] = answer.body.trim().split(/\s+/);
  const expected = user.counters[slot] + (write ? 1 : 0);
  user.counters[slot] = Number(counter);
  if (fresh === "true" && !first) return "lost";
  if (Number(counter) < expected) return "stale";
  return Number(counter) === expected && cargo !== undefined && fresh === String(first) ? null : "wrong";
}

function cpuUs(contender: Running): number {
  return [...processCost(contender.processes()).values()].reduce((sum, cost) => sum + cost.cpuUs, 0);
}
