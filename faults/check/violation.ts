/**
 * One broken promise. lost: an acknowledged change is not there after all was healed. stale: a confirmed answer was older than a
 * change acknowledged before the question. phantom: something nobody wrote. resurrected: a dead session answered. diverged: the
 * members agree on nothing after healing. inversion: fault-free answers that fit no order. lostDegraded: a flagged change is gone
 * although every disk survived.
 */
export interface Violation {
  readonly kind: "lost" | "stale" | "phantom" | "resurrected" | "diverged" | "inversion" | "lostDegraded";
  readonly session: number;
  readonly text: string;
}
