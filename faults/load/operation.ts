/** One thing a client did and what came of it: the unit of the history every check reads. Times of one monotonic clock, ms. */
export interface Operation {
  /** Client that did it; one client does one thing at a time. */
  readonly process: number;
  readonly kind: "new" | "write" | "add" | "read" | "end" | "change";
  /** Register, or "box" for the list. */
  readonly name: string;
  readonly value: string;
  readonly startMs: number;
  /** Infinity when no answer came: it may still take effect. */
  readonly endMs: number;
  /** Tomcat that was asked. */
  readonly was: number;
  readonly worth: Worth;
  /** What the answer showed of the session before the change; null when no answer came. */
  readonly seen: Seen | null;
}

/**
 * What an answer says of its change. acked: held by as many members as promised. degraded: held by fewer, and said so.
 * late: the WAS keeps it until a sidecar takes it. refused: the session is dead. none: nothing was changed. unknown: no answer.
 */
export type Worth = "acked" | "degraded" | "late" | "refused" | "none" | "unknown";

/** The session as one answer showed it. */
export interface Seen {
  /** False when the WAS served what it had because no sidecar could say. */
  readonly confirmed: boolean;
  readonly isThere: boolean;
  /** "v" and "w"; null when the session has no such attribute. */
  readonly registers: Readonly<Record<string, string | null>>;
  readonly box: readonly string[];
}
