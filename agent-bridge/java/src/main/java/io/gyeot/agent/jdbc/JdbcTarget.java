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
    if (kept.startsWith("jdbc:cubrid:")) {
      // jdbc:cubrid:host:port:database:user:password:
      return limited(kept.substring(0, colon(kept, 5)));
    }
    if (kept.startsWith("jdbc:db2:")) {
      // jdbc:db2://host:port/database:user=…
      int options = kept.indexOf(':', kept.lastIndexOf('/') + 1);
      return limited(options > 8 ? kept.substring(0, options) : kept);
    }
    // "//user:secret@host" and Oracle's "thin:scott/tiger@host": what stands before the last @ is the secret.
    int at = kept.lastIndexOf('@');
    if (at >= 0) {
      int slashes = kept.indexOf("//");
      int from = slashes >= 0 && slashes < at ? slashes + 2 : afterScheme(kept, at);
      kept = kept.substring(0, from) + kept.substring(kept.contains(":thin:") ? at : at + 1);
    }
    return limited(kept + name);
  }

  private static String limited(String text) {
    return text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) : text;
  }

  /** Past "jdbc:oracle:thin:", unless {@code at} comes before. */
  private static int afterScheme(String url, int at) {
    int colon = colon(url, 3);
    return colon < at ? colon + 1 : 0;
  }

  /** Index of the n-th colon, or the length. */
  private static int colon(String url, int n) {
    int index = -1;
    for (int i = 0; i < n; i++) {
      index = url.indexOf(':', index + 1);
      if (index < 0) {
        return url.length();
      }
    }
    return index;
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
