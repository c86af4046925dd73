import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { open, type RootDatabase } from "lmdb";
import { lmdbFile } from "./lmdb-file.ts";

/** Rows as bytes under keys as bytes. */
export type LmdbDatabase = RootDatabase<Buffer, Buffer>;

/** What LMDB says of itself; missing in lmdb's own types. */
export interface LmdbStats {
  readonly pageSize: number;
  readonly treeBranchPageCount: number;
  readonly treeLeafPageCount: number;
  readonly overflowPages: number;
  readonly entryCount: number;
  readonly lastPageNumber: number;
  readonly lastTxnId: number;
}

/** With pages of this size a row of 6,000 bytes and its key never need an overflow page. */
const PAGE_BYTES = 16_384;

/** Room reserved in the address space; the file grows only as it is used. Resizing later is where LMDB corrupts. */
const MAP_BYTES = 64 * 1024 ** 3;

/**
 * A crash of the machine goes back to the last transaction known to be on disk. Missing in lmdb's own types.
 * Batches of a turn are ours to make: with lmdb's own, a failed commit rejects a promise that nobody can reach.
 */
const MORE: object = { safeRestore: true, eventTurnBatching: false };

/** How gyeot opens LMDB, in the processes that use it and in the one that tries it first. */
export const lmdbEnvironment = {
  /** Throws what LMDB says. A damaged file may end the process instead: `tryStore` finds out first. */
  open(directory: string): LmdbDatabase {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return open<Buffer, Buffer>({
      path: join(directory, lmdbFile.name),
      encoding: "binary",
      keyEncoding: "binary",
      pageSize: PAGE_BYTES,
      mapSize: MAP_BYTES,
      cache: false,
      ...MORE,
    });
  },

  stats(db: LmdbDatabase): LmdbStats {
    return db.getStats() as LmdbStats;
  },

  /** True when LMDB itself says that the file is not what it should be. */
  isDamage(cause: unknown): boolean {
    const text = cause instanceof Error ? cause.message : String(cause);
    return /MDB_(CORRUPTED|PAGE_NOTFOUND|INVALID|PANIC|BAD_TXN|CURSOR_FULL|PAGE_FULL)/.test(text);
  },
};
