/** A reader that keeps an outdated snapshot alive. */
export interface StuckReader {
  readonly pid: number;
  readonly forMs: number;
}

/**
 * Finds readers that LMDB has to keep old pages for. LMDB does not say since when a reader reads, so it is looked
 * at again and again: the age of a reader counts from the first look that saw it behind the newest transaction.
 */
export class LmdbReaders {
  #seen = new Map<string, number>();

  /** `list` is LMDB's table of readers: pid, thread and snapshot on each line, `-` for a reader at rest. */
  look(list: string, newestTxn: number, nowMs: number): void {
    const seen = new Map<string, number>();
    for (const line of list.split("\n")) {
      const [pid, thread, snapshot] = line.trim().split(/\s+/);
      const txn = Number(snapshot);
      if (thread === undefined || !Number.isInteger(txn) || txn >= newestTxn) continue;
      const reader = `${pid} ${thread} ${txn}`;
      seen.set(reader, this.#seen.get(reader) ?? nowMs);
    }
    this.#seen = seen;
  }

  /** The one that has been behind for longest; null when none is. */
  oldest(nowMs: number): StuckReader | null {
    let oldest: StuckReader | null = null;
    for (const [reader, sinceMs] of this.#seen) {
      const forMs = nowMs - sinceMs;
      if (oldest === null || forMs > oldest.forMs) oldest = { pid: Number.parseInt(reader, 10), forMs };
    }
    return oldest;
  }
}
