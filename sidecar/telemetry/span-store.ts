import type { KvChange, KvStore } from "../store/kv-store.ts";
import { scanPages } from "./scan-pages.ts";
import { SpanBlock } from "./span-block.ts";
import { telemetryKeys } from "./telemetry-keys.ts";
import type { TransactionRow } from "./transaction-row.ts";

const MINUTE_MS = 60_000;
/** Blocks deleted in one transaction, so that expiry never holds up the ingest for long. */
const EXPIRE_BLOCKS_MAX = 64;

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
  /** Of all blocks; survives restarts in the store. */
  #bytes: number;

  constructor(store: KvStore) {
    this.#store = store;
    this.#bytes = Number(store.get(telemetryKeys.meta("span-bytes"))?.toString("utf8") ?? 0);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Changes that store `rows`, and the keys of their blocks. `seq` must be new. */
  changes(node: string, was: string, rows: readonly TransactionRow[], seq: number): SpanWrite {
    const minutes = new Map<number, TransactionRow[]>();
    for (const row of rows) {
      const minuteMs = Math.floor(row.startUs / 1000 / MINUTE_MS) * MINUTE_MS;
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
      changes.push({ key, value });
      for (const [index, row] of group.entries()) {
        const place = Buffer.alloc(key.length + 4);
        place.set(key);
        place.writeUInt32BE(index, key.length);
        changes.push({ key: idKey(row.traceId, row.spanId), value: place });
      }
    }
    return { changes: bytes === 0 ? [] : [...changes, this.#grow(bytes)], keys };
  }

  has(traceId: string, spanId: string): boolean {
    return this.#store.get(idKey(traceId, spanId)) !== undefined;
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

  /** Every stored transaction of a trace, at most `limit`. */
  trace(traceId: string, limit: number): StoredTransaction[] {
    const prefix = telemetryKeys.id(Buffer.from(traceId, "hex"));
    const found: StoredTransaction[] = [];
    const places: Buffer[] = [];
    for (const { value } of this.#store.scan({ from: prefix, to: after(prefix), limit })) {
      places.push(Buffer.from(value));
    }
    for (const place of places) {
      const block = this.block(place.subarray(0, place.length - 4));
      const index = place.readUInt32BE(place.length - 4);
      if (block !== null && index < block.count) {
        found.push({ node: block.node, was: block.was, row: block.row(index) });
      }
    }
    return found;
  }

  /** Changes that delete the oldest blocks: those started before `beforeMs`, and as many as `bytesMax` asks for. */
  expire(beforeMs: number, bytesMax: number): SpanExpiry {
    const excessBytes = Math.max(0, this.#bytes - bytesMax);
    const changes: KvChange[] = [];
    let [blocks, transactions, bytes] = [0, 0, 0];
    for (const { key, value } of scanPages(this.#store, telemetryKeys.range("span"))) {
      const old = telemetryKeys.number(key, 0) + MINUTE_MS <= beforeMs;
      if ((!old && bytes >= excessBytes) || blocks === EXPIRE_BLOCKS_MAX) {
        break;
      }
      const block = readBlock(value);
      for (let row = 0; row < (block?.count ?? 0); row++) {
        changes.push({ key: telemetryKeys.id(Buffer.from(block?.idBytes(row) ?? [])), value: null });
      }
      changes.push({ key: Buffer.from(key), value: null });
      blocks++;
      transactions += block?.count ?? 0;
      bytes += value.length;
    }
    if (bytes > 0) {
      changes.push(this.#grow(-bytes));
    }
    return { changes, transactions, more: blocks === EXPIRE_BLOCKS_MAX };
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

function idKey(traceId: string, spanId: string): Buffer {
  return telemetryKeys.id(Buffer.from(traceId + spanId, "hex"));
}

/** First key behind every key that begins with `prefix`. */
function after(prefix: Buffer): Buffer {
  return Buffer.concat([prefix, Buffer.alloc(9, 0xff)]);
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
