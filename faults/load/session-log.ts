import type { Operation, Seen } from "./operation.ts";

/** A session that was ended, or an id that was given up: it must never answer again. */
export interface DeadId {
  readonly cookie: string;
  readonly endedMs: number;
  /** acked: dead everywhere from then on. degraded or late: once all members have heard of each other. */
  readonly worth: "acked" | "degraded" | "late";
}

/**
 * Everything known of one session: what it held when its log was last folded, what was done since, and what is certain of
 * its life. Registers have one writer each, so writes of one register are in the order they were begun.
 */
export class SessionLog {
  readonly number: number;
  cookie = "";
  /** doubtful: an end or a change of id whose outcome is not known. */
  life: "unborn" | "alive" | "doubtful" | "dead" | "abandoned" = "unborn";
  /** Held when the log was last folded; null for a session made since. */
  base: Seen | null = null;
  operations: Operation[] = [];
  /** Reads after all was healed and had converged, one of each WAS, in order. */
  finals: Operation[] = [];
  readonly deadIds: DeadId[] = [];
  /** Dead ids that answered although their end had been acknowledged everywhere. */
  haunted: string[] = [];

  constructor(number: number) {
    this.number = number;
  }

  /** What was found in the end becomes what was there in the beginning. */
  fold(held: Seen | null): void {
    this.base = held;
    this.operations = [];
    this.finals = [];
    this.haunted = [];
  }
}
