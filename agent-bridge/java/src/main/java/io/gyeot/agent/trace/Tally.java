package io.gyeot.agent.trace;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of every transaction and call: created = sent + dropped + on the way, at any moment. "Sent" means
 * acknowledged by the sidecar.
 */
public final class Tally {
  public static final int RING_FULL = 0;
  public static final int TOO_OLD = 1;
  public static final int PER_TRANSACTION = 2;
  public static final int FAILED = 3;

  /** Reasons as the page shows them, by index. */
  public static final String[] REASONS = {
    "ring_full", "too_old", "calls_per_transaction", "failed"
  };

  public final AtomicLong transactionsCreated = new AtomicLong();
  public final AtomicLong callsCreated = new AtomicLong();
  public final AtomicLong transactionsSent = new AtomicLong();
  public final AtomicLong callsSent = new AtomicLong();
  private final AtomicLong[] transactions = counters();
  private final AtomicLong[] calls = counters();

  /** Counts a transaction with all its recorded calls as dropped. */
  public void dropped(int reason, long transactionCount, long callCount) {
    transactions[reason].addAndGet(transactionCount);
    calls[reason].addAndGet(callCount);
  }

  public long transactionsDropped(int reason) {
    return transactions[reason].get();
  }

  public long callsDropped(int reason) {
    return calls[reason].get();
  }

  private static AtomicLong[] counters() {
    AtomicLong[] made = new AtomicLong[REASONS.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = new AtomicLong();
    }
    return made;
  }
}
