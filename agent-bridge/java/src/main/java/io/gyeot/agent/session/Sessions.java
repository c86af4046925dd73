package io.gyeot.agent.session;

import io.gyeot.agent.boot.RequestContext;
import io.gyeot.agent.boot.RequestListener;
import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.core.SessionStatus;
import io.gyeot.agent.core.Ticker;
import io.gyeot.agent.proto.session.GridFrame;
import io.gyeot.agent.proto.session.Hello;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * The life of sessions between a container and the grid: find, make, change, save before the response, end.
 * Every wait is inside the request's budget; without a sidecar everything is the container's plain behaviour.
 */
public final class Sessions extends RequestListener implements SessionClient.Listener, SessionStatus {
  /** Sessions tried again at a time: protects a sidecar that has just refused them. */
  private static final int AGAIN_MAX = 500;

  private final SessionClient client;
  private final SessionSave saves;
  private final SessionEnds ends;
  private final SessionFinder finder;
  private final Hello hello;
  private volatile String hook = "waiting for a container";

  public Sessions(String runDirectory, Hello hello, Ticker ticker, AgentLog log) {
    this.hello = hello;
    this.client = new SessionClient(runDirectory, hello, this, log);
    this.saves = new SessionSave(client, log, hello.was);
    this.ends = new SessionEnds(client, saves, log);
    this.finder = new SessionFinder(client, new SessionLoad(client, log), ends);
    ticker.add(client);
  }

  /** A container with something to share is there: connects. */
  public void start(String server, String hookName) {
    hook = hookName;
    hello.server = server;
    try {
      hello.pid = Integer.parseInt(new File("/proc/self").getCanonicalFile().getName());
    } catch (IOException | NumberFormatException noProc) {
      hello.pid = 0;
    }
    client.start();
  }

  public void off(String reason) {
    hook = "off: " + reason;
  }

  /** The container found {@code session} (or none) under {@code id}; the result is what the request gets. */
  public Object find(AppSessions app, String id, Object session, NearSession near) {
    return finder.find(app, id, session, near);
  }

  /** The container added a session it made itself. */
  public NearSession created(AppSessions app, String id) {
    NearSession near = new NearSession(app, app.key(id));
    client.near.put(near.key(), near);
    RequestSessions requests = RequestSessions.current();
    if (requests != null) {
      requests.use(near);
    }
    return near;
  }

  /** The container wants to give a new session an id the client brought; null when that id is dead here. */
  public String reusable(AppSessions app, String id) {
    RequestSessions requests = RequestSessions.current();
    return requests != null && requests.isDead(app.key(id)) ? null : id;
  }

  /** The application is about to get {@code value}. */
  public void read(NearSession near, String name, Object value) {
    if (!near.alive() || Immutable.is(value)) {
      return;
    }
    RequestSessions requests = RequestSessions.current();
    if (requests != null) {
      requests.read(near, name, value);
    } else if (near.inUse()) {
      near.looseReads.putIfAbsent(name, new RequestSessions.Read(name, value, near.baseline(name, value)));
    }
  }

  /** The application set or removed an attribute. */
  public void written(NearSession near, String name) {
    if (!near.alive()) {
      return;
    }
    near.written(name);
    if (near.stored() && !near.inUse() && RequestSessions.current() == null) {
      // No response will come to save it with: it is saved now.
      ends.settle(near, saves.save(near, null, null, null));
    }
  }

  /** The container ends the session; false when nobody is to hear of it. */
  public boolean expiring(NearSession near, boolean notify) {
    return ends.expiring(near, notify);
  }

  /** The session looks idle here; returns how long it has really been idle. */
  public long idle(NearSession near, long idleMs, int maxInactiveS) {
    return ends.idle(near, idleMs, maxInactiveS);
  }

  /** The container is about to move the session to another id. */
  public void renaming(NearSession near, String newId) {
    ends.renaming(near, newId);
  }

  public void renamed(NearSession near) {
    ends.renamed(near);
  }

  /** The container stops the application; true when the copy may go without a word. */
  public boolean leaving(NearSession near, boolean timeLeft) {
    return ends.leaving(near, timeLeft);
  }

  @Override
  public void commit(RequestContext context) {
    saveAll(context);
    RequestSessions requests = (RequestSessions) context.sessions;
    AppSessions refused = requests == null ? null : requests.refusedBy();
    if (refused != null) {
      refused.refuse(context.response);
    }
  }

  @Override
  public void finish(RequestContext context) {
    saveAll(context);
    if (context.sessions != null) {
      ((RequestSessions) context.sessions).finish();
    }
  }

  @Override
  public void end(RequestContext context, Object connectorRequest) {
    RequestSessions requests = (RequestSessions) context.sessions;
    if (requests == null) {
      return;
    }
    // Async listeners run after the last byte, and a client that went away never sees one.
    saveAll(context);
    long now = System.currentTimeMillis();
    for (RequestSessions.Use use : requests.uses()) {
      NearSession near = use.session;
      near.left();
      if (near.alive() && near.stored() && Touching.due(near, now)) {
        near.touchedMs = now;
        client.touch(near.key(), now);
      }
    }
  }

  private void saveAll(RequestContext context) {
    RequestSessions requests = (RequestSessions) context.sessions;
    if (requests == null) {
      return;
    }
    // After finish the request's own code has run: only what was marked as written is looked at again.
    boolean finished = requests.finished();
    for (RequestSessions.Use use : requests.uses()) {
      if (use.session.alive() && (!finished || !use.session.dirty.isEmpty())) {
        long begin = System.nanoTime();
        boolean lives = saves.save(use.session, requests, use, context.request);
        requests.spent(System.nanoTime() - begin);
        ends.settle(use.session, lives);
      }
    }
  }

  @Override
  public void killed(NearSession near, boolean fire, String reason) {
    ends.killed(near, fire);
  }

  @Override
  public void late(Ask ask, GridFrame frame) {
    ends.late(ask, frame);
  }

  @Override
  public void again() {
    ends.reachable(AGAIN_MAX);
  }

  @Override
  public void reachable() {
    ends.reachable(Integer.MAX_VALUE);
  }

  @Override
  public String mode() {
    return hook.startsWith("off") ? "off" : client.mode();
  }

  @Override
  public long nearSessions() {
    return client.near.size();
  }

  @Override
  public String hook() {
    return hook;
  }

  @Override
  public long cpuMicros() {
    long thread = client.readerThreadId();
    long nanos = thread == 0 ? -1 : ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
    return nanos < 0 ? 0 : nanos / 1000;
  }
}
