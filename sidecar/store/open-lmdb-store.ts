import { statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import { commitFailure } from "./commit-failure.ts";
import type { KvChange, KvEntry, KvFigures, KvRange, KvStore } from "./kv-store.ts";
import { type LmdbDatabase, lmdbEnvironment } from "./lmdb-environment.ts";
import { lmdbFile } from "./lmdb-file.ts";
import { LmdbReaders } from "./lmdb-readers.ts";
import { rowCodec } from "./row-codec.ts";
import { within } from "./within.ts";

/** What an LMDB store needs. */
export interface LmdbStoreOptions {
  /** Directory of this store alone; made when missing. */
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * The store can neither be trusted nor heal while this process lives: the process must end, and the next one
   * starts from what is on disk. Nothing is accepted any more. Called once.
   */
  readonly onFatal?: (failure: AppError) => void;
}

/** An LMDB store knows whether it lost its past. */
export interface LmdbStore extends KvStore {
  /** Nothing was in it when it was opened: new, wiped, or set aside because it was damaged. */
  readonly startedEmpty: boolean;
}

/** What has not committed by then will not: longer than 8 MB on the slowest disk that is still of use. */
const COMMIT_MS_MAX = 60_000;

/** Readers are looked at this often; one that is behind for so long is an alarm, and ours for so long ends us. */
const READERS_MS = 5_000;
const READER_ALARM_MS = 30_000;
const READER_FATAL_MS = 120_000;

/** Longest wait for the writes under way when the store is closed. */
const CLOSE_MS_MAX = 5_000;

/** Row that a store has from its first opening on and never loses: an LMDB that is empty again has had bugs. */
const SENTINEL = Buffer.from([0, 0]);

/**
 * KvStore in one LMDB environment. Open it only once, on the main thread of one process. Rows are short enough
 * never to need overflow pages and carry a checksum; nothing is cached; no read transaction outlives a call.
 */
export function openLmdbStore(options: LmdbStoreOptions): LmdbStore {
  try {
    return new Store(lmdbEnvironment.open(options.path), options);
  } catch (cause) {
    const text = `the store ${options.path} cannot be opened: ${AppError.from(cause).message}`;
    throw new AppError("store_failed", text, cause);
  }
}

class Store implements LmdbStore {
  readonly startedEmpty: boolean;
  readonly #db: LmdbDatabase;
  readonly #options: LmdbStoreOptions;
  readonly #readers = new LmdbReaders();
  readonly #stopLooking: Cancel;
  /** Rows of keys in batches under way, which reads do not see yet. */
  readonly #rowsUnderWay = new Map<string, { readonly rows: number }>();
  #tellDamaged: (key: Buffer) => void = () => {};
  #damaged = 0;
  #underWay = 0;
  #last: Promise<void> = Promise.resolve();
  #failure: AppError | null = null;

  constructor(db: LmdbDatabase, options: LmdbStoreOptions) {
    this.#db = db;
    this.#options = options;
    this.startedEmpty = db.get(SENTINEL) === undefined && firstEntry(db) === null;
    this.#last = this.#commit(() => db.put(SENTINEL, Buffer.from([1]))).catch(() => {
      // The next write meets the same trouble and has someone to tell.
    });
    this.#stopLooking = options.clock.every(READERS_MS, () => this.#lookAtReaders());
  }

  readonly onDamaged = (listener: (key: Buffer) => void): void => {
    this.#tellDamaged = listener;
  };

  readonly get = (key: Uint8Array): Buffer | undefined =>
    this.#read(() => {
      const row = this.#db.get(rowCodec.key(key, 0));
      return row === undefined ? undefined : this.#assemble(key, row);
    });

  readonly scan = (range: KvRange): KvEntry[] => this.#read(() => this.#scan(range));

  readonly write = (batch: readonly KvChange[]): Promise<void> => {
    const done = this.#write(batch);
    this.#last = done.catch(() => {
      // The caller of this write hears of it; `close` only waits.
    });
    return done;
  };

  readonly figures = (): KvFigures => {
    const { clock, path } = this.#options;
    const stats = lmdbEnvironment.stats(this.#db);
    const pages = stats.treeBranchPageCount + stats.treeLeafPageCount + stats.overflowPages;
    return {
      bytes: statSync(join(path, lmdbFile.name)).size,
      usedBytes: pages * stats.pageSize,
      damaged: this.#damaged,
      overflowPages: stats.overflowPages,
      oldestReaderMs: Math.round(this.#readers.oldest(clock.monotonicMs())?.forMs ?? 0),
    };
  };

  readonly close = async (): Promise<void> => {
    this.#stopLooking();
    const { clock } = this.#options;
    await within(this.#last, CLOSE_MS_MAX, clock, "the last write did not end");
    // After a failed commit lmdb waits for something that never comes.
    if (this.#failure !== null) return;
    await within(this.#db.close(), CLOSE_MS_MAX, clock, "the store did not close");
  };

  #scan(range: KvRange): KvEntry[] {
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
  }

  async #write(batch: readonly KvChange[]): Promise<void> {
    const marks = new Map<string, { readonly rows: number }>();
    try {
      await this.#commit(() => {
        for (const change of batch) this.#queue(change, marks);
      });
    } finally {
      for (const [name, mark] of marks) {
        if (this.#rowsUnderWay.get(name) === mark) this.#rowsUnderWay.delete(name);
      }
    }
  }

  async #commit(fill: () => void): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    const { clock, path } = this.#options;
    this.#underWay += 1;
    try {
      await within(this.#db.batch(fill), COMMIT_MS_MAX, clock, "the commit did not end");
      await within(this.#db.flushed, COMMIT_MS_MAX, clock, "the commit did not reach the disk");
      this.#underWay -= 1;
    } catch (cause) {
      const failure = await commitFailure(cause, path);
      this.#underWay -= 1;
      // A full disk leaves the store as it was and heals. After anything else nobody knows what is on the disk.
      if (failure.code === "disk_full") this.#giveBack();
      else this.#fatal(failure);
      throw failure;
    }
  }

  /** Pages that a failed commit appended belong to nothing, and take the room that the next one needs. */
  #giveBack(): void {
    if (this.#underWay > 0) return;
    const file = join(this.#options.path, lmdbFile.name);
    const { lastPageNumber, pageSize } = lmdbEnvironment.stats(this.#db);
    const bytes = (lastPageNumber + 1) * pageSize;
    if (statSync(file).size > bytes) truncateSync(file, bytes);
  }

  #queue(change: KvChange, marks: Map<string, { readonly rows: number }>): void {
    const name = Buffer.from(change.key).toString("latin1");
    const before = this.#rowsUnderWay.get(name)?.rows ?? this.#rowsOf(change.key);
    const rows = change.value === null ? [] : rowCodec.rows(change.key, change.value);
    for (const [index, row] of rows.entries()) this.#db.put(rowCodec.key(change.key, index), row);
    for (let index = rows.length; index < before; index += 1) {
      this.#db.remove(rowCodec.key(change.key, index));
    }
    const mark = { rows: rows.length };
    this.#rowsUnderWay.set(name, mark);
    marks.set(name, mark);
  }

  /** Rows that a key has in the store; counted one by one when its first row cannot be believed. */
  #rowsOf(key: Uint8Array): number {
    const first = this.#db.get(rowCodec.key(key, 0));
    const head = first === undefined ? null : rowCodec.parseHead(first);
    if (head !== null && head.rows > 0 && this.#db.get(rowCodec.key(key, head.rows)) === undefined) {
      return head.rows;
    }
    let rows = first === undefined ? 0 : 1;
    const prefix = rowCodec.key(key, 0).subarray(0, -2);
    const range = { start: Buffer.concat([prefix, Buffer.from([0, 0])]), end: after(prefix) };
    for (const row of this.#db.getKeys(range)) {
      rows = Math.max(rows, 1 + (rowCodec.parseKey(row)?.index ?? 0));
    }
    return rows;
  }

  #assemble(key: Uint8Array, row: Buffer): Buffer | undefined {
    const head = rowCodec.parseHead(row);
    if (head === null) return this.#damage(key);
    const pieces = [head.payload];
    for (let index = 1; index < head.rows; index += 1) {
      const piece = this.#db.get(rowCodec.key(key, index));
      if (piece === undefined) return this.#damage(key);
      pieces.push(piece);
    }
    const value = pieces.length === 1 ? Buffer.from(head.payload) : Buffer.concat(pieces);
    return rowCodec.intact(head, key, value) ? value : this.#damage(key);
  }

  #damage(key: Uint8Array): undefined {
    this.#damaged += 1;
    this.#options.log.warnSometimes("a stored value is damaged; another member's copy is needed");
    this.#tellDamaged(Buffer.from(key));
    return undefined;
  }

  /** LMDB says of a broken tree or of a dead environment on reading, too. */
  #read<T>(read: () => T): T {
    try {
      return read();
    } catch (cause) {
      const text = `the store ${this.#options.path} cannot be read: ${AppError.from(cause).message}`;
      const failure = new AppError("store_failed", text, cause);
      if (lmdbEnvironment.isDamage(cause)) this.#fatal(failure);
      throw failure;
    }
  }

  #lookAtReaders(): void {
    const { clock, log } = this.#options;
    const nowMs = clock.monotonicMs();
    // Readers of processes that are gone would otherwise stay for ten minutes.
    this.#db.readerCheck();
    this.#readers.look(this.#db.readerList(), lmdbEnvironment.stats(this.#db).lastTxnId, nowMs);
    const oldest = this.#readers.oldest(nowMs);
    if (oldest === null || oldest.forMs < READER_ALARM_MS) return;
    const { pid, forMs } = oldest;
    log.warnSometimes("a reader holds on to an old state; the file of the store only grows until it ends", {
      pid,
      forMs,
    });
    if (pid !== process.pid || forMs < READER_FATAL_MS) return;
    this.#fatal(new AppError("store_failed", `a read of this process has not ended for ${forMs} ms`));
  }

  #fatal(failure: AppError): void {
    if (this.#failure !== null) return;
    this.#failure = failure;
    this.#options.log.error("the store cannot go on in this process", { failure });
    this.#options.onFatal?.(failure);
  }
}

function firstEntry(db: LmdbDatabase): Buffer | null {
  for (const key of db.getKeys({ limit: 3 })) if (rowCodec.parseKey(key) !== null) return key;
  return null;
}

/** The first key that does not begin with `prefix`, whose last byte is 0x01. */
function after(prefix: Buffer): Buffer {
  const next = Buffer.from(prefix);
  next[next.length - 1] = 0x02;
  return next;
}
