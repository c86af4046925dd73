package io.gyeot.agent.core;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;

/**
 * The agent's own log: few lines to standard error or a file, never through the application's logging. A file
 * is renamed to NAME.1 at its limit, so the log takes at most twice that. Never throws.
 */
public final class AgentLog {
  /** Of one key at most one line in this time: a broken hook must not fill the server's log. */
  private static final long REPEAT_NANOS = 60_000_000_000L;

  /** Keys are class and method names of ours; more than this is a bug that must not become a leak. */
  private static final int KEYS_MAX = 256;

  private static final long FILE_BYTES_MAX = 8L << 20;

  /** Frames of a failure that are worth a line each. */
  private static final int FRAMES_MAX = 12;

  private final HashMap<String, Long> lastNanos = new HashMap<String, Long>();
  private final File file;
  private PrintStream out;
  private long bytes;

  public AgentLog(PrintStream out) {
    this.out = out;
    this.file = null;
  }

  private AgentLog(File file) throws IOException {
    this.file = file;
    open();
  }

  /** A log into {@code path}; standard error, with a line that says why, when the file cannot be written. */
  public static AgentLog open(String path) {
    if (path.isEmpty()) {
      return new AgentLog(System.err);
    }
    try {
      return new AgentLog(new File(path));
    } catch (IOException unwritable) {
      AgentLog log = new AgentLog(System.err);
      log.warn("log=" + path + " cannot be written, so the log goes here: " + unwritable.getMessage());
      return log;
    }
  }

  public void info(String message) {
    line("INFO", message);
  }

  public void warn(String message) {
    line("WARN", message);
  }

  /** At most once a minute for each {@code key}. */
  public void warnLimited(String key, String message) {
    if (allowed(key)) {
      line("WARN", message);
    }
  }

  /** A failure inside the agent in {@code where}, with its stack; at most one a minute for each place. */
  public void failure(String where, Throwable failure) {
    if (!allowed(where)) {
      return;
    }
    StringBuilder text = new StringBuilder(where).append(" failed: ").append(failure);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause != failure) {
        text.append("\n  because of ").append(cause);
      }
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < frames.length && i < FRAMES_MAX; i++) {
        text.append("\n    at ").append(frames[i]);
      }
      if (text.length() > 20_000) {
        break;
      }
    }
    line("WARN", text.toString());
  }

  private boolean allowed(String key) {
    long now = System.nanoTime();
    synchronized (lastNanos) {
      Long last = lastNanos.get(key);
      if (last != null && now - last < REPEAT_NANOS) {
        return false;
      }
      if (lastNanos.size() >= KEYS_MAX) {
        lastNanos.clear();
      }
      lastNanos.put(key, now);
      return true;
    }
  }

  private synchronized void line(String level, String message) {
    try {
      String line = time(System.currentTimeMillis()) + " gyeot-agent " + level + " " + message;
      out.println(line);
      bytes += line.length() + 1;
      if (file != null && bytes > FILE_BYTES_MAX) {
        out.close();
        file.renameTo(new File(file.getPath() + ".1"));
        open();
      }
    } catch (Throwable ignored) {
      // A log that fails must not fail the application.
    }
  }

  private void open() throws IOException {
    out = new PrintStream(new FileOutputStream(file, true), true, "UTF-8");
    bytes = file.length();
  }

  /** "2026-11-23T00:58:01.123Z", without the date classes: they would cost start time. */
  static String time(long epochMs) {
    long days = Math.floorDiv(epochMs, 86_400_000L);
    int ms = (int) Math.floorMod(epochMs, 86_400_000L);
    // Days to a date of the proleptic Gregorian calendar, counted in eras of 400 years that begin in March.
    long shifted = days + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int ofEra = (int) (shifted - era * 146_097);
    int year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * year + year / 4 - year / 100);
    int month = (5 * ofYear + 2) / 153;
    int day = ofYear - (153 * month + 2) / 5 + 1;
    int calendarMonth = month < 10 ? month + 3 : month - 9;
    StringBuilder text = new StringBuilder(24);
    text.append(year + era * 400 + (calendarMonth <= 2 ? 1 : 0));
    two(text, '-', calendarMonth);
    two(text, '-', day);
    two(text, 'T', ms / 3_600_000);
    two(text, ':', ms / 60_000 % 60);
    two(text, ':', ms / 1000 % 60);
    two(text, '.', ms % 1000 / 10);
    return text.append((char) ('0' + ms % 10)).append('Z').toString();
  }

  private static void two(StringBuilder text, char before, int number) {
    text.append(before).append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
