package io.gyeot.agent.transport;

import java.util.concurrent.locks.LockSupport;

/** What the sidecar still lets us send: the smaller of the connection's and the stream's flow-control window. */
final class SendWindow {
  /** A waiter looks again at least this often: it also flushes what the reader wants to answer. */
  private static final long PAUSE_NANOS_MAX = 5_000_000;

  private long connection = Http2.WINDOW_DEFAULT;
  private long stream = Http2.WINDOW_DEFAULT;
  private int initial = Http2.WINDOW_DEFAULT;

  /** The one thread that waits to go on sending; only the holder of the send lock waits. */
  private volatile Thread waiter;

  synchronized int available() {
    return (int) Math.max(0, Math.min(connection, stream));
  }

  /** The window a fresh stream has: what can be sent at once when nothing is in flight. */
  synchronized int whole() {
    return Math.min(initial, Http2.WINDOW_DEFAULT);
  }

  synchronized void take(int bytes) {
    connection -= bytes;
    stream -= bytes;
  }

  void update(int streamId, int increment) throws Http2Exception {
    if (increment <= 0) {
      throw new Http2Exception("malformed window update");
    }
    synchronized (this) {
      if (streamId == 0) {
        connection += increment;
      } else {
        stream += increment;
      }
      refuseOverflow();
    }
    wake();
  }

  void setting(int id, int value) throws Http2Exception {
    if (id == Http2.SETTING_INITIAL_WINDOW_SIZE) {
      if (value < 0) {
        throw new Http2Exception("malformed initial window");
      }
      synchronized (this) {
        stream += (long) value - initial;
        initial = value;
        refuseOverflow();
      }
      wake();
    } else if (id == Http2.SETTING_MAX_FRAME_SIZE && (value < Http2.FRAME_BYTES_MAX || value > 0xffffff)) {
      // We never send longer frames than the protocol's default, so a valid value changes nothing.
      throw new Http2Exception("malformed frame size setting");
    }
  }

  /** Waits until {@code bytes} can be sent, {@link #wake} or the time is over; may return early. */
  void await(int bytes, long nanos) {
    waiter = Thread.currentThread();
    if (available() < bytes) {
      LockSupport.parkNanos(this, Math.min(nanos, PAUSE_NANOS_MAX));
    }
    waiter = null;
  }

  void wake() {
    Thread waiting = waiter;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }

  private void refuseOverflow() throws Http2Exception {
    if (connection > Integer.MAX_VALUE || stream > Integer.MAX_VALUE) {
      throw new Http2Exception("window beyond 2^31");
    }
  }
}
