import { setTimeout as delay } from "node:timers/promises";
import { seededRandom } from "../scripts/demo/seeded-random.ts";
import { checkSession, type PromiseInForce } from "./check/check-session.ts";
import { historyText } from "./check/history-text.ts";
import type { Violation } from "./check/violation.ts";
import { heldOf } from "./held-of.ts";
import type { LoadTally } from "./load/client.ts";
import type { Load } from "./load/load.ts";
import type { FaultRow } from "./rows/fault-row.ts";
import type { World } from "./world/world.ts";

/** What came of one round. */
export interface RoundResult {
  readonly row: FaultRow;
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** Not null when the round could not be carried out or healed: the world did not come together, a row's own check failed. */
  readonly failure: string | null;
  /** Of the sessions that broke a promise. */
  readonly histories: string;
  readonly tally: LoadTally;
  readonly deaths: number;
  readonly isCrashLoop: boolean;
  readonly said: string;
  readonly convergedMs: number;
  readonly tookMs: number;
}

/** Time under load before the fault, and after it was healed. */
const BEFORE_MS = 600;
const AFTER_MS = 400;
const CONVERGE_MS = 10_000;

/** One round: load, fault, heal, converge, look at everything from everywhere, check. The world is whole again afterwards, or it failed. */
export async function runRound(
  world: World,
  load: Load,
  row: FaultRow,
  seed: number,
  beforeMs = BEFORE_MS,
): Promise<RoundResult> {
  const begunMs = performance.now();
  const before = { ...load.tally };
  load.tally.slowestMs = 0;
  const violations: Violation[] = [];
  const checks: (() => Promise<void>)[] = [];
  const said: string[] = [];
  let failure: string | null = null;
  let convergedMs = 0;
  let cutMs = 0;
  world.newDeaths();
  try {
    // A grid that dies while its supervisor is still starting ends it: that is for who starts it to see.
    await Promise.all(world.members.map((member) => member.ready(true)));
    load.start();
    await delay(beforeMs);
    cutMs = performance.now();
    await row.run({
      world,
      random: seededRandom(seed),
      hold: async (ms) => delay(ms),
      broken: (violation) => violations.push(violation),
      afterwards: (check) => checks.push(check),
      say: (text) => said.push(text),
    });
    const healedMs = performance.now();
    await delay(AFTER_MS);
    await load.pause();
    await world.converged(row.convergeMs ?? CONVERGE_MS);
    convergedMs = performance.now() - healedMs;
    for (const check of checks) await check();
  } catch (cause) {
    failure = cause instanceof Error ? cause.message : String(cause);
    await load.pause();
  }
  // In a pair nothing is acknowledged by one side alone: its promise is the same with and without a cut.
  const isSplit = row.splits === true && world.options.mode === "grid";
  const promise: PromiseInForce = {
    flaggedSurvive: row.losesDisk !== true,
    split: isSplit ? { fromMs: cutMs, toMs: performance.now() } : null,
  };
  const found = await look(load, promise, failure === null);
  violations.push(...found.violations);
  const deaths = world.newDeaths();
  return {
    row,
    seed,
    violations,
    failure,
    histories: [
      found.histories,
      ...(await Promise.all([...new Set(found.cookies)].map((each) => heldOf(world, each)))),
    ].join("\n"),
    tally: since(before, load.tally),
    deaths,
    isCrashLoop: deaths > (row.deathsAllowed ?? 0),
    said: said.join(" "),
    convergedMs,
    tookMs: performance.now() - begunMs,
  };
}

interface Found {
  readonly violations: readonly Violation[];
  readonly histories: string;
  /** Of the sessions that broke a promise. */
  readonly cookies: readonly string[];
}

async function look(load: Load, promise: PromiseInForce, healed: boolean): Promise<Found> {
  const violations: Violation[] = [];
  const risen = healed ? await load.lastLook() : [];
  for (const { cookie, log, was, worth, endedMs } of risen) {
    const since = `${worth} since ${endedMs.toFixed(0)}`;
    const text = `session ${log.number}, ended (${since}), answers at was-${was + 1} as ${cookie}`;
    violations.push({ kind: "resurrected", session: log.number, text });
  }
  for (const log of load.logs) {
    violations.push(...checkSession(log, promise));
    for (const cookie of log.haunted) {
      const text = `an ended session answered while all was well with its end: ${cookie}`;
      violations.push({ kind: "resurrected", session: log.number, text });
    }
  }
  const guilty = new Set(violations.map(({ session }) => session));
  const logs = new Set([
    ...load.logs.filter(({ number }) => guilty.has(number)),
    ...risen.map(({ log }) => log),
  ]);
  const histories = [...logs].map(historyText).join("\n");
  const cookies = [...[...logs].map(({ cookie }) => cookie), ...risen.map(({ cookie }) => cookie)];
  if (healed) load.fold();
  return { violations, histories, cookies };
}

function since(before: LoadTally, now: LoadTally): LoadTally {
  return {
    requests: now.requests - before.requests,
    acked: now.acked - before.acked,
    degraded: now.degraded - before.degraded,
    late: now.late - before.late,
    unanswered: now.unanswered - before.unanswered,
    serverErrors: now.serverErrors - before.serverErrors,
    slowestMs: now.slowestMs,
  };
}
