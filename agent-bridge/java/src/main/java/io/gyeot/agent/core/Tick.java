package io.gyeot.agent.core;

/** Periodic work. Must not block and must not throw; what it throws is logged and the tick stays. */
public interface Tick {
  /** Called about every 100 ms with System.nanoTime(). */
  void tick(long nowNanos);
}
