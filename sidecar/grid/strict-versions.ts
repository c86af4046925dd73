import type { Version } from "./version.ts";

const COUNTER_MAX = 0xffff_ffff;

/**
 * Versions of grid-strict: each is newer than all that were given before and than the newest of a majority. Order comes
 * from the majority, never from a clock: one that is an hour ahead makes the numbers greater, nothing else. `name` must
 * never be used twice, by no other start of this member either: one version is one value.
 */
export class StrictVersions {
  readonly #name: string;
  readonly #nowMs: () => number;
  #ms = 0;
  #counter = 0;

  constructor(name: string, nowMs: () => number) {
    this.#name = name;
    this.#nowMs = nowMs;
  }

  next(after: Version | null): Version {
    const ms = Math.max(Math.floor(this.#nowMs()), this.#ms, after?.ms ?? 0);
    let counter = ms === this.#ms ? this.#counter + 1 : 0;
    if (after !== null && after.ms === ms) counter = Math.max(counter, after.counter + 1);
    this.#ms = counter > COUNTER_MAX ? ms + 1 : ms;
    this.#counter = counter > COUNTER_MAX ? 0 : counter;
    return { ms: this.#ms, counter: this.#counter, node: this.#name };
  }
}
