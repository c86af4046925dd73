package io.gyeot.agent.trace;

import java.util.HashMap;

/**
 * Names requests so that few names cover many paths: "GET /shop/orders/{n}". Numbers, UUIDs and hexadecimal
 * ids in the path are replaced; what is not found (404) makes no new name, so scanners cannot fill the table.
 * Ticker only.
 */
public final class EndpointNames {
  /** Distinct names of one agent; protects the sidecar's series. The rest is "(other)". */
  static final int NAMES_MAX = 1000;

  /** Paths whose name is remembered, to spare the work. */
  private static final int PATHS_MAX = 4096;

  private static final int SEGMENT_MAX = 48;
  private static final int SEGMENTS_MAX = 12;
  private static final String OTHER = "(other)";
  private static final String NOT_FOUND = " (404)";
  private static final String METHODS = " GET POST PUT DELETE HEAD OPTIONS PATCH TRACE CONNECT PROPFIND ";

  private final HashMap<String, String> names = new HashMap<String, String>();
  private final HashMap<String, HashMap<String, String>> byMethod = new HashMap<String, HashMap<String, String>>();
  private int paths;
  private long others;

  /** Name for a request; {@code path} begins with the context path. */
  public String name(String method, String path, int status) {
    String verb = method != null && METHODS.contains(" " + method + " ") ? method : "(method)";
    String route = path == null ? "" : path;
    HashMap<String, String> known = byMethod.get(verb);
    String name = known == null ? null : known.get(route);
    if (name != null) {
      return name;
    }
    String made = verb + " " + pattern(route);
    name = names.get(made);
    if (name == null) {
      if (status == 404) {
        return verb + NOT_FOUND;
      }
      if (names.size() >= NAMES_MAX) {
        others++;
        return OTHER;
      }
      names.put(made, made);
      name = made;
    }
    remember(verb, route, name);
    return name;
  }

  /** Requests that got the name "(other)". */
  public long others() {
    return others;
  }

  private void remember(String verb, String route, String name) {
    if (paths >= PATHS_MAX) {
      byMethod.clear();
      paths = 0;
    }
    HashMap<String, String> known = byMethod.get(verb);
    if (known == null) {
      known = new HashMap<String, String>();
      byMethod.put(verb, known);
    }
    known.put(route, name);
    paths++;
  }

  static String pattern(String path) {
    StringBuilder out = null;
    int segments = 0;
    int at = 0;
    while (at < path.length()) {
      int start = path.charAt(at) == '/' ? at + 1 : at;
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (++segments > SEGMENTS_MAX) {
        return (out == null ? path.substring(0, at) : out.toString()) + "/…";
      }
      String instead = replacement(path, start, end);
      if (instead != null && out == null) {
        out = new StringBuilder(path.length()).append(path, 0, at);
      }
      if (out != null) {
        out.append('/').append(instead != null ? instead : path.substring(start, end));
      }
      at = end;
    }
    return out == null ? path : out.toString();
  }

  private static String replacement(String path, int start, int end) {
    int length = end - start;
    int digits = 0;
    int hex = 0;
    int dashes = 0;
    for (int i = start; i < end; i++) {
      char c = path.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
        hex++;
      } else if (c == '-') {
        dashes++;
      }
    }
    if (digits > 0 && digits + dashes == length) {
      return "{n}";
    }
    if (length == 36 && dashes == 4 && digits + hex == 32) {
      return "{uuid}";
    }
    if (length >= 8 && digits > 0 && digits + hex == length) {
      return "{hex}";
    }
    return length > SEGMENT_MAX ? "{id}" : null;
  }
}
