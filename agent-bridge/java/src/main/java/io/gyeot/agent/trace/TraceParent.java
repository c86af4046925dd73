package io.gyeot.agent.trace;

/** W3C Trace Context: reads and writes traceparent; what is invalid is as if absent. */
public final class TraceParent {
  private static final int LENGTH = 55;
  private static final int STATE_MAX = 512;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private TraceParent() {}

  /** Takes trace id and parent from the header; false (and no change) when it is absent or invalid. */
  static boolean read(String header, Transaction into) {
    if (header == null || header.length() < LENGTH) {
      return false;
    }
    int version = (digit(header.charAt(0)) << 4) | digit(header.charAt(1));
    boolean longer = header.length() > LENGTH;
    if (version < 0 || version == 0xff || (version == 0 && longer)) {
      return false;
    }
    if (longer && header.charAt(LENGTH) != '-') {
      return false;
    }
    if (header.charAt(2) != '-' || header.charAt(35) != '-' || header.charAt(52) != '-') {
      return false;
    }
    if (!hex(header, 3, 32) || !hex(header, 36, 16) || !hex(header, 53, 2)) {
      return false;
    }
    long high = number(header, 3);
    long low = number(header, 19);
    long parent = number(header, 36);
    if ((high | low) == 0 || parent == 0) {
      return false;
    }
    into.traceHigh = high;
    into.traceLow = low;
    into.parentSpanId = parent;
    return true;
  }

  /** Header for a call made by {@code transaction}: sampled, as everything is recorded. */
  public static String write(Transaction transaction, long spanId) {
    char[] out = new char[LENGTH];
    out[0] = '0';
    out[1] = '0';
    out[2] = '-';
    put(out, 3, transaction.traceHigh);
    put(out, 19, transaction.traceLow);
    out[35] = '-';
    put(out, 36, spanId);
    out[52] = '-';
    out[53] = '0';
    out[54] = '1';
    return new String(out);
  }

  /** Passed on as it came: not empty, printable ASCII, not too long. */
  static boolean validState(String state) {
    if (state == null || state.isEmpty() || state.length() > STATE_MAX) {
      return false;
    }
    for (int i = 0; i < state.length(); i++) {
      char c = state.charAt(i);
      if ((c < ' ' && c != '\t') || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean hex(String text, int from, int count) {
    int bad = 0;
    for (int i = from; i < from + count; i++) {
      bad |= digit(text.charAt(i));
    }
    return bad >= 0;
  }

  private static long number(String text, int from) {
    long value = 0;
    for (int i = from; i < from + 16; i++) {
      value = (value << 4) | digit(text.charAt(i));
    }
    return value;
  }

  /** Lower case only, as the standard wants; negative for anything else. */
  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }

  private static void put(char[] out, int at, long value) {
    for (int i = 15; i >= 0; i--) {
      out[at + 15 - i] = HEX[(int) (value >>> (4 * i)) & 15];
    }
  }
}
