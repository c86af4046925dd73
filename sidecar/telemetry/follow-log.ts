import type { KvChange, KvStore } from "../store/kv-store.ts";
import type { Rollup } from "./rollup.ts";
import { type RollupPlace, RollupStore } from "./rollup-store.ts";
import { SpanBlock } from "./span-block.ts";
import { telemetryKeys } from "./telemetry-keys.ts";

/** What a peer is sent: a closed bucket or a block of transactions. */
export type FollowEntry =
  | { readonly kind: "bucket"; readonly seq: number; readonly place: RollupPlace; readonly rollup: Rollup }
  | { readonly kind: "block"; readonly seq: number; readonly block: SpanBlock };

/** A day of one busy agent's batches and buckets, some 80 MB; a peer that was away for longer misses the oldest. */
const ENTRIES_MAX = 1_000_000;
const TRIM_MAX = 2_048;

/**
 * The order in which this member's own buckets and blocks came to be, so that a peer that was away goes on where it
 * stopped. Holds keys, not contents. Numbers count up from 1 and survive restarts; `id` names this counting.
 */
export class FollowLog {
  readonly id: string;
  readonly #store: KvStore;
  #seq: number;

  /** `newId` is used when the store has no log yet. */
  constructor(store: KvStore, newId: string) {
    this.#store = store;
    this.id = store.get(telemetryKeys.meta("follow-id"))?.toString("utf8") ?? newId;
    const last = store.scan({ ...telemetryKeys.range("follow"), reverse: true, limit: 1 })[0];
    const kept = Number(store.get(telemetryKeys.meta("follow-seq"))?.toString("utf8") ?? 0);
    this.#seq = Math.max(kept, last === undefined ? 0 : telemetryKeys.number(last.key, 0));
  }

  get lastSeq(): number {
    return this.#seq;
  }

  /** Changes that append the items under these keys. */
  append(keys: readonly Uint8Array[]): KvChange[] {
    const changes = keys.map((key) => ({ key: telemetryKeys.follow(++this.#seq), value: key }));
    return changes.length === 0
      ? []
      : [...changes, { key: telemetryKeys.meta("follow-id"), value: Buffer.from(this.id) }];
  }

  /** Items after `seq`, at most `limit` looked at; `through` is the last of them. What has expired is left out. */
  read(seq: number, limit: number): { readonly entries: FollowEntry[]; readonly through: number } {
    const entries: FollowEntry[] = [];
    let through = seq;
    const range = { from: telemetryKeys.follow(seq + 1), to: telemetryKeys.range("follow").to };
    for (const { key, value: itemKey } of this.#store.scan({ ...range, limit })) {
      through = telemetryKeys.number(key, 0);
      const value = this.#store.get(itemKey);
      const entry = value === undefined ? null : decode(itemKey, value, through);
      if (entry !== null) {
        entries.push(entry);
      }
    }
    return { entries, through };
  }

  /** Deletes what is past the limit. */
  async trim(): Promise<void> {
    const end = this.#seq - ENTRIES_MAX;
    if (end <= 0) {
      return;
    }
    const range = { from: telemetryKeys.range("follow").from, to: telemetryKeys.follow(end) };
    const old = this.#store.scan({ ...range, limit: TRIM_MAX }).map(({ key }) => ({ key, value: null }));
    if (old.length > 0) {
      await this.#store.write([
        ...old,
        { key: telemetryKeys.meta("follow-seq"), value: Buffer.from(String(this.#seq)) },
      ]);
    }
  }
}

function decode(key: Buffer, value: Buffer, seq: number): FollowEntry | null {
  try {
    if (key[0] === telemetryKeys.range("span").from[0]) {
      return { kind: "block", seq, block: new SpanBlock(value) };
    }
    const [node, was] = telemetryKeys.names(key, 2);
    const widthMs = telemetryKeys.number(key, 0);
    const startMs = telemetryKeys.number(key, 1);
    return {
      kind: "bucket",
      seq,
      place: { node, was, widthMs, startMs },
      rollup: RollupStore.decode(value).rollup,
    };
  } catch {
    // A damaged item cannot be sent; the store has counted it.
    return null;
  }
}
