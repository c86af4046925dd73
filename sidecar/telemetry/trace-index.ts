import type { KvChange, KvStore } from "../store/kv-store.ts";
import { IdSet } from "./id-set.ts";
import { scanPages } from "./scan-pages.ts";
import { telemetryKeys } from "./telemetry-keys.ts";
import type { TransactionRow } from "./transaction-row.ts";

/** Minutes that still grow: this one, the last, and what agents are behind. */
const OPEN_MAX = 4;
/** Minutes kept in memory after that, for what comes again. A minute of 1,000 transactions a second takes 1 MB. */
const CLOSED_MAX = 8;

/**
 * In which minute a trace has transactions, and whether one is stored already. One value a minute, written when the minute
 * is done; which minutes are not is written as soon as it changes, and those are read from their blocks after a restart.
 * A key for each transaction would be most of what it costs to store one. Answers "perhaps" or "no".
 */
export class TraceIndex {
  readonly #store: KvStore;
  readonly #idsOfBlocks: (minuteMs: number) => IdSet;
  /** In the order in which they were last added to. */
  readonly #open = new Map<number, IdSet>();
  readonly #closed = new Map<number, IdSet>();

  constructor(store: KvStore, idsOfBlocks: (minuteMs: number) => IdSet) {
    this.#store = store;
    this.#idsOfBlocks = idsOfBlocks;
    const minutes = store.get(telemetryKeys.meta("open-minutes"))?.toString("utf8") ?? "[]";
    for (const minuteMs of JSON.parse(minutes) as number[]) this.#open.set(minuteMs, idsOfBlocks(minuteMs));
  }

  /** Takes in what is about to be stored in `minuteMs`; gives the changes to be stored with it. */
  add(minuteMs: number, rows: readonly TransactionRow[]): KvChange[] {
    const known = this.#open.get(minuteMs);
    const ids = known ?? this.#load(minuteMs);
    for (const { traceId, spanId } of rows) ids.add(traceId, spanId);
    this.#open.delete(minuteMs);
    this.#open.set(minuteMs, ids);
    if (known !== undefined) return [];
    this.#closed.delete(minuteMs);
    const changes: KvChange[] = [];
    for (const [oldMs, old] of this.#open) {
      if (this.#open.size <= OPEN_MAX) break;
      this.#open.delete(oldMs);
      this.#closed.set(oldMs, old);
      changes.push({ key: telemetryKeys.traces(oldMs), value: old.toBytes() });
    }
    for (const oldMs of this.#closed.keys()) {
      if (this.#closed.size <= CLOSED_MAX) break;
      this.#closed.delete(oldMs);
    }
    const minutes = Buffer.from(JSON.stringify([...this.#open.keys()]));
    return [...changes, { key: telemetryKeys.meta("open-minutes"), value: minutes }];
  }

  /** What `add` gave was not stored: the minutes in it are closed again with the next one. */
  undo(): void {
    for (const [minuteMs, ids] of this.#closed) this.#open.set(minuteMs, ids);
    this.#closed.clear();
  }

  /** False: it is not stored. */
  mayHave(minuteMs: number, traceId: string, spanId: string): boolean {
    const there = this.#open.get(minuteMs);
    if (there !== undefined) return there.has(traceId, spanId);
    const ids = this.#load(minuteMs);
    this.#closed.set(minuteMs, ids);
    for (const oldMs of this.#closed.keys()) {
      if (this.#closed.size <= CLOSED_MAX) break;
      this.#closed.delete(oldMs);
    }
    return ids.has(traceId, spanId);
  }

  /** Minutes in which the trace may have transactions, newest first. */
  *minutes(traceId: string): Generator<number> {
    const open = [...this.#open].filter(([, ids]) => ids.hasTrace(traceId)).map(([minuteMs]) => minuteMs);
    yield* open.sort((left, right) => right - left);
    for (const { key, value } of scanPages(this.#store, {
      ...telemetryKeys.range("traces"),
      reverse: true,
    })) {
      const minuteMs = telemetryKeys.number(key, 0);
      if (!this.#open.has(minuteMs) && IdSet.bytesHaveTrace(value, traceId)) yield minuteMs;
    }
  }

  /** Changes that forget a minute whose blocks are gone. */
  forget(minuteMs: number): KvChange {
    this.#closed.delete(minuteMs);
    return { key: telemetryKeys.traces(minuteMs), value: null };
  }

  #load(minuteMs: number): IdSet {
    const there = this.#closed.get(minuteMs);
    if (there !== undefined) return there;
    const bytes = this.#store.get(telemetryKeys.traces(minuteMs));
    // A damaged value is made again from what it was made of.
    return bytes === undefined ? this.#idsOfBlocks(minuteMs) : IdSet.fromBytes(bytes);
  }
}
