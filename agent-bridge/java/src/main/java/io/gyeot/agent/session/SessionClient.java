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
import io.gyeot.agent.proto.session.Welcome;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The agent's side of the grid: asks, keeps the lease, takes notices and kills, sends again what was not
 * acknowledged. While no sidecar answers, every question is answered "no" at once, so no request waits.
 */
final class SessionClient implements GridLink.Owner, Tick {
  /** Ticks without a word after which a sidecar counts as gone; below the request's budget of one second. */
  private static final int SILENT_TICKS = 8;

  /** Every five seconds: a sidecar that refuses for want of room need not be asked more often. */
  private static final int AGAIN_TICKS = 50;

  private static final long TELL_NANOS = 100_000_000L;

  /** A megabyte in a second: a socket of this machine on a starved day. */
  private static final long NANOS_PER_BYTE = 1_000L;

  interface Listener {
    /** A sidecar answers again after a time without. */
    void reachable();

    /** Some time has passed: what could not be saved may be taken now. */
    void again();

    /** From the reader thread: end the session here. Must not block. */
    void killed(NearSession session, boolean fire, String reason);

    /** An answer that nobody waits for. Must not block. */
    void late(Ask ask, GridFrame frame);
  }

  final ConcurrentHashMap<SessionKey, NearSession> near = new ConcurrentHashMap<SessionKey, NearSession>();
  final Unacknowledged unacknowledged = new Unacknowledged();
  final Strictness strictness;
  private final Touches touches = new Touches();
  private final AtomicLong operations = new AtomicLong();
  private final GridMode mode;
  private final GridLink link;
  private final Listener listener;
  private final CurrentStream current = new CurrentStream();
  private volatile GridStream retiring;
  private volatile boolean linked, silent;
  private long retireTicks;
  private long heardLast;
  private int silentTicks;
  private long tickLast, ticks;

  SessionClient(String runDirectory, Hello hello, Listener listener, AgentLog log) {
    this.listener = listener;
    this.mode = new GridMode(log);
    this.link = new GridLink(runDirectory, hello, this, log);
    this.strictness = new Strictness(runDirectory);
  }

  /** Starts connecting; at the first session manager, not at the agent's start. */
  void start() {
    link.connect(true);
  }

  String mode() {
    return mode.mode();
  }

  boolean ready() {
    return current.get() != null;
  }

  /** As ready; when the sidecar was lost a moment ago, waits within the budget for the next one. */
  boolean awaitReady(long budgetNanos) {
    return ready() || current.awaitOther(null, System.nanoTime() + budgetNanos) != null;
  }

  /** Nanoseconds since the last sidecar was lost; 0 while one is there. */
  long unreachableNanos() {
    return current.lostForNanos();
  }

  /** True when the copy may be served without asking. */
  boolean proven(NearSession session) {
    GridStream stream = current.get();
    return stream != null && session.isCurrent(stream.id) && stream.leaseHolds();
  }

  /** Thread that reads from the sidecar; 0 while there is none. */
  long readerThreadId() {
    GridStream stream = current.get();
    return stream == null ? 0 : stream.readerThreadId();
  }

  long nextOperation() {
    return operations.incrementAndGet();
  }

  /** Asks and waits, also for the next sidecar when this one goes; null when no answer came in time. */
  GridFrame ask(Ask ask, long bytes, long budgetNanos) {
    long deadline = System.nanoTime() + budgetNanos;
    GridStream stream = current.awaitOther(null, deadline);
    if (ask.operation != 0) {
      return strictness.holds() ? strictness.once(ask, stream, deadline) : change(ask, bytes, stream, deadline);
    }
    while (stream != null) {
      if (stream.ask(ask, Math.max(0, deadline - System.nanoTime()))) {
        GridFrame answer = ask.await(deadline);
        if (answer != null || stream.isOpen()) {
          return answer;
        }
      }
      stream = current.awaitOther(stream, deadline);
      ask.anew();
    }
    ask.abandon();
    return null;
  }

  /** What changes something is sent again, by whoever finds the next sidecar, until it is answered. */
  private GridFrame change(Ask ask, long bytes, GridStream stream, long deadline) {
    Unacknowledged.Entry entry = new Unacknowledged.Entry(ask, bytes);
    entry.sentOn = stream;
    unacknowledged.add(entry);
    if (stream == null) {
      ask.abandon();
      return null;
    }
    if (!stream.ask(ask, Math.max(0, deadline - System.nanoTime()))) {
      entry.sentOn = null;
    }
    return ask.await(deadline);
  }

  void touch(SessionKey key, long lastAccessMs) {
    touches.add(key, lastAccessMs);
  }

  @Override
  public void tick(long nowNanos) {
    GridStream stream = current.get();
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
      silent = true;
      stream.close("no word from the sidecar for " + SILENT_TICKS * 100 + " ms");
      return;
    }
    stream.renew();
    touches.flush(stream, TELL_NANOS);
    retire();
    if (++ticks % 10 == 0 && unacknowledged.size() > 0) {
      resend(stream, TELL_NANOS);
    }
    if (ticks % AGAIN_TICKS == 0) {
      listener.again();
    }
    if (!stream.own) {
      link.lookHome(nowNanos);
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
    GridStream before = current.get();
    strictness.told(welcome.strict);
    // What was left goes first, so that what comes next finds it done.
    resend(stream, TELL_NANOS);
    current.set(stream);
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
      // A message that is cut off ends the connection: a large one is given the time its bytes take.
      if (!stream.ask(entry.ask, timeoutNanos + entry.bytes * NANOS_PER_BYTE)) {
        entry.sentOn = null;
        return;
      }
    }
  }

  @Override
  public void unreachable(String why) {
    if (!ready()) {
      mode.set("local", false, (linked ? "the sidecar is gone" : "no sidecar yet") + " (" + why + ")");
    }
  }

  @Override
  public void closed(GridStream stream, String reason) {
    if (stream == current.get()) {
      current.lose();
      mode.set("local", false, reason);
      // One that went silent would take a second to fail again: the others first.
      link.connect(!silent);
      silent = false;
    } else {
      GridStream now = current.get();
      if (now != null) {
        resend(now, TELL_NANOS);
      }
    }
  }

  @Override
  public void late(GridStream stream, Ask ask, GridFrame frame) {
    if (ask.operation != 0 && !(mayPass(ask, frame) && unacknowledged.again(ask.operation))) {
      unacknowledged.remove(ask.operation);
    }
    if (ask.abandoned()) {
      listener.late(ask, frame);
    }
  }

  /** An end or a move that the sidecar cannot take now: what a user signed out of must not live on for that. */
  private static boolean mayPass(Ask ask, GridFrame frame) {
    String code = ask.frame.store != null || frame.failure == null ? "" : frame.failure.code;
    return code.equals("unavailable") || code.equals("disk_full");
  }

  @Override
  public void push(GridStream stream, GridFrame frame) {
    if (frame.stale != null) {
      stale(stream, frame.stale);
    } else if (frame.kill != null) {
      kill(frame.kill);
    } else if (frame.modeChange != null) {
      setMode(frame.modeChange, stream);
    } else if (frame.fallbacks != null) {
      link.fallbacks(stream, frame.fallbacks.endpoints);
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
    if (stream == current.get() && change != null && !change.mode.isEmpty()) {
      mode.set(change.mode, !stream.own, change.guarantee);
    } else if (change == null) {
      mode.set("clustered", !stream.own, "connected to " + stream.endpoint);
    }
  }
}
