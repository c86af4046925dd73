/** What this member thinks of another. unknown: nothing heard and no dial ended since this member started. */
export type PeerKind = "unknown" | "alive" | "suspect" | "dead";

/**
 * What happened. answered: a heartbeat came back. quiet and silent: none did, for the shorter and the longer of
 * the two limits. unreachable: dialling failed. woke: this member itself did not run for a while.
 */
export type PeerEvent =
  | "linked"
  | "answered"
  | "quiet"
  | "silent"
  | "closed"
  | "unreachable"
  | "goodbye"
  | "woke";

/**
 * Peer state × event → state: the whole failure detector. A closed link alone makes no one dead: a member that
 * was paused finds its link closed too, and must dial again before it may think itself alone. A link that is open
 * but silent is given ten times as long as one that is refused.
 */
export const nextPeerState: Readonly<Record<PeerKind, Readonly<Record<PeerEvent, PeerKind>>>> = {
  unknown: {
    linked: "alive",
    answered: "unknown",
    quiet: "unknown",
    silent: "dead",
    closed: "unknown",
    unreachable: "dead",
    goodbye: "dead",
    woke: "unknown",
  },
  alive: {
    linked: "alive",
    answered: "alive",
    quiet: "suspect",
    silent: "dead",
    closed: "suspect",
    unreachable: "alive",
    goodbye: "dead",
    woke: "suspect",
  },
  suspect: {
    linked: "alive",
    answered: "alive",
    quiet: "suspect",
    silent: "dead",
    closed: "suspect",
    unreachable: "dead",
    goodbye: "dead",
    woke: "suspect",
  },
  dead: {
    linked: "alive",
    answered: "dead",
    quiet: "dead",
    silent: "dead",
    closed: "dead",
    unreachable: "dead",
    goodbye: "dead",
    woke: "suspect",
  },
};
