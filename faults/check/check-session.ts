import type { Operation, Seen } from "../load/operation.ts";
import type { SessionLog } from "../load/session-log.ts";
import { BoxOrder } from "./box-order.ts";
import { RegisterOrder } from "./register-order.ts";
import type { Violation } from "./violation.ts";
import { type ZoneOperation, zones } from "./zones.ts";

/** What the fault of the round may cost beyond what is always allowed. */
export interface PromiseInForce {
  /** False when a disk was damaged or wiped: flagged changes were nowhere else. */
  readonly flaggedSurvive: boolean;
  /**
   * While members of a grid are cut from each other both sides acknowledge: an answer then need not show what the other side
   * acknowledged since, and what is changed on it builds on that. Null in a pair, where nothing is acknowledged by one side.
   */
  readonly split: Split | null;
}

/** From the moment before the cut until all had converged. */
export interface Split {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A side without any copy says for so long that it cannot know; then, as the manual promises, that there is none. */
const GRACE_MS = 10_000;

const REGISTERS = ["v", "w"] as const;

/** Everything the history of one session proves broken; at most one violation of a kind. */
export function checkSession(log: SessionLog, promise: PromiseInForce): Violation[] {
  const { split } = promise;
  if (log.life === "abandoned" || log.life === "unborn") return [];
  const found = new Map<Violation["kind"], Violation>();
  const report = (kind: Violation["kind"], text: string): void => {
    if (!found.has(kind)) found.set(kind, { kind, session: log.number, text });
  };
  const orders = {
    registers: REGISTERS.map((name) => new RegisterOrder(name, log.base, log.operations)),
    box: new BoxOrder(
      log.base,
      log.operations.map((each) => asOfSplit(each, split)),
    ),
  };
  const during = log.operations.filter((each) => !log.finals.includes(each));
  for (const operation of during) judgeOne(log, orders, operation, "stale", false, report, split);
  // A flagged change of the old id may meet a member on which that id was moved already: it is dead there, and dead wins.
  const moved = log.operations.some(({ kind }) => kind === "change");
  for (const operation of log.finals) {
    // Who moved a session on one side moved what that side knew.
    if (split === null || !moved) judgeOne(log, orders, operation, "lost", false, report);
    if (promise.flaggedSurvive && !moved) judgeOne(log, orders, operation, "lostDegraded", true, report);
  }
  judgeAgreement(log, report);
  if (split === null) judgeOrder(log, report);
  // What was lost for good was also stale on the way; one word is enough.
  if (found.has("lost")) {
    found.delete("stale");
    found.delete("lostDegraded");
  }
  return [...found.values()];
}

/** A list changed during a split builds on what its side knew, as on what nobody confirmed. */
function asOfSplit(operation: Operation, split: Split | null): Operation {
  const { seen, startMs } = operation;
  if (split === null || seen === null || startMs < split.fromMs || startMs > split.toMs) return operation;
  return { ...operation, seen: { ...seen, confirmed: false } };
}

interface Orders {
  readonly registers: readonly RegisterOrder[];
  readonly box: BoxOrder;
}

type Report = (kind: Violation["kind"], text: string) => void;

function judgeOne(
  log: SessionLog,
  orders: Orders,
  operation: Operation,
  kind: "stale" | "lost" | "lostDegraded",
  strictly: boolean,
  report: Report,
  split: Split | null = null,
): void {
  const { seen, endMs, was } = operation;
  // Asked of one side, answered as of the cut.
  const startMs = split === null ? operation.startMs : Math.min(operation.startMs, split.fromMs);
  // A new session shows nothing that was before it.
  if (seen === null || !seen.confirmed || operation.kind === "new") return;
  const where = `session ${log.number} at was-${was + 1}, asked at ${operation.startMs.toFixed(0)}`;
  if (!seen.isThere) {
    if (split !== null && endMs > split.fromMs + GRACE_MS) return;
    if (mustBeThere(log, startMs, endMs, strictly)) report(kind, `${where}: no such session`);
    return;
  }
  for (const [index, name] of REGISTERS.entries()) {
    const value = seen.registers[name] ?? null;
    const verdict = (orders.registers[index] as RegisterOrder).judge(value, startMs, endMs, strictly);
    if (verdict.kind === "phantom") report("phantom", `${where}: ${name} is ${value}, which nobody wrote`);
    else if (verdict.kind === "old") {
      const { owed } = verdict;
      const since = `${owed.value}, ${owed.worth} at ${owed.endMs.toFixed(0)}`;
      report(kind, `${where}: ${name} is ${value}, not ${since}`);
    }
  }
  const fault = orders.box.judge(seen.box, startMs, endMs, strictly);
  if (fault?.kind === "phantom") report("phantom", `${where}: the list holds ${fault.element}`);
  else if (fault !== null) report(kind, `${where}: the list lacks ${fault.element}: ${seen.box.join(",")}`);
}

/** It was made with an acknowledgement before the question, and nobody had begun to end or move it by the answer. */
function mustBeThere(log: SessionLog, startMs: number, endMs: number, strictly: boolean): boolean {
  const ends = ({ kind, startMs: begunMs, worth }: Operation): boolean =>
    (kind === "end" || kind === "change") && begunMs <= endMs && worth !== "none";
  if (log.operations.some(ends)) return false;
  const isBorn = ({ kind, worth, endMs: madeMs }: Operation): boolean =>
    kind === "new" && madeMs <= startMs && (worth === "acked" || (strictly && worth === "degraded"));
  return log.base !== null || log.operations.some(isBorn);
}

/** After healing every WAS shows the same. */
function judgeAgreement(log: SessionLog, report: Report): void {
  const shown = new Map<string, Operation>();
  for (const operation of log.finals) {
    const { seen } = operation;
    if (seen?.confirmed === true) shown.set(JSON.stringify(content(seen)), operation);
  }
  if (shown.size > 1) {
    const sides = [...shown].map(([text, { was }]) => `was-${was + 1} ${text.slice(0, 200)}`);
    report("diverged", `session ${log.number}: ${sides.join(" but ")}`);
  }
}

function content({ isThere, registers, box }: Seen): unknown {
  return isThere ? [registers["v"], registers["w"], box] : "none";
}

/** A register of which every answer is known, confirmed and fully acknowledged has one order. */
function judgeOrder(log: SessionLog, report: Report): void {
  const clean = log.operations.every(
    ({ worth, seen }) =>
      seen?.confirmed !== false && (worth === "acked" || worth === "none") && seen !== null,
  );
  if (!clean || log.operations.some(({ kind }) => kind === "end" || kind === "change")) return;
  // The guest's register is read while it is written, which a regular register may answer either way.
  const first = log.base?.registers["v"] ?? null;
  const operations: ZoneOperation[] =
    first === null ? [] : [{ kind: "write", value: first, startMs: 0, endMs: 0 }];
  for (const { kind, name, value, startMs, endMs, seen, process } of log.operations) {
    if (process !== ownerOf(log)) continue;
    const before = seen?.registers["v"] ?? null;
    if (kind !== "new" && before !== null) operations.push({ kind: "read", value: before, startMs, endMs });
    if (name === "v") operations.push({ kind: "write", value, startMs, endMs });
  }
  if (!zones(operations)) report("inversion", `session ${log.number}: its answers fit no order`);
}

/** Who wrote "v" or the list; a guest never does. */
function ownerOf(log: SessionLog): number {
  return log.operations.find(({ name }) => name === "v" || name === "box")?.process ?? -1;
}
