import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import { commitFailure } from "./commit-failure.ts";
import { type LmdbDatabase, lmdbEnvironment } from "./lmdb-environment.ts";
import { rowCodec } from "./row-codec.ts";
import { within } from "./within.ts";

/** What became of the attempt to use a store. */
export type StoreVerdict =
  | {
      readonly kind: "sound";
      readonly rows: number;
      /** Every row was looked at within the time there was. */
      readonly whole: boolean;
      /** Rows that are not as they were written: single records are damaged, the store as such is not. */
      readonly damagedRows: number;
    }
  /** Nobody may read or write it any more. */
  | { readonly kind: "damaged"; readonly reason: string }
  /** The store may be good, but cannot be used: `store_failed` may pass, the other codes need a person. */
  | { readonly kind: "failed"; readonly code: FailedCode; readonly reason: string };

type FailedCode = "store_failed" | "data_dir_unusable";

/** What a TryStore call needs. */
export interface TryStoreOptions {
  readonly directory: string;
  /** The walk through the rows ends here; what it did not reach is left to the checksums of each record. */
  readonly budgetMs: number;
  readonly clock: Clock;
  /** Called as it goes on, so that who waits can tell slow from stuck. */
  readonly alive: () => void;
}

/** Row of the commit that proves that the store can be written. */
const PROOF = Buffer.from([0, 1]);
const PROOF_MS_MAX = 20_000;

/** Rows between two looks at the clock. */
const SLICE = 64;

/**
 * Uses a store as the real process would: opens it, walks the tree and the rows, commits and flushes. Meant for a
 * process that may die of it, because LMDB trusts its file: damage ends the process by a signal.
 */
export async function tryStore(options: TryStoreOptions): Promise<StoreVerdict> {
  const { directory, clock, alive } = options;
  let db: LmdbDatabase;
  try {
    db = lmdbEnvironment.open(directory);
  } catch (cause) {
    return openFailure(cause);
  }
  alive();
  let walked: StoreVerdict;
  try {
    walked = walk(db, options);
  } catch (cause) {
    return { kind: "damaged", reason: AppError.from(cause).message };
  }
  if (walked.kind !== "sound") return walked;
  try {
    await within(db.put(PROOF, Buffer.from([1])), PROOF_MS_MAX, clock, "the commit did not end");
    await within(db.flushed, PROOF_MS_MAX, clock, "the commit did not reach the disk");
  } catch (cause) {
    if (lmdbEnvironment.isDamage(cause)) return { kind: "damaged", reason: AppError.from(cause).message };
    const { code, message } = await commitFailure(cause, directory);
    // A full disk is watched by the process itself, which serves meanwhile.
    if (code !== "disk_full") return { kind: "failed", code: "store_failed", reason: message };
  }
  return walked;
}

function openFailure(cause: unknown): StoreVerdict {
  const reason = AppError.from(cause).message;
  if (/permission|EACCES|EPERM|read-only/i.test(reason))
    return { kind: "failed", code: "data_dir_unusable", reason };
  if (lmdbEnvironment.isDamage(cause)) return { kind: "damaged", reason };
  return { kind: "failed", code: "store_failed", reason };
}

function walk(db: LmdbDatabase, options: TryStoreOptions): StoreVerdict {
  const { clock, budgetMs, alive } = options;
  const endMs = clock.monotonicMs() + budgetMs;
  const { entryCount } = lmdbEnvironment.stats(db);
  let rows = 0;
  let damagedRows = 0;
  let before: Buffer | null = null;
  for (const { key, value } of db.getRange({})) {
    if (before !== null && Buffer.compare(before, key) >= 0) {
      return { kind: "damaged", reason: `row ${rows} is out of order` };
    }
    before = key;
    rows += 1;
    if (!plausible(key, value)) damagedRows += 1;
    if (rows % SLICE !== 0) continue;
    alive();
    if (clock.monotonicMs() > endMs) return { kind: "sound", rows, whole: false, damagedRows };
  }
  if (rows !== entryCount) {
    return { kind: "damaged", reason: `${rows} rows where there should be ${entryCount}` };
  }
  return { kind: "sound", rows, whole: true, damagedRows };
}

/** A row of ours; the checksum of a value that has only this row. Longer values are checked when they are read. */
function plausible(key: Buffer, value: Buffer): boolean {
  if (key.length === 2 && key[0] === 0) return true;
  const parsed = rowCodec.parseKey(key);
  if (parsed === null || value.length > rowCodec.rowBytesMax) return false;
  if (parsed.index > 0) return true;
  const head = rowCodec.parseHead(value);
  if (head === null || head.rows === 0) return false;
  return head.rows > 1 || rowCodec.intact(head, parsed.key, head.payload);
}
