import type { Cancel, Clock } from "../base/clock.ts";

interface Timer {
  atMs: number;
  readonly everyMs: number;
  readonly run: () => void;
}

/** A clock that stands still until a test moves it; the wall clock can be set apart from the monotonic one. */
export class FakeClock implements Clock {
  wallMs = 1_700_000_000_000;
  #monotonicMs = 0;
  readonly #timers = new Set<Timer>();

  readonly nowMs = (): number => this.wallMs;
  readonly monotonicMs = (): number => this.#monotonicMs;
  readonly every = (everyMs: number, run: () => void): Cancel => this.#add(everyMs, everyMs, run);
  readonly after = (delayMs: number, run: () => void): Cancel => this.#add(delayMs, 0, run);

  /** Both clocks move on; what falls due runs in order. */
  advance(byMs: number): void {
    const endMs = this.#monotonicMs + byMs;
    while (true) {
      const due = [...this.#timers].filter((timer) => timer.atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#to(due.atMs);
      if (due.everyMs > 0) due.atMs += due.everyMs;
      else this.#timers.delete(due);
      due.run();
    }
    this.#to(endMs);
  }

  #to(atMs: number): void {
    const byMs = Math.max(0, atMs - this.#monotonicMs);
    this.#monotonicMs += byMs;
    this.wallMs += byMs;
  }

  #add(delayMs: number, everyMs: number, run: () => void): Cancel {
    const timer = { atMs: this.#monotonicMs + delayMs, everyMs, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }
}
