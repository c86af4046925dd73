import type { Clock } from "../base/clock.ts";

/** `tick` is called this often; a gap this much longer is a pause: SIGSTOP, a frozen machine, a long collection. */
const GAP_MS = 150;

/** Notices, at the first event after it, that this process did not run for a while. */
export class PauseDetector {
  readonly #clock: Pick<Clock, "monotonicMs">;
  readonly #onPause: (gapMs: number) => void;
  #lastMs: number;
  /** How late the last tick was. */
  lastDelayMs = 0;

  constructor(clock: Pick<Clock, "monotonicMs">, onPause: (gapMs: number) => void) {
    this.#clock = clock;
    this.#onPause = onPause;
    this.#lastMs = clock.monotonicMs();
  }

  tick(): void {
    this.lastDelayMs = Math.max(0, this.#clock.monotonicMs() - this.#lastMs - 50);
    this.check();
    this.#lastMs = this.#clock.monotonicMs();
  }

  /** To be called before anything from outside is acted upon: timers may run after it. */
  check(): void {
    const gapMs = this.#clock.monotonicMs() - this.#lastMs;
    if (gapMs < GAP_MS) return;
    this.#lastMs = this.#clock.monotonicMs();
    this.#onPause(gapMs);
  }
}
