import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Change } from "./change.ts";
import type { PeerEvent, PeerKind } from "./next-peer-state.ts";
import type { Heartbeat, PeerLink } from "./peer-link.ts";

/** What a PeerReplica needs of the grid. */
export interface PeerReplicaOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Our state for the next heartbeat. */
  readonly heartbeat: () => Heartbeat;
  /** Exchanges inventories over a new link; resolves when the peer has taken what it lacked. */
  readonly exchange: (link: PeerLink) => Promise<void>;
  /** The whole record, for a peer that asks for it. */
  readonly whole: (id: string) => Change | null;
  readonly onChange: (change: PeerTurn) => void;
  readonly onHeartbeat: (heartbeat: Heartbeat, roundTripMs: number) => void;
}

/** The peer went from one state to another. */
export interface PeerTurn {
  readonly from: PeerKind;
  readonly to: PeerKind;
  readonly node: string;
  readonly lastedMs: number;
  readonly because: PeerEvent;
}

/** Whether this member may answer for the whole grid: alone it may, else only when it is in step with the peer. */
export type Authority = "local" | "ask" | "wait" | "grace";
