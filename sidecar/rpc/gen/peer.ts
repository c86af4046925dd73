// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
import { codec } from "../codec.ts";
import type { Attribute, AttributeInput, Chunk, ChunkInput, Endpoint, EndpointInput, SessionMeta, SessionMetaInput, Version, VersionInput } from "./session.ts";

export interface PeerFrame {
  readonly seq: number;
  readonly answer: boolean;
  readonly hello: PeerHello | null;
  readonly proof: PeerProof | null;
  readonly replicate: Replicate | null;
  readonly replicated: Replicated | null;
  readonly fetch: Fetch | null;
  readonly fetched: Fetched | null;
  readonly inventory: Inventory | null;
  readonly heartbeat: Heartbeat | null;
  readonly goodbye: Goodbye | null;
  readonly chunk: Chunk | null;
  readonly inventoryEnd: InventoryEnd | null;
  /** Name of the field that is set. */
  readonly body?: "hello" | "proof" | "replicate" | "replicated" | "fetch" | "fetched" | "inventory" | "heartbeat" | "goodbye" | "chunk" | "inventoryEnd";
}

export interface PeerFrameInput {
  readonly seq?: number | null | undefined;
  readonly answer?: boolean | null | undefined;
  readonly hello?: PeerHelloInput | null | undefined;
  readonly proof?: PeerProofInput | null | undefined;
  readonly replicate?: ReplicateInput | null | undefined;
  readonly replicated?: ReplicatedInput | null | undefined;
  readonly fetch?: FetchInput | null | undefined;
  readonly fetched?: FetchedInput | null | undefined;
  readonly inventory?: InventoryInput | null | undefined;
  readonly heartbeat?: HeartbeatInput | null | undefined;
  readonly goodbye?: GoodbyeInput | null | undefined;
  readonly chunk?: ChunkInput | null | undefined;
  readonly inventoryEnd?: InventoryEndInput | null | undefined;
}

export const PeerFrame = codec<PeerFrame, PeerFrameInput>("gyeot.peer.v1.PeerFrame");

export interface PeerHello {
  readonly protocol: number;
  readonly node: string;
  readonly incarnation: number;
  readonly challenge: Uint8Array;
  readonly nowMs: number;
  readonly agents: Endpoint | null;
  readonly watch: Endpoint | null;
  readonly host: string;
  readonly features: readonly string[];
  readonly version: string;
}

export interface PeerHelloInput {
  readonly protocol?: number | null | undefined;
  readonly node?: string | null | undefined;
  readonly incarnation?: number | null | undefined;
  readonly challenge?: Uint8Array | null | undefined;
  readonly nowMs?: number | null | undefined;
  readonly agents?: EndpointInput | null | undefined;
  readonly watch?: EndpointInput | null | undefined;
  readonly host?: string | null | undefined;
  readonly features?: readonly string[] | null | undefined;
  readonly version?: string | null | undefined;
}

export const PeerHello = codec<PeerHello, PeerHelloInput>("gyeot.peer.v1.PeerHello");

export interface PeerProof {
  readonly mac: Uint8Array;
}

export interface PeerProofInput {
  readonly mac?: Uint8Array | null | undefined;
}

export const PeerProof = codec<PeerProof, PeerProofInput>("gyeot.peer.v1.PeerProof");

export interface Replicate {
  readonly records: readonly Record[];
}

export interface ReplicateInput {
  readonly records?: readonly RecordInput[] | null | undefined;
}

export const Replicate = codec<Replicate, ReplicateInput>("gyeot.peer.v1.Replicate");

export interface Record {
  readonly key: Uint8Array;
  readonly version: Version | null;
  readonly meta: SessionMeta | null;
  readonly attributes: readonly Attribute[];
  readonly removed: readonly Attribute[];
  readonly full: boolean;
  readonly base: Version | null;
  readonly tombstone: boolean;
  readonly reason: string;
  readonly movedTo: Uint8Array;
  readonly touch: boolean;
  readonly metaVersion: Version | null;
  readonly localOnly: readonly Attribute[];
  readonly containerVersion: Version | null;
  readonly baseDigest: Uint8Array;
  readonly agent: string;
  readonly operation: number;
  readonly fire: string;
  readonly writes: number;
}

export interface RecordInput {
  readonly key?: Uint8Array | null | undefined;
  readonly version?: VersionInput | null | undefined;
  readonly meta?: SessionMetaInput | null | undefined;
  readonly attributes?: readonly AttributeInput[] | null | undefined;
  readonly removed?: readonly AttributeInput[] | null | undefined;
  readonly full?: boolean | null | undefined;
  readonly base?: VersionInput | null | undefined;
  readonly tombstone?: boolean | null | undefined;
  readonly reason?: string | null | undefined;
  readonly movedTo?: Uint8Array | null | undefined;
  readonly touch?: boolean | null | undefined;
  readonly metaVersion?: VersionInput | null | undefined;
  readonly localOnly?: readonly AttributeInput[] | null | undefined;
  readonly containerVersion?: VersionInput | null | undefined;
  readonly baseDigest?: Uint8Array | null | undefined;
  readonly agent?: string | null | undefined;
  readonly operation?: number | null | undefined;
  readonly fire?: string | null | undefined;
  readonly writes?: number | null | undefined;
}

export const Record = codec<Record, RecordInput>("gyeot.peer.v1.Record");

export interface Replicated {
  readonly needFull: readonly Uint8Array[];
  readonly dead: readonly Record[];
}

export interface ReplicatedInput {
  readonly needFull?: readonly Uint8Array[] | null | undefined;
  readonly dead?: readonly RecordInput[] | null | undefined;
}

export const Replicated = codec<Replicated, ReplicatedInput>("gyeot.peer.v1.Replicated");

export interface Fetch {
  readonly keys: readonly Uint8Array[];
}

export interface FetchInput {
  readonly keys?: readonly Uint8Array[] | null | undefined;
}

export const Fetch = codec<Fetch, FetchInput>("gyeot.peer.v1.Fetch");

export interface Fetched {
  readonly records: readonly Record[];
  readonly absent: readonly Uint8Array[];
  readonly syncing: boolean;
}

export interface FetchedInput {
  readonly records?: readonly RecordInput[] | null | undefined;
  readonly absent?: readonly Uint8Array[] | null | undefined;
  readonly syncing?: boolean | null | undefined;
}

export const Fetched = codec<Fetched, FetchedInput>("gyeot.peer.v1.Fetched");

export interface Inventory {
  readonly items: readonly InventoryItem[];
}

export interface InventoryInput {
  readonly items?: readonly InventoryItemInput[] | null | undefined;
}

export const Inventory = codec<Inventory, InventoryInput>("gyeot.peer.v1.Inventory");

export interface InventoryItem {
  readonly key: Uint8Array;
  readonly version: Version | null;
  readonly tombstone: boolean;
  readonly digest: Uint8Array;
  readonly lastAccessMs: number;
}

export interface InventoryItemInput {
  readonly key?: Uint8Array | null | undefined;
  readonly version?: VersionInput | null | undefined;
  readonly tombstone?: boolean | null | undefined;
  readonly digest?: Uint8Array | null | undefined;
  readonly lastAccessMs?: number | null | undefined;
}

export const InventoryItem = codec<InventoryItem, InventoryItemInput>("gyeot.peer.v1.InventoryItem");

export interface InventoryEnd {
  readonly items: number;
}

export interface InventoryEndInput {
  readonly items?: number | null | undefined;
}

export const InventoryEnd = codec<InventoryEnd, InventoryEndInput>("gyeot.peer.v1.InventoryEnd");

export interface Heartbeat {
  readonly nowMs: number;
  readonly loopDelayMs: number;
  readonly wases: readonly string[];
  readonly inSync: boolean;
}

export interface HeartbeatInput {
  readonly nowMs?: number | null | undefined;
  readonly loopDelayMs?: number | null | undefined;
  readonly wases?: readonly string[] | null | undefined;
  readonly inSync?: boolean | null | undefined;
}

export const Heartbeat = codec<Heartbeat, HeartbeatInput>("gyeot.peer.v1.Heartbeat");

export interface Goodbye {

}

export interface GoodbyeInput {

}

export const Goodbye = codec<Goodbye, GoodbyeInput>("gyeot.peer.v1.Goodbye");

export const PeerService = {
  Link: {
    path: "/gyeot.peer.v1.PeerService/Link",
    requestStream: true,
    responseStream: true,
    requestSerialize: PeerFrame.encode,
    requestDeserialize: PeerFrame.decode,
    responseSerialize: PeerFrame.encode,
    responseDeserialize: PeerFrame.decode,
  },
} as const;
