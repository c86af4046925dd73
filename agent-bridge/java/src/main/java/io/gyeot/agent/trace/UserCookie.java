package io.gyeot.agent.trace;

/** Finds one cookie in a Cookie header and hashes its value: the same user gives the same number on every WAS. */
final class UserCookie {
  private UserCookie() {}

  /** 64 well mixed bits; 0 when the cookie is absent or empty. */
  static long hash(String header, String name) {
    if (header == null) {
      return 0;
    }
    int at = 0;
    int end = header.length();
    while (at < end) {
      int stop = header.indexOf(';', at);
      if (stop < 0) {
        stop = end;
      }
      while (at < stop && (header.charAt(at) == ' ' || header.charAt(at) == '\t')) {
        at++;
      }
      if (header.startsWith(name, at) && at + name.length() < stop && header.charAt(at + name.length()) == '=') {
        return value(header, at + name.length() + 1, stop);
      }
      at = stop + 1;
    }
    return 0;
  }

  private static long value(String text, int from, int to) {
    int start = from;
    int end = to;
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    if (end - start >= 2 && text.charAt(start) == '"' && text.charAt(end - 1) == '"') {
      start++;
      end--;
    }
    if (start >= end) {
      return 0;
    }
    long hash = 0;
    for (int i = start; i < end; i++) {
      hash = TraceIds.mix(hash ^ text.charAt(i));
    }
    return hash != 0 ? hash : 1;
  }
}
