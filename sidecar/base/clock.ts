/** Time as a port. Every part takes it from here, so that a test can own it. */

/** Stops what `every` or `after` began; calling it twice does nothing. */
export type Cancel = () => void;

/** Time and timers as a port, so that a test can own them. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch. It may jump; never measure elapsed time with it. */
  readonly nowMs: () => number;
  /** Milliseconds, with a fraction, from an arbitrary start. Always use it to measure elapsed time. */
  readonly monotonicMs: () => number;
  readonly every: (intervalMs: number, run: () => void) => Cancel;
  readonly after: (delayMs: number, run: () => void) => Cancel;
}
