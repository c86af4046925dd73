package io.gyeot.agent.jdbc;

import java.sql.Connection;

/** Names a database by its URL without user, password and options. */
final class JdbcTarget {
  private static final int LENGTH_MAX = 200;
  static final String UNKNOWN = "(database)";

  private JdbcTarget() {}

  /** Asks the driver for its URL; never fails. */
  static String of(Connection connection) {
    try {
      String url = connection.getMetaData().getURL();
      return url == null || url.isEmpty() ? UNKNOWN : clean(url);
    } catch (Throwable failure) {
      return UNKNOWN;
    }
  }

  static String clean(String url) {
    String name = databaseName(url);
    int end = url.length();
    for (int i = 0; i < end; i++) {
      char c = url.charAt(i);
      if (c == '?' || c == ';' || c == '#') {
        end = i;
      }
    }
    String kept = url.substring(0, end);
    // "//user:secret@host" and Oracle's "thin:scott/tiger@host": what stands before the last @ is the secret.
    int at = kept.lastIndexOf('@');
    if (at >= 0) {
      int slashes = kept.indexOf("//");
      int from = slashes >= 0 && slashes < at ? slashes + 2 : scheme(kept, at);
      kept = kept.substring(0, from) + kept.substring(kept.startsWith("jdbc:oracle:") ? at : at + 1);
    }
    kept = kept + name;
    return kept.length() > LENGTH_MAX ? kept.substring(0, LENGTH_MAX) : kept;
  }

  /** Past "jdbc:oracle:thin:": the last colon before any slash. */
  private static int scheme(String url, int at) {
    int slash = url.indexOf('/');
    int limit = slash >= 0 && slash < at ? slash : at;
    int colons = 0;
    for (int i = 0; i < limit; i++) {
      if (url.charAt(i) == ':' && ++colons == 3) {
        return i + 1;
      }
    }
    return 0;
  }

  /** SQL Server keeps the database among the options. */
  private static String databaseName(String url) {
    if (!url.startsWith("jdbc:sqlserver:")) {
      return "";
    }
    String lower = url.toLowerCase(java.util.Locale.ROOT);
    int at = lower.indexOf(";databasename=");
    if (at < 0) {
      return "";
    }
    int end = url.indexOf(';', at + 1);
    return url.substring(at, end < 0 ? url.length() : end);
  }
}
