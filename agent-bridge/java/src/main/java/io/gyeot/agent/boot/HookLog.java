package io.gyeot.agent.boot;

/**
 * Where woven code reports what went wrong inside a hook: bootstrap classes cannot see the agent's log.
 * Counts every failure; the sink limits what is written.
 */
public abstract class HookLog {
  private static volatile HookLog sink;
  private static volatile long failures;

  /** Takes one failure; must not throw. */
  protected abstract void write(String where, Throwable failure);

  public static void install(HookLog log) {
    sink = log;
  }

  /** Failures since the start; approximate under contention. */
  public static long failures() {
    return failures;
  }

  /** Counts and reports a failure in {@code where}; never throws. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField")
  public static void failed(String where, Throwable failure) {
    try {
      failures++;
      HookLog log = sink;
      if (log != null) {
        log.write(where, failure);
      }
    } catch (Throwable ignored) {
      // The application's request is worth more than a line in our log.
    }
  }
}
