import type { KvChange, KvStore } from "../store/kv-store.ts";
import { IdSet } from "./id-set.ts";
import { scanPages } from "./scan-pages.ts";
import { SpanBlock } from "./span-block.ts";
import { telemetryKeys } from "./telemetry-keys.ts";
import { TraceIndex } from "./trace-index.ts";
import type { TransactionRow } from "./transaction-row.ts";

const MINUTE_MS = 60_000;
/** Blocks deleted in one transaction, so that expiry never holds up the ingest for long. */
const EXPIRE_BLOCKS_MAX = 64;
/** Keys of an older format deleted in one transaction. */
const EXPIRE_IDS_MAX = 2_048;

/** A stored transaction and whose it is. */
export interface StoredTransaction {
  readonly node: string;
  readonly was: string;
  readonly row: TransactionRow;
}

/**
 * Transactions by time and by trace. A batch becomes one block for each minute in which its transactions started, so a
 * range of time is a range of keys. Reads are synchronous and see what was written; writes are changes for the
 * caller to commit together with what belongs to them.
 */
export class SpanStore {
  readonly #store: KvStore;
  readonly #traces: TraceIndex;
  /** Of all blocks; survives restarts in the store. */
  #bytes: number;

  constructor(store: KvStore) {
    this.#store = store;
    this.#traces = new TraceIndex(store, (minuteMs) => this.#idsOf(minuteMs));
    this.#bytes = Number(store.get(telemetryKeys.meta("span-bytes"))?.toString("utf8") ?? 0);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Changes that store `rows`, and the keys of their blocks. `seq` must be new. */
  changes(node: string, was: string, rows: readonly TransactionRow[], seq: number): SpanWrite {
    const minutes = new Map<number, TransactionRow[]>();
    for (const row of rows) {
      const minuteMs = minuteOf(row.startUs);
      const group = minutes.get(minuteMs);
      if (group === undefined) {
        minutes.set(minuteMs, [row]);
      } else {
        group.push(row);
      }
    }
    const changes: KvChange[] = [];
    const keys: Buffer[] = [];
    let bytes = 0;
    for (const [minuteMs, group] of minutes) {
      const key = telemetryKeys.span(minuteMs, seq);
      const value = SpanBlock.encode(node, was, group);
      keys.push(key);
      bytes += value.length;
      changes.push({ key, value }, ...this.#traces.add(minuteMs, group));
    }
    return { changes: bytes === 0 ? [] : [...changes, this.#grow(bytes)], keys };
  }

  /** Changes of `changes` could not be stored. */
  failed(): void {
    this.#traces.undo();
  }

  /** Those of `rows` that are not stored yet. */
  unknown<Row extends TransactionRow>(rows: readonly Row[]): Row[] {
    const stored = new Map<number, Set<string>>();
    return rows.filter(({ startUs, traceId, spanId }) => {
      const minuteMs = minuteOf(startUs);
      if (!this.#traces.mayHave(minuteMs, traceId, spanId)) {
        return true;
      }
      const ids = stored.get(minuteMs) ?? this.#exactIds(minuteMs);
      stored.set(minuteMs, ids);
      return !ids.has(traceId + spanId);
    });
  }

  block(key: Uint8Array): SpanBlock | null {
    const value = this.#store.get(key);
    return value === undefined ? null : readBlock(value);
  }

  /** Blocks that may hold transactions started in [fromMs, toMs), newest first. */
  *blocks(fromMs: number, toMs: number): Generator<SpanBlock> {
    const from = telemetryKeys.span(Math.max(0, Math.floor(fromMs / MINUTE_MS) * MINUTE_MS), 0);
    const to = telemetryKeys.span(Math.max(0, Math.ceil(toMs / MINUTE_MS) * MINUTE_MS), 0);
    for (const { value } of scanPages(this.#store, { from, to, reverse: true })) {
      const block = readBlock(value);
      if (block !== null) {
        yield block;
      }
    }
  }

  /** Every stored transaction of a trace, newest minutes first, at most `limit`. */
  trace(traceId: string, limit: number): StoredTransaction[] {
    const found: StoredTransaction[] = [];
    const id = Buffer.from(traceId, "hex");
    for (const minuteMs of this.#traces.minutes(traceId)) {
      for (const block of this.#minute(minuteMs)) {
        for (let row = 0; row < block.count && found.length < limit; row++) {
          if (id.compare(block.idBytes(row), 0, id.length) === 0) {
            found.push({ node: block.node, was: block.was, row: block.row(row) });
          }
        }
      }
      if (found.length >= limit) {
        break;
      }
    }
    return found;
  }

  /** Changes that delete the oldest blocks: those started before `beforeMs`, and as many as `bytesMax` asks for. */
  expire(beforeMs: number, bytesMax: number): SpanExpiry {
    const excessBytes = Math.max(0, this.#bytes - bytesMax);
    const changes: KvChange[] = [];
    let [blocks, transactions, bytes] = [0, 0, 0];
    const emptied = new Set<number>();
    for (const { key, value } of scanPages(this.#store, telemetryKeys.range("span"))) {
      const minuteMs = telemetryKeys.number(key, 0);
      const old = minuteMs + MINUTE_MS <= beforeMs;
      if ((!old && bytes >= excessBytes) || blocks === EXPIRE_BLOCKS_MAX) {
        // Of this minute something stays.
        emptied.delete(minuteMs);
        break;
      }
      emptied.add(minuteMs);
      changes.push({ key: Buffer.from(key), value: null });
      blocks++;
      transactions += readBlock(value)?.count ?? 0;
      bytes += value.length;
    }
    for (const minuteMs of emptied) {
      changes.push(this.#traces.forget(minuteMs));
    }
    for (const { key } of this.#store.scan({ ...telemetryKeys.range("id"), limit: EXPIRE_IDS_MAX })) {
      changes.push({ key, value: null });
    }
    if (bytes > 0) {
      changes.push(this.#grow(-bytes));
    }
    return { changes, transactions, more: blocks === EXPIRE_BLOCKS_MAX };
  }

  #minute(minuteMs: number): Generator<SpanBlock> {
    return this.blocks(minuteMs, minuteMs + MINUTE_MS);
  }

  #idsOf(minuteMs: number): IdSet {
    const ids = new IdSet();
    for (const id of this.#exactIds(minuteMs)) {
      ids.add(id.slice(0, 32), id.slice(32));
    }
    return ids;
  }

  #exactIds(minuteMs: number): Set<string> {
    const ids = new Set<string>();
    for (const block of this.#minute(minuteMs)) {
      for (let row = 0; row < block.count; row++) {
        ids.add(block.id(row));
      }
    }
    return ids;
  }

  #grow(bytes: number): KvChange {
    this.#bytes = Math.max(0, this.#bytes + bytes);
    return { key: telemetryKeys.meta("span-bytes"), value: Buffer.from(String(this.#bytes)) };
  }
}

export interface SpanWrite {
  readonly changes: readonly KvChange[];
  readonly keys: readonly Buffer[];
}

export interface SpanExpiry {
  readonly changes: readonly KvChange[];
  readonly transactions: number;
  /** There is more to delete now. */
  readonly more: boolean;
}

function minuteOf(startUs: number): number {
  return Math.floor(startUs / 1000 / MINUTE_MS) * MINUTE_MS;
}

/** A damaged block is left out rather than taking the page down with it. */
function readBlock(value: Uint8Array): SpanBlock | null {
  try {
    return new SpanBlock(value);
  } catch {
    // RangeError: not a block. The store's own check counts damaged values.
    return null;
  }
}
