package io.gyeot.agent.telemetry;

/** A batch on its way: what to count when its acknowledgement comes, or does not. */
final class SentBatch {
  final long seq;
  final int transactions;
  final int calls;
  final long sentNanos;

  SentBatch(long seq, int transactions, int calls, long sentNanos) {
    this.seq = seq;
    this.transactions = transactions;
    this.calls = calls;
    this.sentNanos = sentNanos;
  }
}
