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

/** The machine's clock. Timers do not keep the process alive. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  every: (intervalMs, run) => {
    const timer = setInterval(run, intervalMs);
    timer.unref();
    return () => clearInterval(timer);
  },
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
