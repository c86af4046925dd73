import type { KvChange, KvStore } from "../store/kv-store.ts";
import type { FollowLog } from "./follow-log.ts";
import { type ClosedBucket, OpenBuckets } from "./open-buckets.ts";
import type { RollupStore } from "./rollup-store.ts";
import { rollupTiers } from "./rollup-tiers.ts";
import { scanPages } from "./scan-pages.ts";
import type { SpanStore } from "./span-store.ts";
import { telemetryKeys } from "./telemetry-keys.ts";

/** What a BucketCloser works with. */
export interface BucketCloserParts {
  readonly store: KvStore;
  readonly spans: SpanStore;
  readonly rollups: RollupStore;
  readonly follow: FollowLog;
  readonly node: string;
}

/**
 * Moves buckets from memory to the store. A batch's journal entry is deleted in the transaction that stores the last
 * bucket with something of it; until then a crash is made good by folding the batch again (`recover`). A bucket knows
 * the last batch it has, so folding again counts nothing twice.
 */
export class BucketCloser {
  readonly open: OpenBuckets;
  readonly #parts: BucketCloserParts;
  /** Closed and not yet stored: reads of the store do not see them yet. */
  readonly #closing = new Map<string, { readonly bucket: ClosedBucket; readonly throughSeq: number }>();
  /** Batches folded up to here, without a gap. */
  #foldedSeq = 0;

  constructor(parts: BucketCloserParts) {
    this.#parts = parts;
    this.open = new OpenBuckets((was, startMs) => {
      const closing = this.#closing.get(`${startMs} ${was}`);
      return closing === undefined
        ? parts.rollups.bucket(parts.node, was, startMs)
        : { rollup: closing.bucket.rollup, throughSeq: closing.throughSeq };
    });
  }

  /** The change that notes a batch until its buckets are stored. */
  static journal(seq: number, spanKeys: readonly Uint8Array[]): KvChange {
    return { key: telemetryKeys.journal(seq), value: Buffer.concat(spanKeys) };
  }

  folded(seq: number): void {
    this.#foldedSeq = Math.max(this.#foldedSeq, seq);
  }

  /** Folds the batches again whose buckets were open when the last process ended; returns their transactions. */
  recover(monotonicMs: number): number {
    let transactions = 0;
    for (const { key, value } of scanPages(this.#parts.store, telemetryKeys.range("journal"))) {
      const seq = telemetryKeys.number(key, 0);
      for (let at = 0; at + SPAN_KEY_BYTES <= value.length; at += SPAN_KEY_BYTES) {
        const block = this.#parts.spans.block(value.subarray(at, at + SPAN_KEY_BYTES));
        for (const row of block?.rows() ?? []) {
          this.open.fold(block?.was ?? "", row, seq, monotonicMs);
          transactions++;
        }
      }
      this.folded(seq);
    }
    return transactions;
  }

  /** Stores the buckets that are over; all of them when `all`. Returns what was stored. */
  async close(nowMs: number, monotonicMs: number, all = false): Promise<readonly ClosedBucket[]> {
    const fresh = [...this.open.close(nowMs, monotonicMs, all), ...this.open.closeExcess()];
    for (const bucket of fresh) {
      this.#closing.set(keyOf(bucket), { bucket, throughSeq: this.#foldedSeq });
    }
    // Buckets whose write failed before are tried again with the rest.
    const due = [...this.#closing];
    if (due.length === 0) {
      return [];
    }
    const { follow, node, rollups, store } = this.#parts;
    const widthMs = rollupTiers[0]?.widthMs as number;
    const changes = due.flatMap(([, { bucket, throughSeq }]) =>
      rollups.put({ node, was: bucket.was, startMs: bucket.startMs, widthMs }, bucket.rollup, throughSeq),
    );
    const keys = due.map(([, { bucket }]) => telemetryKeys.rollup(widthMs, bucket.startMs, node, bucket.was));
    await store.write([...changes, ...follow.append(keys), ...this.#settled()]);
    for (const [key, entry] of due) {
      if (this.#closing.get(key) === entry) {
        this.#closing.delete(key);
      }
    }
    return due.map(([, { bucket }]) => bucket);
  }

  /** Journal entries that no open bucket needs any more. */
  #settled(): KvChange[] {
    const end = Math.min(this.open.firstSeq() ?? Number.MAX_SAFE_INTEGER, this.#foldedSeq + 1);
    const range = { from: telemetryKeys.range("journal").from, to: telemetryKeys.journal(end) };
    return this.#parts.store.scan({ ...range, limit: JOURNAL_MAX }).map(({ key }) => ({ key, value: null }));
  }
}

/** Kind, minute and number. */
const SPAN_KEY_BYTES = 17;
/** Entries deleted at once; the rest goes with the next bucket. */
const JOURNAL_MAX = 4_096;

function keyOf(bucket: ClosedBucket): string {
  return `${bucket.startMs} ${bucket.was}`;
}
