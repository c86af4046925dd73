import type { Change } from "./change.ts";
import type { ListQuery, SessionPage } from "./session-list.ts";
import type { Version } from "./version.ts";

/** Where something can be reached. Structurally the Endpoint of session.proto. */
export interface Endpoint {
  readonly node: string;
  readonly unixPath: string;
  readonly host: string;
  readonly port: number;
  readonly token: string;
}

/** Who is at the other end of a link, proven by the cluster key, the certificate or both. */
export interface PeerIdentity {
  readonly node: string;
  readonly incarnation: number;
  readonly address: string;
  readonly host: string;
  readonly agents: Endpoint | null;
  readonly watch: Endpoint | null;
  /** What it can do beyond the first revision of the protocol; absent or empty when nothing. */
  readonly features?: readonly string[];
  /** Version of its program; absent or empty when it is older than that field. */
  readonly version?: string;
}

/** A line of an inventory. Structurally the InventoryItem of peer.proto. */
export interface InventoryItem {
  readonly key: Uint8Array;
  readonly version: Version | null;
  readonly tombstone: boolean;
  readonly digest: Uint8Array;
  readonly lastAccessMs: number;
}

/** State of the sender, ten times a second; and in the answer what it promises. Structurally that of peer.proto. */
export interface Heartbeat {
  readonly nowMs: number;
  readonly loopDelayMs: number;
  readonly wases: readonly string[];
  readonly inSync: boolean;
  /** In an answer: the receiver must not promise near copies to anybody because of it. */
  readonly withheld?: boolean;
  /** In an answer: copies the receiver keeps of the sender's sessions are watched over. */
  readonly tracking?: boolean;
  /** Members keep copies of what the sender is a home of. */
  readonly guests?: boolean;
  readonly view?: number;
  /** The sender cannot write to its disk. */
  readonly refusing?: boolean;
  /** Of grid-strict: the members it was configured with, and what it may say of its copies (StrictStanding). */
  readonly configuration?: string;
  readonly standing?: string;
  /** Live sessions the sender holds. */
  readonly sessions?: number;
  /** Of pair+witness: its seat and since which epoch. */
  readonly seat?: string;
  readonly epoch?: number;
}

/** Fingerprints of what is held, by bucket; in an answer the buckets that differ. */
export interface Summary {
  readonly digests?: Uint8Array;
  readonly view?: number;
  readonly differing?: readonly number[];
  readonly compared?: boolean;
}

/** The end of a list, made for the members the sender placed by. Structurally that of peer.proto. */
export interface InventoryEnd {
  readonly items: number;
  readonly view?: number;
  /** How often the sender's members have changed; the receiver's, as the sender had heard when it began. */
  readonly turn?: number;
  readonly answers?: number;
  /** In an answer: not all of it could be written there. */
  readonly refused?: boolean;
  /** Of grid-strict: the standing of the sender when it began to list. */
  readonly standing?: string;
}

/** What does the receiver's copy hold? Structurally that of peer.proto. */
export interface Poll {
  readonly key: Uint8Array;
  readonly digest: Uint8Array;
  readonly configuration: string;
}

export interface Polled {
  /** The answer counts. */
  readonly voting: boolean;
  /** Empty: it holds none. */
  readonly digest: Uint8Array;
  /** Absent when the asker has it already. */
  readonly record?: Change | null;
  readonly lastAccessMs: number;
}

/** A member of a pair asks its witness. Structurally that of peer.proto. */
export interface Claim {
  readonly cluster: string;
  readonly member: string;
  readonly epoch: number;
  readonly want: string;
}

export interface Claimed {
  readonly granted: boolean;
  readonly epoch: number;
  /** Who may go on alone; empty when both together. */
  readonly holder: string;
}

/** Records to be merged; durable when it is answered. */
export interface Put {
  readonly records: readonly Change[];
  readonly configuration: string;
}

export interface PutDone {
  readonly voting: boolean;
  /** Of the record after merging. */
  readonly digest: Uint8Array;
  readonly dead: boolean;
}

/** What members say to each other; exactly one field is set. Structurally the PeerFrame of peer.proto. */
export interface PeerMessage {
  readonly replicate?: {
    readonly records: readonly Change[];
    readonly targets?: readonly string[];
    readonly track?: boolean;
  } | null;
  readonly replicated?: {
    readonly needFull: readonly Uint8Array[];
    readonly dead: readonly Change[];
    readonly relayed?: readonly string[];
    /** It is in memory there and not on its disk. */
    readonly refused?: boolean;
  } | null;
  readonly fetch?: { readonly keys: readonly Uint8Array[]; readonly track?: boolean } | null;
  readonly fetched?: Fetched | null;
  readonly inventory?: { readonly items: readonly InventoryItem[] } | null;
  readonly inventoryEnd?: InventoryEnd | null;
  readonly heartbeat?: Heartbeat | null;
  readonly goodbye?: object | null;
  readonly recall?: { readonly keys: readonly Uint8Array[] } | null;
  readonly summary?: Summary | null;
  readonly poll?: Poll | null;
  readonly polled?: Polled | null;
  readonly put?: Put | null;
  readonly putDone?: PutDone | null;
  readonly claim?: Claim | null;
  readonly claimed?: Claimed | null;
  readonly join?: { readonly epoch: number } | null;
  readonly joined?: { readonly taken: boolean } | null;
  /** Sessions the receiver is the first home of. */
  readonly list?: ListQuery | null;
  readonly listed?: SessionPage | null;
}

/** Answer to a fetch: a key in neither list did not fit and is asked for again. */
export interface Fetched {
  readonly records: readonly Change[];
  readonly absent: readonly Uint8Array[];
  readonly syncing: boolean;
  /** With `syncing`: what was found is at least what was promised to anyone. */
  readonly promised?: boolean;
}

/** A proven connection to the peer; a port, carried by gRPC or by a simulation. Messages keep their order. */
export interface PeerLink {
  readonly identity: PeerIdentity;
  /** Rejects with `peer_unreachable` when the link ends or no answer comes in time. */
  readonly request: (message: PeerMessage, timeoutMs: number) => Promise<PeerMessage>;
  /** As `request` without a time of its own: settles by the answer, however late, or by the end of the link. */
  readonly send: (message: PeerMessage) => Promise<PeerMessage>;
  readonly close: (reason: string) => void;
}
