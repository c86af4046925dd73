import { mkdirSync } from "node:fs";
import { open, type RootDatabase } from "lmdb";
import { AppError } from "../base/app-error.ts";
import type { Log } from "../base/log.ts";
import type { KvChange, KvEntry, KvFigures, KvRange, KvStore } from "./kv-store.ts";
import { rowCodec } from "./row-codec.ts";

/** What an LMDB store needs. */
export interface LmdbStoreOptions {
  /** Directory of this store alone; made when missing. */
  readonly path: string;
  readonly log: Log;
}

/** Room reserved in the address space; the file grows only as it is used. Resizing later is where LMDB corrupts. */
const MAP_BYTES = 64 * 1024 ** 3;

/** A crash of the machine goes back to the last transaction known to be on disk. Missing in lmdb's own types. */
const SAFE_RESTORE: object = { safeRestore: true };

/**
 * KvStore in one LMDB environment. Open it only once, on the main thread of one process. Rows are short enough
 * never to need overflow pages and carry a checksum; nothing is cached; no read transaction outlives a call.
 */
export function openLmdbStore(options: LmdbStoreOptions): KvStore {
  mkdirSync(options.path, { recursive: true, mode: 0o700 });
  try {
    return new LmdbStore(openEnvironment(options.path), options.log);
  } catch (cause) {
    const text = `the store ${options.path} cannot be opened: ${AppError.from(cause).message}`;
    throw new AppError("store_failed", text, cause);
  }
}

function openEnvironment(path: string): RootDatabase<Buffer, Buffer> {
  return open<Buffer, Buffer>({
    path: `${path}/data.mdb`,
    encoding: "binary",
    keyEncoding: "binary",
    pageSize: 16_384,
    mapSize: MAP_BYTES,
    cache: false,
    ...SAFE_RESTORE,
  });
}

class LmdbStore implements KvStore {
  readonly #db: RootDatabase<Buffer, Buffer>;
  readonly #log: Log;
  #damaged = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(db: RootDatabase<Buffer, Buffer>, log: Log) {
    this.#db = db;
    this.#log = log;
  }

  readonly get = (key: Uint8Array): Buffer | undefined => {
    const row = this.#db.get(rowCodec.key(key, 0));
    return row === undefined ? undefined : this.#assemble(key, row);
  };

  readonly scan = (range: KvRange): KvEntry[] => {
    const from = rowCodec.bound(range.from);
    const to = rowCodec.bound(range.to);
    const reverse = range.reverse === true;
    const entries: KvEntry[] = [];
    // LMDB's end is exclusive and its start inclusive, also backwards; the exact start cannot be a row's key.
    const bounds = reverse ? { start: to, end: from } : { start: from, end: to };
    for (const row of this.#db.getRange({ ...bounds, reverse })) {
      const parsed = rowCodec.parseKey(row.key);
      if (parsed === null || parsed.index !== 0) continue;
      const value = this.#assemble(parsed.key, row.value);
      if (value !== undefined) entries.push({ key: parsed.key, value });
      if (entries.length >= range.limit) break;
    }
    return entries;
  };

  readonly write = (batch: readonly KvChange[]): Promise<void> => {
    const done = this.#write(batch);
    this.#last = done.catch(() => {
      // The caller of this write hears of it; `close` only waits.
    });
    return done;
  };

  readonly figures = (): KvFigures => {
    const stats = this.#db.getStats() as { pageSize?: number; lastPageNumber?: number };
    return { bytes: (stats.pageSize ?? 0) * (stats.lastPageNumber ?? 0), damaged: this.#damaged };
  };

  readonly close = async (): Promise<void> => {
    await this.#last;
    await this.#db.close();
  };

  async #write(batch: readonly KvChange[]): Promise<void> {
    try {
      const committed = this.#db.batch(() => {
        for (const change of batch) this.#queue(change);
      });
      await committed;
      await this.#db.flushed;
    } catch (cause) {
      await this.#commitFailure(cause);
    }
  }

  /** lmdb keeps the cause of a failed commit in a promise of its own, which must not stay unhandled. */
  async #commitFailure(cause: unknown): Promise<never> {
    const inner = (cause as { commitError?: unknown }).commitError;
    let reason = AppError.from(cause).message;
    if (inner !== undefined) {
      await Promise.resolve(inner).catch((error: unknown) => {
        reason = AppError.from(error).message;
      });
    }
    const full = /no space|ENOSPC|MAP_FULL/i.test(reason);
    throw new AppError(full ? "disk_full" : "store_failed", `the store could not commit: ${reason}`, cause);
  }

  #queue(change: KvChange): void {
    const first = rowCodec.key(change.key, 0);
    const before = this.#db.get(first);
    const rowsBefore = before === undefined ? 0 : (rowCodec.parseHead(before)?.rows ?? 1);
    const rows = change.value === null ? [] : rowCodec.rows(change.value);
    for (const [index, row] of rows.entries()) this.#db.put(rowCodec.key(change.key, index), row);
    for (let index = rows.length; index < rowsBefore; index += 1) {
      this.#db.remove(rowCodec.key(change.key, index));
    }
  }

  #assemble(key: Uint8Array, row: Buffer): Buffer | undefined {
    const head = rowCodec.parseHead(row);
    if (head === null) return this.#damage();
    const pieces = [head.payload];
    for (let index = 1; index < head.rows; index += 1) {
      const piece = this.#db.get(rowCodec.key(key, index));
      if (piece === undefined) return this.#damage();
      pieces.push(piece);
    }
    const value = pieces.length === 1 ? Buffer.from(head.payload) : Buffer.concat(pieces);
    return rowCodec.intact(head, value) ? value : this.#damage();
  }

  #damage(): undefined {
    this.#damaged += 1;
    this.#log.warnSometimes("a stored value is damaged and reads as absent; the peer's copy is used instead");
    return undefined;
  }
}
