package io.gyeot.agent.trace;

import io.gyeot.agent.core.Tick;

/**
 * Wall-clock time of a System.nanoTime value, microseconds since the epoch: one clock read a span instead of two.
 * Follows the system clock within a tick when that is set or drifts by more than {@link #DRIFT_MICROS}.
 */
final class WallClock implements Tick {
  private static final long DRIFT_MICROS = 2_000;

  private volatile long offsetMicros = offset();

  long micros(long nanos) {
    return nanos / 1000 + offsetMicros;
  }

  @Override
  public void tick(long nowNanos) {
    long now = offset();
    if (Math.abs(now - offsetMicros) > DRIFT_MICROS) {
      offsetMicros = now;
    }
  }

  private static long offset() {
    return System.currentTimeMillis() * 1000 - System.nanoTime() / 1000;
  }
}
