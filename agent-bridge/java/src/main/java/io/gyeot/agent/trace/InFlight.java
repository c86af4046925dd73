package io.gyeot.agent.trace;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Requests running now, for the gauge of how long they have been running. Each thread starts at a slot of its
 * own, so it hardly ever meets another; a request that finds no free slot near by is not in the gauge.
 */
public final class InFlight {
  /** Requests seen at once; protects memory and the gauge's scan. Tomcat's default is 200 threads. */
  static final int SLOTS = 4096;

  private static final int PROBES = 64;
  private static final long SECOND = 1_000_000_000L;

  private final AtomicReferenceArray<Transaction> slots = new AtomicReferenceArray<Transaction>(SLOTS);

  void enter(Transaction transaction) {
    int start = (int) TraceIds.mix(Thread.currentThread().hashCode());
    for (int i = 0; i < PROBES; i++) {
      int slot = (start + i) & (SLOTS - 1);
      if (slots.get(slot) == null && slots.compareAndSet(slot, null, transaction)) {
        transaction.slot = slot;
        return;
      }
    }
  }

  void leave(Transaction transaction) {
    if (transaction.slot >= 0) {
      slots.lazySet(transaction.slot, null);
      transaction.slot = -1;
    }
  }

  /** Fills {@code bands} with the number running for under 1, 3 and 8 s, and longer. */
  public void bands(long nowNanos, int[] bands) {
    bands[0] = bands[1] = bands[2] = bands[3] = 0;
    for (int i = 0; i < SLOTS; i++) {
      Transaction transaction = slots.get(i);
      if (transaction != null) {
        long age = nowNanos - transaction.startNanos;
        bands[age < SECOND ? 0 : age < 3 * SECOND ? 1 : age < 8 * SECOND ? 2 : 3]++;
      }
    }
  }
}
