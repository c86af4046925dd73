package io.gyeot.agent.session;

/**
 * The connection to the sidecar in use. When it is lost, requests wait for the next one for a moment, because a copy
 * here may be old as soon as nobody tells; a sidecar that stays away makes nobody wait.
 */
final class CurrentStream {
  /** The next sidecar is found within milliseconds or not soon. */
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private volatile GridStream stream;
  private volatile long lostNanos = System.nanoTime();
  private volatile boolean everThere;

  /** Null while there is none. */
  GridStream get() {
    return stream;
  }

  synchronized void set(GridStream next) {
    stream = next;
    everThere = true;
    notifyAll();
  }

  synchronized void lose() {
    lostNanos = System.nanoTime();
    stream = null;
  }

  /** Nanoseconds since the last one was lost; 0 while one is there. */
  long lostForNanos() {
    return stream != null ? 0 : System.nanoTime() - lostNanos;
  }

  /** One that is open and not {@code ended}; null when none came by {@code deadlineNanos} or soon after the loss. */
  GridStream awaitOther(GridStream ended, long deadlineNanos) {
    GridStream now = stream;
    if (now != null && now != ended && now.isOpen()) {
      return now;
    }
    boolean interrupted = false;
    synchronized (this) {
      while (true) {
        now = stream;
        if (now != null && now != ended && now.isOpen()) {
          break;
        }
        now = null;
        long left = deadlineNanos - System.nanoTime();
        if (!everThere || left <= 0 || lostForNanos() > PATIENCE_NANOS) {
          break;
        }
        try {
          wait(Math.min(50, left / 1_000_000L + 1));
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return now;
  }
}
