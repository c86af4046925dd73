/** Whether the story held, why not, and the line of JSON that says so. Pure. */
import type { Tally } from "./tally.ts";

/** What the page was asked afterwards, and whether it knew. */
export interface Finding {
  readonly name: string;
  readonly isGood: boolean;
  readonly said: string;
}

export interface Verdict {
  readonly holds: boolean;
  readonly reasons: readonly string[];
  /** Without a line break. */
  readonly json: string;
}

/** Less than this would not be a story. */
const SESSIONS_MIN = 20;
const WRITES_MIN = 200;

export function verdict(
  tally: Tally,
  findings: readonly Finding[],
  extra: Readonly<Record<string, unknown>>,
): Verdict {
  const zero = {
    lostWrites: tally.lostWrites,
    lostSessions: tally.lostSessions,
    wrongReads: tally.wrongReads,
    cookieChanges: tally.cookieChanges,
    errorsSeenByUser: tally.errorsSeenByUser,
  };
  const reasons = Object.entries(zero).flatMap(([name, count]) => (count === 0 ? [] : [`${name}: ${count}`]));
  if (tally.sessions < SESSIONS_MIN) reasons.push(`only ${tally.sessions} sessions, not ${SESSIONS_MIN}`);
  if (tally.acknowledgedWrites < WRITES_MIN) {
    reasons.push(`only ${tally.acknowledgedWrites} acknowledged writes, not ${WRITES_MIN}`);
  }
  for (const finding of findings) if (!finding.isGood) reasons.push(`${finding.name}: ${finding.said}`);
  const line = {
    sessions: tally.sessions,
    requests: tally.requests,
    acknowledgedWrites: tally.acknowledgedWrites,
    ...zero,
    gapMs: { was: tally.gapMs("was"), sidecar: tally.gapMs("sidecar"), host: tally.gapMs("host") },
    unknownWrites: tally.unknownWrites,
    cutRequests: tally.cutRequests,
    staleReads: tally.staleReads,
    formLogins: tally.formLogins,
    idChangesAtLogin: tally.idChangesAtLogin,
    endedSessions: tally.endedSessions,
    inPlaceWrites: tally.inPlaceCartItems,
    directReads: tally.directReads,
    cartTables: tally.cartTables,
    kills: tally.kills.map((kill) => kill.kind),
    answeredBy: Object.fromEntries(tally.answeredBy),
    findings: Object.fromEntries(findings.map((finding) => [finding.name, finding.isGood])),
    ...extra,
    holds: reasons.length === 0,
  };
  return { holds: reasons.length === 0, reasons, json: JSON.stringify(line) };
}
