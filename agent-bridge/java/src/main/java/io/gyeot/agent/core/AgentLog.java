package io.gyeot.agent.core;

import java.io.PrintStream;
import java.util.HashMap;

/** The agent's own log: few lines to stderr or a file, never through the application's logging. */
public final class AgentLog {
  private static final long REPEAT_NANOS = 60_000_000_000L;
  private static final int KEYS_MAX = 256;

  private final PrintStream out;
  private final HashMap<String, Long> lastNanos = new HashMap<String, Long>();

  public AgentLog(PrintStream out) {
    this.out = out;
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

  /** A failure inside the agent in {@code where}: at most one a minute with its stack. */
  public void failure(String where, Throwable failure) {
    if (allowed(where)) {
      line("WARN", where + " failed: " + failure);
    }
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

  private void line(String level, String message) {
    out.println("gyeot-agent " + level + " " + message);
  }
}
