package io.gyeot.agent.telemetry;

import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.core.Tick;
import io.gyeot.agent.proto.telemetry.Batch;
import io.gyeot.agent.proto.telemetry.Control;
import io.gyeot.agent.proto.telemetry.Gauges;
import io.gyeot.agent.trace.Tally;
import io.gyeot.agent.trace.TraceSettings;
import io.gyeot.agent.trace.Transaction;
import io.gyeot.agent.trace.TransactionRing;
import io.gyeot.agent.trace.TrustedProxies;
import io.gyeot.agent.transport.Endpoints;
import io.gyeot.agent.transport.GrpcConnection;
import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import io.gyeot.agent.transport.StreamListener;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Carries transactions and gauges to the sidecar's watch, once a tick, on the ticker's thread; never blocks.
 *
 * Every transaction ends in exactly one count: sent (acknowledged by the watch) or dropped by reason. What was
 * on the way when a stream broke is sent again on the next one: the watch knows what it has stored by span id
 * when the same incarnation comes back. At most {@link #WINDOW} batches are kept for that.
 */
public final class TelemetrySender implements Tick, StreamListener {
  private static final String SERVICE = "/gyeot.telemetry.v1.TelemetryService/Report";

  /** Batches not yet acknowledged: bounds what is kept to be sent again, and what a slow watch must take. */
  static final int WINDOW = 8;

  /** A watch silent for so long with a batch outstanding is given up; it takes part again after a new connect. */
  static final long ACK_NANOS = 10_000_000_000L;

  /** What waited longer is of no use to the live page; makes room for what is new when the watch comes back. */
  static final long AGE_NANOS = 30_000_000_000L;

  private static final String DICTIONARY_FULL = "dictionary full";
  private static final int CONNECT_TIMEOUT_MS = 1000;
  private static final long RETRY_NANOS_MIN = 300_000_000L;
  private static final long RETRY_NANOS_MAX = 3_000_000_000L;

  private final String runDirectory;
  private final AgentLog log;
  private final TransactionRing ring;
  private final Tally tally;
  private final TraceSettings settings;
  private final BatchSource source;
  private final Dictionary dictionary = new Dictionary();
  private final BatchRows rows;
  private final ProtoWriter out = new ProtoWriter(16 * 1024);
  private final ArrayDeque<SentBatch> outstanding = new ArrayDeque<SentBatch>();

  /** On the way when a stream broke; goes before the ring. At most {@link #WINDOW} batches' rows. */
  private final ArrayDeque<Transaction> again = new ArrayDeque<Transaction>();

  private GrpcConnection connection;
  private long nextConnectNanos;
  private long retryNanos = RETRY_NANOS_MIN;
  private long seq;
  private long nowNanos;
  private boolean started;

  /** The watch spoke on this stream. */
  private boolean answered;

  /** Written but refused by the connection: tried again as it is, since its strings are in the dictionary. */
  private SentBatch pending;

  public TelemetrySender(
      String runDirectory,
      AgentLog log,
      TransactionRing ring,
      Tally tally,
      TraceSettings settings,
      BatchSource source) {
    this.runDirectory = runDirectory;
    this.log = log;
    this.ring = ring;
    this.tally = tally;
    this.settings = settings;
    this.source = source;
    this.rows = new BatchRows(dictionary, source.endpoints(), settings);
  }

  @Override
  public void tick(long now) {
    nowNanos = now;
    source.tick(now);
    if (connection != null) {
      connection.poll();
    }
    if (connection == null) {
      connect();
    }
    if (connection != null) {
      work();
    }
    dropOld();
  }

  /** Batches not yet acknowledged, for tests. */
  int outstanding() {
    return outstanding.size();
  }

  private void connect() {
    if (started && nowNanos - nextConnectNanos < 0) {
      return;
    }
    started = true;
    dictionary.clear();
    seq = 0;
    answered = false;
    retryLater();
    try {
      connection =
          GrpcConnection.open(
              Endpoints.read(runDirectory, "telemetry"),
              SERVICE,
              this,
              GrpcConnection.Mode.POLLED,
              CONNECT_TIMEOUT_MS);
    } catch (IOException absent) {
      log.warnLimited("telemetry", "telemetry waits for its sidecar: " + absent.getMessage());
    }
  }

  private void retryLater() {
    nextConnectNanos = nowNanos + retryNanos;
    retryNanos = Math.min(RETRY_NANOS_MAX, retryNanos * 2);
  }

  private void work() {
    SentBatch oldest = outstanding.peek();
    if (oldest != null && nowNanos - oldest.sentNanos > ACK_NANOS) {
      connection.close("no acknowledgement for 10 s");
      return;
    }
    if (dictionary.full()) {
      // Everything that left is acknowledged first, so that a new dictionary costs no transaction.
      if (pending == null && outstanding.isEmpty()) {
        connection.close(DICTIONARY_FULL);
        nextConnectNanos = nowNanos;
        retryNanos = RETRY_NANOS_MIN;
      } else {
        resend();
      }
      return;
    }
    resend();
    while (connection != null
        && pending == null
        && outstanding.size() < WINDOW
        && !dictionary.full()
        && (seq == 0 || !again.isEmpty() || ring.peek() != null || source.due(nowNanos))) {
      send();
    }
  }

  private void send() {
    rows.clear();
    while (!again.isEmpty() && !rows.full()) {
      rows.add(again.remove());
    }
    for (Transaction next = ring.peek(); next != null && !rows.full(); next = ring.peek()) {
      rows.add(next);
      ring.remove();
    }
    Batch batch = new Batch();
    batch.seq = ++seq;
    batch.hello = source.hello(seq == 1);
    Gauges gauges = source.gauges(nowNanos);
    batch.gauges = gauges;
    batch.strings.addAll(rows.fresh);
    batch.transactions = rows.rows() > 0 ? rows.transactions : null;
    batch.calls = rows.callCount() > 0 ? rows.calls : null;
    batch.ledger = source.ledger();
    out.reset();
    batch.writeTo(out);
    pending = new SentBatch(seq, rows.taken(), rows.callCount(), nowNanos);
    resend();
  }

  private void resend() {
    SentBatch batch = pending;
    if (batch == null || connection == null) {
      return;
    }
    // Before the send: a connection that breaks within it settles what is outstanding.
    pending = null;
    outstanding.add(batch);
    if (!connection.send(out.buffer(), 0, out.size(), 0) && outstanding.peekLast() == batch) {
      outstanding.removeLast();
      pending = batch;
    }
  }

  @Override
  public void onMessage(byte[] data, int offset, int length) {
    Control control = Control.readFrom(new ProtoReader(data, offset, length));
    while (!outstanding.isEmpty() && outstanding.peek().seq <= control.seq) {
      SentBatch acknowledged = outstanding.remove();
      tally.transactionsSent.addAndGet(acknowledged.rows.length);
      tally.callsSent.addAndGet(acknowledged.calls);
    }
    retryNanos = RETRY_NANOS_MIN;
    // The first answer of a stream says what holds, even when that is nothing; a later one only what is new.
    boolean tells = !control.userCookie.isEmpty() || !control.trustedProxies.isEmpty();
    if (!answered || tells) {
      answered = true;
      settings.userCookie(control.userCookie);
      settings.proxies(TrustedProxies.of(control.trustedProxies));
    }
  }

  @Override
  public void onClosed(String reason) {
    connection = null;
    if (pending != null) {
      outstanding.add(pending);
      pending = null;
    }
    while (!outstanding.isEmpty()) {
      Transaction[] unknown = outstanding.removeLast().rows;
      for (int i = unknown.length - 1; i >= 0; i--) {
        again.addFirst(unknown[i]);
      }
    }
    if (!reason.equals(DICTIONARY_FULL)) {
      log.warnLimited("telemetry", "telemetry stream ended: " + reason);
    }
  }

  private void dropOld() {
    for (Transaction next = again.peek(); next != null && old(next); next = again.peek()) {
      again.remove();
      tally.dropped(Tally.TOO_OLD, 1, next.callCount);
    }
    for (Transaction next = ring.peek(); next != null && old(next); next = ring.peek()) {
      ring.remove();
      tally.dropped(Tally.TOO_OLD, 1, next.callCount);
    }
  }

  private boolean old(Transaction transaction) {
    return nowNanos - transaction.endNanos >= AGE_NANOS;
  }
}
