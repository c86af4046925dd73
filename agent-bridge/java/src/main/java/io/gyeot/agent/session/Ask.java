package io.gyeot.agent.session;

import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.GridFrame;
import java.util.concurrent.locks.LockSupport;

/** One question to the grid and its answer. The asking thread may give up; the answer is then still taken in. */
final class Ask {
  final AgentFrame frame;

  /** The session it is about; null for a Renew or Hello. */
  final NearSession near;

  /** Not 0 for what changes something: sent again under this number until it is answered. */
  final long operation;

  /** Notices the session had when the answer came, in the order of the stream. */
  volatile int noticesAtAnswer;

  /** Connection that answered. */
  volatile long answeredBy;

  private volatile GridFrame answer;
  private volatile boolean over;
  private volatile boolean once;
  private volatile boolean abandoned;
  private final Thread asker = Thread.currentThread();
  private final long madeNanos = System.nanoTime();

  /** Age its change had when it was first sent, milliseconds. */
  private final long firstAgeMs;

  Ask(AgentFrame frame, NearSession near, long operation) {
    this.frame = frame;
    this.near = near;
    this.operation = operation;
    this.firstAgeMs = frame.store == null ? 0 : frame.store.ageMs;
  }

  void answered(GridFrame with, long connection) {
    if (near != null) {
      noticesAtAnswer = near.notices();
    }
    answeredBy = connection;
    answer = with;
    over = true;
    LockSupport.unpark(asker);
  }

  /** No answer will come on this connection. A change goes on waiting: it is sent again on the next one. */
  void lost() {
    if (operation == 0 || once) {
      over = true;
      LockSupport.unpark(asker);
    }
  }

  /** It is not sent again: without an answer on this connection nobody will know what came of it. */
  void once() {
    once = true;
  }

  /** Before it is asked on another connection. */
  void anew() {
    over = false;
  }

  /** The answer, or null when none came by {@code deadlineNanos}. Only for the thread that made it. */
  GridFrame await(long deadlineNanos) {
    boolean interrupted = false;
    while (!over) {
      long left = deadlineNanos - System.nanoTime();
      if (left <= 0) {
        abandoned = true;
        break;
      }
      LockSupport.parkNanos(this, left);
      // An interrupted application thread still waits its bounded time; its flag is put back.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  /** When its change was made, of System.nanoTime(). */
  long changedNanos() {
    return madeNanos - firstAgeMs * 1_000_000L;
  }

  /** It is sent again: the grid is told how old the change is, so that it does not undo newer ones. */
  void again() {
    if (frame.store != null) {
      frame.store.ageMs = Math.max(1, firstAgeMs + (System.nanoTime() - madeNanos) / 1_000_000L);
    }
  }

  /** Nobody waits: who answers must act on the answer himself. */
  boolean abandoned() {
    return abandoned;
  }

  void abandon() {
    abandoned = true;
  }
}
