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

/** Damaged stores set aside as `NAME.quarantine-TIME` beside where they were. */
export const quarantine = {
  /** Moves the store at `path` away; returns where it is now. */
  move({ path, nowMs, log, reason }: QuarantineOptions): string {
    const stamp = new Date(nowMs).toISOString().replace(/[-:]/g, "").replace(".", "");
    const name = `${path}.quarantine-${stamp}`;
    let aside = name;
    for (let more = 1; existsSync(aside); more += 1) aside = `${name}-${more}`;
    try {
      renameSync(path, aside);
    } catch (cause) {
      const text = `the damaged store ${path} cannot be set aside; move it away or set another --data-dir`;
      throw new AppError("data_dir_unusable", `${text} (${AppError.from(cause).message})`, cause);
    }
    for (const old of quarantine.kept(path).slice(0, -KEPT)) remove(old, log);
    log.error("the store was damaged: it was set aside, and this member starts without it", {
      reason,
      aside,
    });
    return aside;
  },

  /** What was set aside from `path` and is still there, oldest first. */
  kept(path: string): string[] {
    const prefix = `${basename(path)}.quarantine-`;
    try {
      const names = readdirSync(dirname(path)).filter((name) => name.startsWith(prefix));
      return names.sort().map((name) => join(dirname(path), name));
    } catch {
      // Nothing was set aside in a directory that cannot be read.
      return [];
    }
  },
};

function remove(path: string, log: Log): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (cause) {
    log.warn("an old quarantined store cannot be deleted", { path, cause: AppError.from(cause) });
  }
}
