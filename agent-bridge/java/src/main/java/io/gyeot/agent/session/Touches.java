package io.gyeot.agent.session;

import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.Touch;
import io.gyeot.agent.proto.session.Touched;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Last accesses of sessions that were only read, on their way to the grid with the next tick. */
final class Touches {
  /** Waiting for the next tick; more are dropped, the next request of the session makes another. */
  private static final int WAITING_MAX = 50_000;

  private static final int A_FRAME = 2_000;

  private final ConcurrentLinkedQueue<Touched> waiting = new ConcurrentLinkedQueue<Touched>();
  private final AtomicInteger count = new AtomicInteger();

  void add(SessionKey key, long lastAccessMs) {
    if (count.incrementAndGet() > WAITING_MAX) {
      count.decrementAndGet();
      return;
    }
    Touched touched = new Touched();
    touched.key = key.bytes;
    touched.lastAccessMs = lastAccessMs;
    waiting.add(touched);
  }

  void flush(GridStream stream, long timeoutNanos) {
    while (!waiting.isEmpty()) {
      AgentFrame frame = new AgentFrame();
      frame.touch = new Touch();
      for (Touched next = waiting.poll(); next != null; next = waiting.poll()) {
        count.decrementAndGet();
        frame.touch.touched.add(next);
        if (frame.touch.touched.size() == A_FRAME) {
          break;
        }
      }
      if (frame.touch.touched.isEmpty() || !stream.tell(frame, timeoutNanos)) {
        return;
      }
    }
  }
}
