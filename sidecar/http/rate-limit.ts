import type { Clock } from "../base/clock.ts";

/**
 * Token bucket for one kind of request: `burst` at once, `perSecond` in the long run. One for all callers, because they
 * all come from loopback. Refusals are counted.
 */
export class RateLimit {
  readonly #clock: Pick<Clock, "monotonicMs">;
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #refilledMs: number;
  #refused = 0;

  constructor(clock: Pick<Clock, "monotonicMs">, limit: { perSecond: number; burst: number }) {
    this.#clock = clock;
    this.#perSecond = limit.perSecond;
    this.#burst = limit.burst;
    this.#tokens = limit.burst;
    this.#refilledMs = clock.monotonicMs();
  }

  get refused(): number {
    return this.#refused;
  }

  /** True when the request may go on. */
  take(): boolean {
    const nowMs = this.#clock.monotonicMs();
    this.#tokens = Math.min(
      this.#burst,
      this.#tokens + ((nowMs - this.#refilledMs) / 1000) * this.#perSecond,
    );
    this.#refilledMs = nowMs;
    if (this.#tokens < 1) {
      this.#refused++;
      return false;
    }
    this.#tokens--;
    return true;
  }
}
