package io.gyeot.agent.telemetry;

import io.gyeot.agent.trace.Transaction;

/** A batch on its way: counted when its acknowledgement comes, sent again on the next stream when it does not. */
final class SentBatch {
  final long seq;
  final Transaction[] rows;
  final int calls;
  final long sentNanos;

  SentBatch(long seq, Transaction[] rows, int calls, long sentNanos) {
    this.seq = seq;
    this.rows = rows;
    this.calls = calls;
    this.sentNanos = sentNanos;
  }
}
