import type { GaugeSummary } from "./gauge-summary.ts";
import type { Hash64 } from "./hash64.ts";
import { Rollup } from "./rollup.ts";
import { rollupTiers } from "./rollup-tiers.ts";
import type { TransactionRow } from "./transaction-row.ts";

/** What was stored of a bucket before: late transactions open it again. */
export interface StoredBucket {
  readonly rollup: Rollup;
  /** Batches up to this number are in it. */
  readonly throughSeq: number;
}

/** A bucket that is done for now. */
export interface ClosedBucket {
  readonly was: string;
  readonly startMs: number;
  readonly rollup: Rollup;
}

/** hash64 of a row's address and session, where the caller has them. */
interface RowHashes {
  readonly address: Hash64;
  readonly session: Hash64;
}

interface OpenBucket extends ClosedBucket {
  readonly storedThroughSeq: number;
  /** Number of the first batch that has something in it. */
  readonly firstSeq: number;
  readonly openedMs: number;
}

/** How late a transaction may reach its bucket before the bucket closes: three of the agent's ticks. */
const LATENESS_MS = 600;
/** A bucket of the future (the clock went back) closes after this long of real time; it can open again. */
const OPEN_MS_MAX = 10_000;
/** Protects memory from agents whose times are scattered: some 2,000 × 50 KB. The oldest closes early. */
const OPEN_MAX = 2_000;

/**
 * The two-second buckets still being filled, in memory. A transaction counts in the bucket in which it ended. Closing
 * is never final: a late one opens its bucket again from what was stored, and nothing is counted twice.
 */
export class OpenBuckets {
  readonly #open = new Map<string, OpenBucket>();
  readonly #stored: (was: string, startMs: number) => StoredBucket | null;

  constructor(stored: (was: string, startMs: number) => StoredBucket | null) {
    this.#stored = stored;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Start of the bucket in which a moment lies. */
  static startOf(atMs: number): number {
    const widthMs = rollupTiers[0]?.widthMs as number;
    return Math.floor(atMs / widthMs) * widthMs;
  }

  /** Takes a transaction of batch `seq`, unless the stored bucket has it already. */
  fold(was: string, row: TransactionRow, seq: number, monotonicMs: number, hashes?: RowHashes): void {
    const startMs = OpenBuckets.startOf((row.startUs + row.durationUs) / 1000);
    const bucket = this.#bucket(was, startMs, seq, monotonicMs);
    if (seq > bucket.storedThroughSeq) {
      bucket.rollup.fold(row, hashes?.address, hashes?.session);
    }
  }

  foldGauges(was: string, atMs: number, gauges: GaugeSummary, seq: number, monotonicMs: number): void {
    this.#bucket(was, OpenBuckets.startOf(atMs), seq, monotonicMs).rollup.gauges.merge(gauges);
  }

  /** Takes out the buckets that are over; all of them when `all`. */
  close(nowMs: number, monotonicMs: number, all = false): ClosedBucket[] {
    const widthMs = rollupTiers[0]?.widthMs as number;
    const closed: ClosedBucket[] = [];
    for (const [key, bucket] of this.#open) {
      const over = bucket.startMs + widthMs + LATENESS_MS <= nowMs;
      if (
        all ||
        (over && monotonicMs - bucket.openedMs >= LATENESS_MS) ||
        monotonicMs - bucket.openedMs >= OPEN_MS_MAX
      ) {
        this.#open.delete(key);
        closed.push(bucket);
      }
    }
    return closed;
  }

  /** Buckets past the limit, oldest first, taken out. */
  closeExcess(): ClosedBucket[] {
    const excess = [...this.#open].slice(0, Math.max(0, this.#open.size - OPEN_MAX));
    for (const [key] of excess) {
      this.#open.delete(key);
    }
    return excess.map(([, bucket]) => bucket);
  }

  /** Every batch below this number is in stored buckets; null when no bucket is open. */
  firstSeq(): number | null {
    let first: number | null = null;
    for (const bucket of this.#open.values()) {
      first = Math.min(first ?? bucket.firstSeq, bucket.firstSeq);
    }
    return first;
  }

  #bucket(was: string, startMs: number, seq: number, monotonicMs: number): OpenBucket {
    const key = `${startMs} ${was}`;
    const known = this.#open.get(key);
    if (known !== undefined) {
      return known;
    }
    const stored = this.#stored(was, startMs);
    const bucket: OpenBucket = {
      was,
      startMs,
      rollup: stored?.rollup ?? new Rollup(),
      storedThroughSeq: stored?.throughSeq ?? 0,
      firstSeq: seq,
      openedMs: monotonicMs,
    };
    this.#open.set(key, bucket);
    return bucket;
  }
}
