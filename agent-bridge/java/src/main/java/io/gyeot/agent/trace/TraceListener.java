package io.gyeot.agent.trace;

import io.gyeot.agent.boot.RequestContext;
import io.gyeot.agent.boot.RequestFacts;
import io.gyeot.agent.boot.RequestListener;
import java.util.Enumeration;

/** Makes one transaction of each request and puts it into the ring when the container recycles the request. */
final class TraceListener extends RequestListener {
  /** Characters of one exception's message. */
  private static final int ERROR_MAX = 256;

  /** An exception may be its own cause's cause. */
  private static final int CAUSES_MAX = 16;

  /** Lines of X-Forwarded-For read; a request with more is not believed further. */
  private static final int FORWARDED_LINES_MAX = 16;

  private final WallClock clock;
  private final InFlight inFlight;
  private final TransactionRing ring;
  private final Tally tally;
  private final TraceSettings settings;

  TraceListener(WallClock clock, InFlight inFlight, TransactionRing ring, Tally tally, TraceSettings settings) {
    this.clock = clock;
    this.inFlight = inFlight;
    this.ring = ring;
    this.tally = tally;
    this.settings = settings;
  }

  @Override
  public void begin(RequestContext context) {
    long now = System.nanoTime();
    Transaction transaction =
        new Transaction(now, clock.micros(now), Thread.currentThread().getName(), context.request);
    transaction.cpuStart = settings.cpuNow();
    inFlight.enter(transaction);
    context.trace = transaction;
  }

  @Override
  public void resume(RequestContext context) {
    if (context.trace instanceof Transaction) {
      ((Transaction) context.trace).cpuStart = settings.cpuNow();
    }
  }

  @Override
  public void suspend(RequestContext context) {
    if (context.trace instanceof Transaction) {
      addCpu((Transaction) context.trace);
    }
  }

  @Override
  public void end(RequestContext context, Object connectorRequest) {
    if (!(context.trace instanceof Transaction)) {
      return;
    }
    Transaction transaction = (Transaction) context.trace;
    context.trace = null;
    inFlight.leave(transaction);
    tally.transactionsCreated.incrementAndGet();
    boolean kept = false;
    try {
      transaction.end(System.nanoTime());
      addCpu(transaction);
      describe(transaction, context, connectorRequest);
      tally.callsCreated.addAndGet(transaction.callCount + transaction.callsDropped);
      tally.dropped(Tally.PER_TRANSACTION, 0, transaction.callsDropped);
      kept = ring.offer(transaction);
      if (!kept) {
        tally.dropped(Tally.RING_FULL, 1, transaction.callCount);
        kept = true;
      }
    } finally {
      if (!kept) {
        tally.dropped(Tally.FAILED, 1, 0);
      }
      settings.requestEnded = true;
    }
  }

  private void addCpu(Transaction transaction) {
    if (transaction.cpuStart >= 0) {
      transaction.cpuNanos += Math.max(0, settings.cpuNow() - transaction.cpuStart);
      transaction.cpuStart = -1;
    }
  }

  private void describe(Transaction transaction, RequestContext context, Object connectorRequest) {
    transaction.sessionNanos = context.sessionNanos;
    transaction.sessionKey = firstBytes(context.sessionKey);
    if (!(connectorRequest instanceof RequestFacts)) {
      return;
    }
    RequestFacts facts = (RequestFacts) connectorRequest;
    transaction.method = facts.getMethod();
    transaction.path = facts.getDecodedRequestURI();
    transaction.app = facts.gyeotApp();
    transaction.status = facts.gyeotStatus();
    transaction.peer = facts.gyeotPeer();
    if (settings.believesForwarding()) {
      transaction.forwardedFor = joined(facts.getHeaders("x-forwarded-for"));
    }
    String cookie = settings.userCookie();
    if (!cookie.isEmpty()) {
      transaction.userHash = UserCookie.hash(facts.getHeader("cookie"), cookie);
    }
    Object error = facts.gyeotError();
    if (error instanceof Throwable) {
      transaction.error = text((Throwable) error);
    }
  }

  /** All lines of the header: a proxy may add a line below the one a client forged. */
  private static String joined(Enumeration<String> lines) {
    String all = null;
    for (int i = 0; lines != null && lines.hasMoreElements() && i < FORWARDED_LINES_MAX; i++) {
      String line = lines.nextElement();
      all = all == null ? line : all + "," + line;
    }
    return all;
  }

  /** Class and first line of the message; containers wrap what the application threw, so its cause is told too. */
  private static String text(Throwable error) {
    Throwable cause = error;
    for (int depth = 0; depth < CAUSES_MAX && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    String all = line(error);
    if (cause != error) {
      all = all + "; caused by " + line(cause);
    }
    return all;
  }

  private static String line(Throwable error) {
    String name = error.getClass().getName();
    String message = null;
    try {
      message = error.getMessage();
    } catch (Throwable ignored) {
      // An exception whose getMessage fails still has a name.
    }
    if (message == null) {
      return name;
    }
    int end = message.indexOf('\n');
    end = Math.min(end < 0 ? message.length() : end, ERROR_MAX);
    return name + ": " + message.substring(0, end);
  }

  private static long firstBytes(byte[] key) {
    long value = 0;
    for (int i = 0; key != null && i < 8 && i < key.length; i++) {
      value = (value << 8) | (key[i] & 0xff);
    }
    return value;
  }
}
