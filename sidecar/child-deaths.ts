import type { CrashKind } from "./store/crash-notes.ts";

/** A child that dies is started again after this; twice as long each time, until it has run for a while. */
const BACKOFF_MS = 200;
const BACKOFF_MS_MAX = 10_000;
const HEALTHY_MS = 30_000;

/** So many deaths within a minute are a loop: counted and shown, because a person should look. */
const LOOP_DEATHS = 5;
const LOOP_MS = 60_000;

/** Counts the deaths of one child and says how long to wait before it is started again. */
export class ChildDeaths {
  /** In a row, without a healthy run in between. */
  inRow = 0;
  /** Since the supervisor started. */
  total = 0;
  /** Times that a loop began. */
  loops = 0;
  #recent: number[] = [];
  #looping = false;

  /** Milliseconds until the next start. The first restart is immediate: it is what agents wait for. */
  died(nowMs: number, startedMs: number): number {
    if (nowMs - startedMs > HEALTHY_MS) this.inRow = 0;
    this.inRow += 1;
    this.total += 1;
    this.#recent = [...this.#recent.filter((atMs) => nowMs - atMs < LOOP_MS), nowMs].slice(-LOOP_DEATHS);
    const looping = this.#recent.length >= LOOP_DEATHS;
    if (looping && !this.#looping) this.loops += 1;
    this.#looping = looping;
    return this.inRow === 1 ? 0 : Math.min(BACKOFF_MS_MAX, BACKOFF_MS * 2 ** (this.inRow - 2));
  }

  /** What a signal says of the store; null when it says nothing. A process without memory aborts as LMDB does. */
  static crash(signal: string | null): CrashKind | null {
    if (signal === "SIGSEGV" || signal === "SIGBUS") return "store";
    return signal === "SIGABRT" || signal === "SIGILL" || signal === "SIGTRAP" ? "unclear" : null;
  }
}
