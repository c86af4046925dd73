package io.gyeot.agent.trace;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Ended transactions on their way to the sidecar: many request threads put, the ticker takes. Never blocks and
 * never allocates. When full the newest is refused, because taking the oldest away would make request threads
 * fight the ticker for it; the ticker itself throws away what has grown too old.
 */
public final class TransactionRing {
  /** Transactions: 8 s at 1,000 a second, more than a restart of the sidecar takes. A power of two. */
  static final int CAPACITY = 8192;

  /** Rough bytes: keeps a WAS of long SQL texts from paying more than this for an absent sidecar. */
  static final long BYTES_MAX = 32L << 20;

  private final AtomicReferenceArray<Transaction> slots = new AtomicReferenceArray<Transaction>(CAPACITY);
  private final AtomicLong tail = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile long head;

  /** False when there is no room. */
  boolean offer(Transaction transaction) {
    int weight = transaction.weight();
    if (bytes.get() + weight > BYTES_MAX) {
      return false;
    }
    for (; ; ) {
      long at = tail.get();
      if (at - head >= CAPACITY) {
        return false;
      }
      if (tail.compareAndSet(at, at + 1)) {
        transaction.ringWeight = weight;
        bytes.addAndGet(weight);
        slots.lazySet((int) at & (CAPACITY - 1), transaction);
        return true;
      }
    }
  }

  /** Oldest transaction without taking it, or null. Ticker only. */
  public Transaction peek() {
    return slots.get((int) head & (CAPACITY - 1));
  }

  /** Takes what {@link #peek} showed. Ticker only. */
  public void remove() {
    int slot = (int) head & (CAPACITY - 1);
    Transaction transaction = slots.get(slot);
    bytes.addAndGet(-transaction.ringWeight);
    slots.lazySet(slot, null);
    head = head + 1;
  }

  public int size() {
    return (int) (tail.get() - head);
  }
}
