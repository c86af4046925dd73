import { readFileSync, rmSync } from "node:fs";
import { atomicWrite } from "../base/atomic-write.ts";

/** `store`: the process died of what it read, or its store failed. `unclear`: it aborted, as it also does without memory. */
export type CrashKind = "store" | "unclear";

/** Crashes of the last minutes. */
export interface RecentCrashes {
  readonly store: number;
  readonly all: number;
}

/** Lines kept: more in a few minutes say nothing new. */
const NOTES_MAX = 20;

/** Crashes further back than this have nothing to do with the store as it is now. */
const RECENT_MS = 5 * 60_000;

/**
 * Remembers on disk when a process died of its store, also across starts of the supervisor, so that a store that
 * kills every process that opens it is set aside instead of being opened for ever.
 */
export class CrashNotes {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  add(nowMs: number, kind: CrashKind): void {
    const lines = [...this.#lines(), `${Math.round(nowMs)} ${kind}`].slice(-NOTES_MAX);
    try {
      atomicWrite(this.#path, `${lines.join("\n")}\n`);
    } catch {
      // A disk that takes nothing any more: the crash is counted by who saw it, and the next start tries again.
    }
  }

  recent(nowMs: number): RecentCrashes {
    const recent = this.#lines().filter((line) => Math.abs(nowMs - Number.parseInt(line, 10)) < RECENT_MS);
    return { store: recent.filter((line) => line.endsWith(" store")).length, all: recent.length };
  }

  clear(): void {
    rmSync(this.#path, { force: true });
  }

  #lines(): string[] {
    try {
      return readFileSync(this.#path, "utf8")
        .split("\n")
        .filter((line) => /^\d+ (store|unclear)$/.test(line));
    } catch {
      // None so far.
      return [];
    }
  }
}
