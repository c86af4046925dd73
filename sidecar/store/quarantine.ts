import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { AppError } from "../base/app-error.ts";
import type { Log } from "../base/log.ts";

/** What is set aside. */
export interface QuarantineOptions {
  /** A directory or file; afterwards nothing is there. */
  readonly path: string;
  readonly nowMs: number;
  readonly log: Log;
  readonly reason: string;
}

/** Kept for a person to look at; older ones are deleted, because each may be as large as the store. */
const KEPT = 2;

/** Sets a damaged store aside as `NAME.quarantine-TIME` beside it; returns that path. */
export function quarantine(options: QuarantineOptions): string {
  const { path, nowMs, log, reason } = options;
  const directory = dirname(path);
  const prefix = `${basename(path)}.quarantine-`;
  const stamp = new Date(nowMs).toISOString().replace(/[-:]/g, "").replace(".", "");
  let aside = join(directory, `${prefix}${stamp}`);
  for (let more = 1; existsSync(aside); more += 1) aside = join(directory, `${prefix}${stamp}-${more}`);
  try {
    renameSync(path, aside);
  } catch (cause) {
    const text = `the damaged store ${path} cannot be set aside; move it away or set another --data-dir`;
    throw new AppError("data_dir_unusable", `${text} (${AppError.from(cause).message})`, cause);
  }
  const kept = readdirSync(directory)
    .filter((name) => name.startsWith(prefix))
    .sort();
  for (const old of kept.slice(0, -KEPT)) {
    try {
      rmSync(join(directory, old), { recursive: true, force: true });
    } catch (cause) {
      log.warn("an old quarantined store cannot be deleted", { old, cause: AppError.from(cause) });
    }
  }
  log.error("the store was damaged: it was set aside, and this member starts without it", { reason, aside });
  return aside;
}
