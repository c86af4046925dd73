import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Change } from "./change.ts";
import type { PeerEvent, PeerKind } from "./next-peer-state.ts";
import type { Heartbeat, PeerLink } from "./peer-link.ts";

/** What a PeerReplica needs of the grid. */
export interface PeerReplicaOptions {
  readonly self: string;
  readonly node: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Our state for the next heartbeat. */
  readonly heartbeat: () => Heartbeat;
  /** The members we place by. */
  readonly view: () => PlacedView;
  /** Lists what we hold over a new link or for a new view; true when the peer could not write it. */
  readonly exchange: (link: PeerLink, view: PlacedView, answers: number) => Promise<boolean>;
  /** The whole record, for a peer that asks for it. */
  readonly whole: (id: string) => Change | null;
  /** Its state, its link or what it owes has changed. */
  readonly onChange: () => void;
  readonly onTurn: (turn: PeerTurn) => void;
  /** A new link has replaced the one before, if there was one; told before anything is heard over it. */
  readonly onLinked: (node: string) => void;
  readonly onHeartbeat: (heartbeat: Heartbeat, roundTripMs: number) => void;
}

/** A set of members as one number, and how often it has changed. */
export interface PlacedView {
  readonly fingerprint: number;
  readonly turn: number;
}

/** The peer went from one state to another. */
export interface PeerTurn {
  readonly from: PeerKind;
  readonly to: PeerKind;
  readonly node: string;
  readonly lastedMs: number;
  readonly because: PeerEvent;
}

/**
 * Whether this member may answer without asking that one. local: it may. silent: it may for all that was promised.
 * ask: that one may hold something newer. wait: it is neither linked nor given up yet. grace: it was never heard of.
 */
export type Authority = "local" | "silent" | "ask" | "wait" | "grace";
