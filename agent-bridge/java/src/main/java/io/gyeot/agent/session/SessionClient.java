package io.gyeot.agent.session;

import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.core.Tick;
import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.Dropped;
import io.gyeot.agent.proto.session.GridFrame;
import io.gyeot.agent.proto.session.Hello;
import io.gyeot.agent.proto.session.Kill;
import io.gyeot.agent.proto.session.ModeChange;
import io.gyeot.agent.proto.session.Stale;
import io.gyeot.agent.proto.session.Touch;
import io.gyeot.agent.proto.session.Touched;
import io.gyeot.agent.proto.session.Welcome;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The agent's side of the grid: asks, keeps the lease, takes notices and kills, sends again what was not
 * acknowledged. While no sidecar answers, every question is answered "no" at once, so no request waits.
 */
final class SessionClient implements GridLink.Owner, Tick {
  /** Ticks without a word after which a sidecar counts as gone; below the request's budget of one second. */
  private static final int SILENT_TICKS = 8;

  /** Touches waiting for the next tick; more are dropped, the next request of the session makes another. */
  private static final int TOUCHES_MAX = 50_000;

  private static final int TOUCHES_A_FRAME = 2_000;
  private static final long TELL_NANOS = 100_000_000L;

  /** What the client hands on. */
  interface Listener {
    /** A sidecar answers again after a time without. */
    void reachable();

    /** From the reader thread: end the session here. Must not block. */
    void killed(NearSession session, boolean fire, String reason);

    /** An answer that nobody waits for. Must not block. */
    void late(Ask ask, GridFrame frame);
  }

  final ConcurrentHashMap<SessionKey, NearSession> near = new ConcurrentHashMap<SessionKey, NearSession>();
  final Unacknowledged unacknowledged = new Unacknowledged();
  private final ConcurrentLinkedQueue<Touched> touches = new ConcurrentLinkedQueue<Touched>();
  private final AtomicInteger touchCount = new AtomicInteger();
  private final AtomicLong operations = new AtomicLong();
  private final GridMode mode;
  private final GridLink link;
  private final Listener listener;
  private volatile GridStream current;
  private volatile GridStream retiring;
  private volatile long lostNanos = System.nanoTime();
  private volatile boolean linked;
  private long retireTicks;
  private long heardLast;
  private int silentTicks;
  private long tickLast;
  private long ticks;

  SessionClient(String runDirectory, Hello hello, Listener listener, AgentLog log) {
    this.listener = listener;
    this.mode = new GridMode(log);
    this.link = new GridLink(runDirectory, hello, this, log);
  }

  /** Starts connecting; at the first session manager, not at the agent's start. */
  void start() {
    link.connect();
  }

  String mode() {
    return mode.mode();
  }

  boolean ready() {
    return current != null;
  }

  /** Nanoseconds since the last sidecar was lost; 0 while one is there. */
  long unreachableNanos() {
    return current != null ? 0 : System.nanoTime() - lostNanos;
  }

  /** True when the copy may be served without asking. */
  boolean proven(NearSession session) {
    GridStream stream = current;
    return stream != null && session.isCurrent(stream.id) && stream.leaseHolds();
  }

  /** Thread that reads from the sidecar; 0 while there is none. */
  long readerThreadId() {
    GridStream stream = current;
    return stream == null ? 0 : stream.readerThreadId();
  }

  long nextOperation() {
    return operations.incrementAndGet();
  }

  /** Asks and waits; null when no answer came in time. What changes something is sent again until answered. */
  GridFrame ask(Ask ask, long bytes, long budgetNanos) {
    long deadline = System.nanoTime() + budgetNanos;
    GridStream stream = current;
    Unacknowledged.Entry entry = null;
    if (ask.operation != 0) {
      entry = new Unacknowledged.Entry(ask, bytes);
      entry.sentOn = stream;
      unacknowledged.add(entry);
    }
    if (stream == null) {
      ask.abandon();
      return null;
    }
    if (!stream.ask(ask, Math.max(0, budgetNanos))) {
      if (entry != null) {
        entry.sentOn = null;
      }
      ask.abandon();
      return null;
    }
    return ask.await(deadline);
  }

  void touch(SessionKey key, long lastAccessMs) {
    if (touchCount.incrementAndGet() > TOUCHES_MAX) {
      touchCount.decrementAndGet();
      return;
    }
    Touched touched = new Touched();
    touched.key = key.bytes;
    touched.lastAccessMs = lastAccessMs;
    touches.add(touched);
  }

  @Override
  public void tick(long nowNanos) {
    GridStream stream = current;
    boolean onTime = nowNanos - tickLast < 300_000_000L;
    tickLast = nowNanos;
    if (stream == null) {
      return;
    }
    // Silence counts only while this thread itself ran on time: after a pause the answers may just lie there.
    silentTicks = stream.heard() != heardLast || !onTime ? 0 : silentTicks + 1;
    heardLast = stream.heard();
    if (silentTicks > SILENT_TICKS) {
      silentTicks = 0;
      stream.close("no word from the sidecar for " + SILENT_TICKS * 100 + " ms");
      return;
    }
    stream.renew();
    flushTouches(stream);
    retire();
    if (++ticks % 10 == 0 && unacknowledged.size() > 0) {
      resend(stream, TELL_NANOS);
    }
    if (!stream.own) {
      link.lookHome(nowNanos);
    }
  }

  private void flushTouches(GridStream stream) {
    while (!touches.isEmpty()) {
      AgentFrame frame = new AgentFrame();
      frame.touch = new Touch();
      for (Touched next = touches.poll(); next != null; next = touches.poll()) {
        touchCount.decrementAndGet();
        frame.touch.touched.add(next);
        if (frame.touch.touched.size() == TOUCHES_A_FRAME) {
          break;
        }
      }
      if (frame.touch.touched.isEmpty() || !stream.tell(frame, TELL_NANOS)) {
        return;
      }
    }
  }

  private void retire() {
    GridStream old = retiring;
    if (old != null && (old.asking() == 0 || ++retireTicks > 10)) {
      retiring = null;
      old.close("back at the own sidecar");
    }
  }

  @Override
  public void connected(GridStream stream, Welcome welcome) {
    GridStream before = current;
    // What was left goes first, so that what comes next finds it done.
    resend(stream, TELL_NANOS);
    current = stream;
    if (before != null && before != stream) {
      retireTicks = 0;
      retiring = before;
    }
    if (!stream.isOpen()) {
      closed(stream, "closed at once");
      return;
    }
    linked = true;
    setMode(welcome.mode, stream);
    listener.reachable();
  }

  private void resend(GridStream stream, long timeoutNanos) {
    for (Unacknowledged.Entry entry : unacknowledged.waiting()) {
      entry.sentOn = stream;
      entry.ask.again();
      if (!stream.ask(entry.ask, timeoutNanos)) {
        entry.sentOn = null;
        return;
      }
    }
  }

  @Override
  public void unreachable(String why) {
    if (current == null) {
      mode.set("local", false, (linked ? "the sidecar is gone" : "no sidecar yet") + " (" + why + ")");
    }
  }

  @Override
  public void closed(GridStream stream, String reason) {
    if (stream == current) {
      lostNanos = System.nanoTime();
      current = null;
      mode.set("local", false, reason);
      link.connect();
    } else {
      GridStream now = current;
      if (now != null) {
        resend(now, TELL_NANOS);
      }
    }
  }

  @Override
  public void late(GridStream stream, Ask ask, GridFrame frame) {
    if (ask.operation != 0) {
      unacknowledged.remove(ask.operation);
    }
    if (ask.abandoned()) {
      listener.late(ask, frame);
    }
  }

  @Override
  public void push(GridStream stream, GridFrame frame) {
    if (frame.stale != null) {
      stale(stream, frame.stale);
    } else if (frame.kill != null) {
      kill(frame.kill);
    } else if (frame.modeChange != null) {
      setMode(frame.modeChange, stream);
    }
  }

  private void stale(GridStream stream, Stale stale) {
    for (byte[] bytes : stale.keys) {
      SessionKey key = SessionKey.wire(bytes);
      NearSession session = key == null ? null : near.get(key);
      if (session != null) {
        session.stale();
      }
    }
    AgentFrame frame = new AgentFrame();
    frame.dropped = new Dropped();
    frame.dropped.notice = stale.notice;
    stream.tell(frame, TELL_NANOS);
  }

  private void kill(Kill kill) {
    SessionKey key = SessionKey.wire(kill.key);
    NearSession session = key == null ? null : near.get(key);
    if (session != null) {
      listener.killed(session, kill.fireListeners, kill.reason);
    }
  }

  private void setMode(ModeChange change, GridStream stream) {
    if (stream == current && change != null && !change.mode.isEmpty()) {
      mode.set(change.mode, !stream.own, change.guarantee);
    } else if (change == null) {
      mode.set("clustered", !stream.own, "connected to " + stream.endpoint);
    }
  }
}
