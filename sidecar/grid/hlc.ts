import type { Version } from "./version.ts";
import { versions } from "./versions.ts";

/** How far ahead of this clock a peer's may be and still move ours: beyond it, its clock is wrong, not ours. */
const SKEW_MS_MAX = 500;

const COUNTER_MAX = 0xffff_ffff;

/**
 * Hybrid logical clock of this member. Every version it gives is newer than all it gave before and newer than
 * what the change is based on, so a later change wins over what its writer had seen, even when that came from a
 * member whose clock is an hour ahead. Such a member does not drag this clock along (see SKEW_MS_MAX).
 */
export class Hlc {
  readonly #node: string;
  readonly #nowMs: () => number;
  #ms = 0;
  #counter = 0;

  constructor(node: string, nowMs: () => number) {
    this.#node = node;
    this.#nowMs = nowMs;
  }

  /** Version of a change to a record whose newest version is `after`. */
  next(after: Version | null): Version {
    const nowMs = Math.floor(this.#nowMs());
    if (nowMs > this.#ms) {
      this.#ms = nowMs;
      this.#counter = 0;
    } else {
      this.#counter += 1;
    }
    const version = { ms: this.#ms, counter: this.#counter, node: this.#node };
    return after === null || versions.compare(version, after) > 0 ? version : this.#successor(after);
  }

  /** A version seen from another member. */
  observe(seen: Version): void {
    if (seen.ms > this.#nowMs() + SKEW_MS_MAX) return;
    if (seen.ms < this.#ms || (seen.ms === this.#ms && seen.counter <= this.#counter)) return;
    this.#ms = seen.ms;
    this.#counter = seen.counter;
  }

  #successor(after: Version): Version {
    if (after.counter < COUNTER_MAX) return { ms: after.ms, counter: after.counter + 1, node: this.#node };
    return { ms: after.ms + 1, counter: 0, node: this.#node };
  }
}
