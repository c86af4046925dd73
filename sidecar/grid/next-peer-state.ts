/** What this member thinks of the other. unknown: nothing heard and no dial ended since this member started. */
export type PeerKind = "unknown" | "alive" | "suspect" | "dead";

/**
 * What happened. quiet and silent: no word for the shorter and the longer of the two limits. unreachable:
 * dialling failed. woke: this member itself did not run for a while.
 */
export type PeerEvent =
  | "linked"
  | "heard"
  | "quiet"
  | "silent"
  | "closed"
  | "unreachable"
  | "goodbye"
  | "woke";

/**
 * Peer state × event → state: the whole failure detector. A closed link alone makes no one dead: a member that
 * was paused finds its link closed too, and must dial again before it may think itself alone.
 */
export const nextPeerState: Readonly<Record<PeerKind, Readonly<Record<PeerEvent, PeerKind>>>> = {
  unknown: {
    linked: "alive",
    heard: "unknown",
    quiet: "unknown",
    silent: "dead",
    closed: "unknown",
    unreachable: "dead",
    goodbye: "dead",
    woke: "unknown",
  },
  alive: {
    linked: "alive",
    heard: "alive",
    quiet: "suspect",
    silent: "dead",
    closed: "suspect",
    unreachable: "alive",
    goodbye: "dead",
    woke: "alive",
  },
  suspect: {
    linked: "alive",
    heard: "alive",
    quiet: "suspect",
    silent: "dead",
    closed: "suspect",
    unreachable: "dead",
    goodbye: "dead",
    woke: "suspect",
  },
  dead: {
    linked: "alive",
    heard: "dead",
    quiet: "dead",
    silent: "dead",
    closed: "dead",
    unreachable: "dead",
    goodbye: "dead",
    woke: "suspect",
  },
};
