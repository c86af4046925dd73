import { leaseMs } from "./lease-ms.ts";

/** Timer resolution and rounding on both sides. */
const MARGIN_MS = 20;

/** How long an answered heartbeat vouches for what a member promises its agents, from the moment it was sent. */
const VOUCH_MS = 200;

/** Times by which members judge each other. One place, because each is derived from the others. */
export const peerLimits = {
  /** Every member hears of every other this often. */
  heartbeatMs: 100,
  vouchMs: VOUCH_MS,
  /** No answer for so long: suspect. Changes no longer wait for it, once the leases it gave are over. */
  quietMs: 300,
  /** No answer for so long although the link is open: dead. Machines that are starved of CPU stay silent for a second. */
  deadMs: 3_000,
  /**
   * After our last answer to a member's heartbeat: its agents' leases are over. It renews them for at most
   * VOUCH_MS after it sent that heartbeat, and each lasts `leaseMs`.
   */
  leasesOverMs: VOUCH_MS + leaseMs + MARGIN_MS,
  /** The same where it vouches for other members, which vouch for their agents. */
  guestLeasesOverMs: 2 * VOUCH_MS + leaseMs + 2 * MARGIN_MS,
  /** A member that leaves a change unanswered for so long gets no heartbeat answered: its leases run out. */
  overdueMs: 120,
  /** A change waits so long for members that speak; then it is acknowledged for what it is. */
  requestMs: 850,
  /** After the start, how long a session that is not here may be at a member that was not heard of yet. */
  graceMs: 10_000,
  /** Clocks further apart than this are a fault of one of them. */
  skewMs: 500,
} as const;
