import { readFileSync, rmSync } from "node:fs";
import { atomicWrite } from "../base/atomic-write.ts";

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

  add(nowMs: number): void {
    const times = [...this.#read(), Math.round(nowMs)].slice(-NOTES_MAX);
    try {
      atomicWrite(this.#path, `${times.join("\n")}\n`);
    } catch {
      // A disk that takes nothing any more: the crash is counted by who saw it, and the next start tries again.
    }
  }

  /** Crashes of the last minutes. */
  recent(nowMs: number): number {
    return this.#read().filter((atMs) => Math.abs(nowMs - atMs) < RECENT_MS).length;
  }

  clear(): void {
    rmSync(this.#path, { force: true });
  }

  #read(): number[] {
    try {
      return readFileSync(this.#path, "utf8")
        .split("\n")
        .map(Number)
        .filter((atMs) => atMs > 0);
    } catch {
      // None so far.
      return [];
    }
  }
}
