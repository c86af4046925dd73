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

/** What a store uses, and how it is. */
export interface KvFigures {
  /** Bytes on disk. */
  readonly bytes: number;
  /** Bytes of `bytes` that hold something now; the rest is reused before the file grows. */
  readonly usedBytes: number;
  /** Values found damaged since the start, each time they were met. */
  readonly damaged: number;
  /** Pages that hold one long value: zero by the way values are cut, because writing one may abort the process. */
  readonly overflowPages: number;
  /** How long the oldest reader has kept an outdated snapshot alive; meanwhile the file only grows. */
  readonly oldestReaderMs: number;
}

/**
 * Ordered keys and values of any size (keys up to 500 bytes). A port, so that the engine can change: LMDB on
 * disk, memory in tests, both pass `testing/kv-store-suite.ts`.
 */
export interface KvStore {
  /**
   * The value, or undefined when there is none or it is damaged: whoever must tell these apart listens to
   * `onDamaged`. A copy: the caller may keep it.
   */
  readonly get: (key: Uint8Array) => Buffer | undefined;
  /** A consistent slice; damaged values are left out and told to `onDamaged`. */
  readonly scan: (range: KvRange) => KvEntry[];
  /**
   * Applies all changes or none. Resolves once they are on disk; rejects with `disk_full` or `store_failed`
   * when they may not be. Batches take effect in the order of the calls.
   */
  readonly write: (batch: readonly KvChange[]) => Promise<void>;
  /** Called within `get` or `scan` with the key of each damaged value they meet, each time. One listener. */
  readonly onDamaged: (listener: (key: Buffer) => void) => void;
  readonly figures: () => KvFigures;
  /** Waits for the writes under way, within a deadline. */
  readonly close: () => Promise<void>;
}
