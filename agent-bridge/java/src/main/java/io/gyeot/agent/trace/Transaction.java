package io.gyeot.agent.trace;

import io.gyeot.agent.boot.HeaderSource;
import java.util.Arrays;

/**
 * One request from begin to end. Until it ends it belongs to the thread that runs the request (handed over by
 * the container between threads); then to the ring, then to the ticker.
 */
public final class Transaction {
  /** Recorded calls of one transaction; the rest are counted. Protects memory from a loop of statements. */
  static final int CALLS_MAX = 1000;

  /** Longest text kept of one call, in characters. */
  static final int TEXT_MAX = 8 * 1024;

  /** Texts of one transaction, in characters: past it texts are cut to {@link #SHORT_TEXT}. Keeps a batch under 1 MB. */
  static final int TEXTS_MAX = 128 * 1024;

  static final int SHORT_TEXT = 200;

  private static final Call[] NONE = {};

  public final long startNanos;
  public final long startMicros;
  public final String thread;

  /** The container's request, for its headers; null after the end. */
  private Object request;

  public long endNanos;
  public long traceHigh;
  public long traceLow;
  public long spanId;
  public long parentSpanId;
  public String traceState;
  private boolean identified;

  public String method;
  public String path;
  public String app;
  public int status;
  public String error;
  public String peer;
  public String forwardedFor;
  public long sessionKey;
  public long userHash;
  public long cpuNanos;
  public long sqlNanos;
  public int sqlCount;
  public long sessionNanos;

  public Call[] calls = NONE;
  public int callCount;

  /** Calls past {@link #CALLS_MAX}. */
  public int callsDropped;

  private int textChars;
  private String lastText;

  /** The call this thread is inside of: what a driver does within it is not recorded again. */
  private Call open;

  /** Thread CPU time at the start of the present stretch; negative when not measured. */
  long cpuStart = -1;

  /** Slot of {@link InFlight}; -1 for none. */
  int slot = -1;

  /** What the ring counted it for. */
  int ringWeight;

  Transaction(long startNanos, long startMicros, String thread, Object request) {
    this.startNanos = startNanos;
    this.startMicros = startMicros;
    this.thread = thread;
    this.request = request;
  }

  /** Trace and span ids: those of the caller when it sent a valid traceparent, else new ones. Asked late, made once. */
  public void identify() {
    if (identified) {
      return;
    }
    identified = true;
    spanId = TraceIds.span();
    if (!TraceParent.read(header("traceparent"), this)) {
      traceHigh = TraceIds.any();
      traceLow = TraceIds.span();
      return;
    }
    String state = header("tracestate");
    traceState = TraceParent.validState(state) ? state : null;
  }

  /** Begins a call; null when this thread is inside one already. The caller ends it by {@link #close}. */
  public Call open(byte kind, String text, String target) {
    if (open != null) {
      return null;
    }
    Call call = new Call(kind, text, target, System.nanoTime());
    call.owner = this;
    open = call;
    return call;
  }

  /** Takes the call into the record; past the limit it is only counted. */
  public void keep(Call call) {
    if (callCount == CALLS_MAX) {
      callsDropped++;
      return;
    }
    if (callCount == calls.length) {
      calls = Arrays.copyOf(calls, callCount == 0 ? 4 : Math.min(CALLS_MAX, callCount * 2));
    }
    calls[callCount++] = call;
    call.text = limited(call.text);
  }

  /** Ends a call begun by {@link #open}; false when it was ended before. */
  public static boolean close(Call call) {
    Transaction owner = call.owner;
    if (owner == null) {
      return false;
    }
    call.endNanos = System.nanoTime();
    call.owner = null;
    owner.open = null;
    if (call.kind == Call.JDBC) {
      owner.sqlNanos += call.endNanos - call.startNanos;
      owner.sqlCount++;
    }
    return true;
  }

  /** Lets this thread make other calls while this one goes on (asynchronous HTTP). */
  public void release(Call call) {
    if (open == call) {
      open = null;
      call.owner = null;
    }
  }

  /** Transaction a call belongs to while it is being made. */
  public static Transaction ownerOf(Call call) {
    return call.owner;
  }

  /** The HTTP call made through {@code key}, or null. */
  public Call httpCall(Object key) {
    for (int i = callCount - 1; i >= 0; i--) {
      if (calls[i].kind == Call.HTTP && calls[i].key == key) {
        return calls[i];
      }
    }
    return null;
  }

  /** Closes what is still running, settles the ids and lets go of the request; nothing is added afterwards. */
  void end(long nowNanos) {
    endNanos = nowNanos;
    open = null;
    try {
      identify();
    } finally {
      request = null;
    }
    for (int i = 0; i < callCount; i++) {
      Call call = calls[i];
      call.key = null;
      if (call.endNanos == 0) {
        call.endNanos = nowNanos;
        call.error = "still running when the request ended";
      }
    }
  }

  /** Rough size in memory, for the ring's bound: texts are counted as if none were shared. */
  int weight() {
    return 320 + 112 * callCount + 2 * textChars;
  }

  private String header(String name) {
    Object source = request;
    return source instanceof HeaderSource ? ((HeaderSource) source).getHeader(name) : null;
  }

  private String limited(String text) {
    // The same text again and again (a loop over one prepared statement) takes room once.
    if (text == null || text == lastText) {
      return text;
    }
    lastText = text;
    int max = textChars > TEXTS_MAX ? SHORT_TEXT : TEXT_MAX;
    String cut = text.length() > max ? text.substring(0, max) + "…" : text;
    textChars += cut.length();
    return cut;
  }
}
