import type { Operation } from "../load/operation.ts";
import type { SessionLog } from "../load/session-log.ts";

/** The history of one session as lines for a person: what was asked where and when, what it was worth, what it showed. */
export function historyText(log: SessionLog): string {
  const { number, life, base, operations, deadIds } = log;
  const head = `session ${number} ${life} base ${base === null ? "none" : JSON.stringify(base)}`;
  const dead = deadIds.map(({ endedMs, worth }) => `  dead id since ${endedMs.toFixed(0)} ${worth}`);
  return [head, ...operations.map((each) => line(each, log)), ...dead].join("\n");
}

function line(operation: Operation, log: SessionLog): string {
  const { process, kind, name, value, startMs, endMs, was, worth, seen } = operation;
  const final = log.finals.includes(operation) ? "final " : "";
  const what = `${startMs.toFixed(1)}–${endMs.toFixed(1)} client ${process} was-${was + 1} ${final}${kind} ${name} ${value} ${worth}`;
  if (seen === null) return `  ${what}`;
  const trust = seen.confirmed ? "" : " UNCONFIRMED";
  const held = seen.isThere
    ? `v=${seen.registers["v"]} w=${seen.registers["w"]} [${seen.box}]`
    : "no session";
  return `  ${what} saw${trust} ${held}`;
}
