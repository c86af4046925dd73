package io.gyeot.agent.telemetry;

import io.gyeot.agent.proto.telemetry.Calls;
import io.gyeot.agent.proto.telemetry.Transactions;
import io.gyeot.agent.trace.Call;
import io.gyeot.agent.trace.EndpointNames;
import io.gyeot.agent.trace.TraceIds;
import io.gyeot.agent.trace.TraceSettings;
import io.gyeot.agent.trace.Transaction;
import java.util.ArrayList;
import java.util.Arrays;

/** Turns ended transactions into the columns of one batch; the columns are reused. Ticker only. */
final class BatchRows {
  /** Rows of a batch; at 100 ms a tick and 8 batches on the way this is far beyond what one WAS makes. */
  static final int ROWS_MAX = 1024;

  /** A batch is closed when it is about this long, so that it never holds up the stream for others. */
  static final int BYTES_AIMED = 192 * 1024;

  private static final int PATH_MAX = 1024;
  private static final String[] KINDS = {"jdbc", "http", "pool"};
  private static final int ROW_BYTES = 90;
  private static final int CALL_BYTES = 24;

  final Transactions transactions = new Transactions();
  final Calls calls = new Calls();
  final ArrayList<String> fresh = new ArrayList<String>();
  private final Dictionary dictionary;
  private final EndpointNames endpoints;
  private final TraceSettings settings;
  private long lastStart;
  private final Transaction[] added = new Transaction[ROWS_MAX];
  private int rows;
  private int bytes;
  private int countedStrings;

  BatchRows(Dictionary dictionary, EndpointNames endpoints, TraceSettings settings) {
    this.dictionary = dictionary;
    this.endpoints = endpoints;
    this.settings = settings;
  }

  int rows() {
    return rows;
  }

  /** The transactions of this batch, for the case that it must be sent again. */
  Transaction[] taken() {
    return Arrays.copyOf(added, rows);
  }

  boolean full() {
    return rows >= ROWS_MAX || bytes >= BYTES_AIMED;
  }

  void add(Transaction row) {
    Transactions t = transactions;
    t.startUsDelta.add(row.startMicros - lastStart);
    lastStart = row.startMicros;
    t.durationUs.add((row.endNanos - row.startNanos) / 1000);
    t.traceIds.addLong(row.traceHigh);
    t.traceIds.addLong(row.traceLow);
    t.spanIds.addLong(row.spanId);
    t.parentSpanIds.addLong(row.parentSpanId);
    t.endpoint.add(text(endpoints.name(row.method, row.path, row.status)));
    t.path.add(text(cut(row.path)));
    t.status.add(row.status);
    t.error.add(text(row.error));
    t.address.add(text(settings.proxies().client(row.peer, row.forwardedFor)));
    t.sessionKeys.addLong(row.sessionKey);
    t.userHashes.addLong(row.userHash);
    t.cpuUs.add(row.cpuNanos / 1000);
    t.sqlUs.add(row.sqlNanos / 1000);
    t.sqlCount.add(row.sqlCount);
    t.sessionUs.add(row.sessionNanos / 1000);
    t.app.add(text(row.app));
    t.thread.add(text(row.thread));
    for (int i = 0; i < row.callCount; i++) {
      add(row, row.calls[i]);
    }
    added[rows++] = row;
    bytes += ROW_BYTES + row.callCount * CALL_BYTES + freshBytes();
  }

  private void add(Transaction row, Call call) {
    calls.transaction.add(rows);
    calls.kind.add(text(KINDS[call.kind]));
    calls.text.add(text(call.text));
    calls.offsetUs.add(Math.max(0, call.startNanos - row.startNanos) / 1000);
    calls.durationUs.add(Math.max(0, call.endNanos - call.startNanos) / 1000);
    calls.rows.add(call.rows);
    calls.error.add(text(call.error));
    if (call.spanId == 0) {
      // Kept: a batch that is sent again says the same.
      call.spanId = TraceIds.span();
    }
    calls.spanIds.addLong(call.spanId);
    calls.target.add(text(call.target));
  }

  int callCount() {
    return calls.transaction.size;
  }

  void clear() {
    Arrays.fill(added, 0, rows, null);
    rows = 0;
    bytes = 0;
    countedStrings = 0;
    lastStart = 0;
    fresh.clear();
    Transactions t = transactions;
    t.startUsDelta.clear();
    t.durationUs.clear();
    t.traceIds.clear();
    t.spanIds.clear();
    t.parentSpanIds.clear();
    t.endpoint.clear();
    t.path.clear();
    t.status.clear();
    t.error.clear();
    t.address.clear();
    t.sessionKeys.clear();
    t.userHashes.clear();
    t.cpuUs.clear();
    t.sqlUs.clear();
    t.sqlCount.clear();
    t.sessionUs.clear();
    t.app.clear();
    t.thread.clear();
    calls.transaction.clear();
    calls.kind.clear();
    calls.text.clear();
    calls.offsetUs.clear();
    calls.durationUs.clear();
    calls.rows.clear();
    calls.error.clear();
    calls.spanIds.clear();
    calls.target.clear();
  }

  private int text(String text) {
    return dictionary.id(text, fresh);
  }

  private static String cut(String path) {
    return path != null && path.length() > PATH_MAX ? path.substring(0, PATH_MAX) : path;
  }

  private int freshBytes() {
    int sum = 0;
    for (; countedStrings < fresh.size(); countedStrings++) {
      sum += fresh.get(countedStrings).length() + 4;
    }
    return sum;
  }
}
