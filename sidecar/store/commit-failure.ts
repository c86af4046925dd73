import { statfsSync } from "node:fs";
import { AppError } from "../base/app-error.ts";

/** Less than this is a full disk to LMDB: one commit copies a handful of pages and grows the file by as many. */
const ROOM_BYTES_MIN = 1024 * 1024;

/**
 * Why a commit failed: `disk_full`, after which the store is as it was, or `store_failed`. LMDB calls a short write
 * an input/output error, so the disk itself is asked how much room it has.
 */
export async function commitFailure(cause: unknown, path: string): Promise<AppError> {
  if (cause instanceof AppError) return cause;
  let reason = AppError.from(cause).message;
  const inner = (cause as { readonly commitError?: unknown } | null)?.commitError;
  if (inner !== undefined) {
    // lmdb keeps the reason in a promise of its own, which must not stay unhandled; it is rejected by now.
    await Promise.race([Promise.resolve(inner), Promise.resolve().then(() => {})]).catch((error: unknown) => {
      reason = AppError.from(error).message;
    });
  }
  const full = /no space|ENOSPC|EDQUOT|MAP_FULL/i.test(reason) || roomBytes(path) < ROOM_BYTES_MIN;
  return new AppError(full ? "disk_full" : "store_failed", `the store could not commit: ${reason}`, cause);
}

function roomBytes(path: string): number {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch {
    // A file system that cannot be asked does not say that it is full.
    return Number.POSITIVE_INFINITY;
  }
}
