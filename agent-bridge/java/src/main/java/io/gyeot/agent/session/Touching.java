package io.gyeot.agent.session;

/** When a session that was only read tells the grid of it: every 30 s, or a tenth of a shorter timeout. */
final class Touching {
  private static final long LONGEST_MS = 30_000;
  private static final long SHORTEST_MS = 100;

  private Touching() {}

  static boolean due(NearSession near, long nowMs) {
    return nowMs - near.touchedMs >= intervalMs(near.app.maxInactiveSeconds(near));
  }

  static long intervalMs(int maxInactiveSeconds) {
    if (maxInactiveSeconds <= 0) {
      return LONGEST_MS;
    }
    return Math.max(SHORTEST_MS, Math.min(LONGEST_MS, maxInactiveSeconds * 100L));
  }
}
