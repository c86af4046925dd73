import type { Version } from "./version.ts";

/** One attribute as it travels; the value is opaque. */
export interface Attribute {
  readonly name: string;
  readonly value: Uint8Array;
  /** Class of the value, for the console. */
  readonly type: string;
  readonly version: Version | null;
  /** The object had been changed in place, without setAttribute. */
  readonly inPlace: boolean;
}

/** What a session carries beside its attributes. */
export interface SessionMeta {
  readonly app: string;
  readonly createdMs: number;
  readonly lastAccessMs: number;
  /** Seconds; ≤ 0 never expires. */
  readonly maxInactiveS: number;
  readonly user: string;
  readonly address: string;
  readonly was: string;
  readonly container: readonly Attribute[];
}

/**
 * What one operation made of a record, or with `full` the whole record: the unit that is journaled, replicated
 * and stored. Structurally the Record of peer.proto, whose comments are the specification of each field.
 */
export interface Change {
  readonly key: Uint8Array;
  readonly version: Version | null;
  readonly meta: SessionMeta | null;
  readonly metaVersion: Version | null;
  readonly containerVersion: Version | null;
  readonly attributes: readonly Attribute[];
  readonly removed: readonly Attribute[];
  readonly localOnly: readonly Attribute[];
  readonly full: boolean;
  /** The session as a whole was made at this version: what is older is gone. Null when attributes count one by one. */
  readonly whole: Version | null;
  readonly base: Version | null;
  readonly baseDigest: Uint8Array;
  readonly tombstone: boolean;
  readonly reason: string;
  readonly movedTo: Uint8Array;
  readonly fire: string;
  readonly touch: boolean;
  readonly agent: string;
  readonly operation: number;
  readonly writes: number;
}

/** Bytes of changes for the journal and the store; `rpc` makes them of the generated messages. */
export interface ChangeCodec {
  readonly encode: (changes: readonly Change[]) => Uint8Array;
  /** Bytes these very changes have been received or encoded as, which spare `encode` its work; notes them when given. */
  readonly encoded: (changes: readonly Change[], bytes?: Uint8Array) => Uint8Array | undefined;
  /** Byte fields may be views of `bytes`. Throws on malformed input. */
  readonly decode: (bytes: Uint8Array) => readonly Change[];
}
