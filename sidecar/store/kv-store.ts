/** A key with its value. */
export interface KvEntry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** One change of a batch: `value` null removes the key. */
export interface KvChange {
  readonly key: Uint8Array;
  readonly value: Uint8Array | null;
}

/** Which entries a scan returns: keys k with from ≤ k < to, in byte order. */
export interface KvRange {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly reverse?: boolean;
  /** At most so many entries; the caller goes on from the last key. */
  readonly limit: number;
}

/** What a store uses. */
export interface KvFigures {
  /** Bytes on disk. */
  readonly bytes: number;
  /** Values whose checksum was wrong since the start; they read as absent. */
  readonly damaged: number;
}

/**
 * Ordered keys and values of any size (keys up to 500 bytes). A port, so that the engine can change: LMDB on
 * disk, memory in tests, both pass `testing/kv-store-suite.ts`.
 */
export interface KvStore {
  /** The value, or undefined when there is none or it is damaged. A copy: the caller may keep it. */
  readonly get: (key: Uint8Array) => Buffer | undefined;
  /** A consistent slice. */
  readonly scan: (range: KvRange) => KvEntry[];
  /**
   * Applies all changes or none. Resolves once they are on disk; rejects with `disk_full` or `store_failed`
   * when they may not be. Batches take effect in the order of the calls.
   */
  readonly write: (batch: readonly KvChange[]) => Promise<void>;
  readonly figures: () => KvFigures;
  /** Waits for the writes under way. */
  readonly close: () => Promise<void>;
}
