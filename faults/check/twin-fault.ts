import type { Violation } from "./violation.ts";

/** What one Tomcat showed of a session whose two attributes are always set together. */
export interface TwinSeen {
  /** False when there was no session. */
  readonly isThere: boolean;
  readonly p: string;
  readonly q: string;
}

/** What is wrong with it; null when nothing is. Values are `t` and a number that grows; `acked` is the last that was promised. */
export function twinFault(
  { isThere, p, q }: TwinSeen,
  sent: ReadonlySet<string>,
  acked: string | undefined,
): Omit<Violation, "session"> | null {
  if (!isThere) return { kind: "lost", text: "the session is gone" };
  if (p !== q) return { kind: "phantom", text: `half of a save: p=${p} q=${q}` };
  if (!sent.has(p)) return { kind: "phantom", text: `${p}, which nobody wrote` };
  const isBefore = acked !== undefined && Number(p.slice(1)) < Number(acked.slice(1));
  return isBefore ? { kind: "lost", text: `${p}, not ${acked}, which was acknowledged` } : null;
}
