package io.gyeot.agent.session;

import io.gyeot.agent.boot.RequestContext;
import io.gyeot.agent.boot.RequestListener;
import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.core.SessionStatus;
import io.gyeot.agent.core.Ticker;
import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.ChangeId;
import io.gyeot.agent.proto.session.ExpireIfIdle;
import io.gyeot.agent.proto.session.ExpireResult;
import io.gyeot.agent.proto.session.GridFrame;
import io.gyeot.agent.proto.session.Hello;
import io.gyeot.agent.proto.session.Invalidate;
import io.gyeot.agent.proto.session.LoadResult;
import io.gyeot.agent.proto.session.StoreResult;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The life of sessions between a container and the grid: find, make, change, save before the response, end.
 * Every wait is inside the request's budget; without a sidecar everything is the container's plain behaviour.
 */
public final class Sessions extends RequestListener implements SessionClient.Listener, SessionStatus {
  /** How long an idle copy is kept while nobody can be asked whether the user is active elsewhere. */
  private static final long GRACE_NANOS = 60_000_000_000L;

  private static final long ASK_AGAIN_NANOS = 1_000_000_000L;
  private static final int ID_LENGTH_MAX = 512;

  private final SessionClient client;
  private final SessionLoad loads;
  private final SessionSave saves;
  private final AgentLog log;
  private final AtomicLong lateWrites = new AtomicLong();
  private volatile String hook = "waiting for a container";

  public Sessions(String runDirectory, Hello hello, Ticker ticker, AgentLog log) {
    this.log = log;
    this.client = new SessionClient(runDirectory, hello, this, log);
    this.loads = new SessionLoad(client, log);
    this.saves = new SessionSave(client, log, hello.was);
    ticker.add(client);
  }

  /** A container with something to share is there: connects. */
  public void start(String hookName) {
    hook = hookName;
    client.start();
  }

  public void off(String reason) {
    hook = "off: " + reason;
  }

  /** The container found {@code session} (or none) under {@code id}; the result is what the request gets. */
  public Object find(AppSessions app, String id, Object session, NearSession known) {
    RequestSessions requests = RequestSessions.current();
    if (known != null && known.alive()) {
      if (client.proven(known) || requests != null && requests.uses(known)) {
        if (requests != null) {
          requests.use(known);
        }
        return session;
      }
    } else if (known != null) {
      return null;
    }
    if (id.length() > ID_LENGTH_MAX) {
      return session;
    }
    long begin = System.nanoTime();
    try {
      return ask(app, id, session, known, requests);
    } finally {
      if (requests != null) {
        requests.spent(System.nanoTime() - begin);
      }
    }
  }

  private Object ask(AppSessions app, String id, Object session, NearSession known, RequestSessions requests) {
    SessionKey key = known != null ? known.key() : app.key(id);
    if (requests != null && requests.isAbsent(key)) {
      return null;
    }
    NearSession near = known;
    if (near == null) {
      NearSession made = new NearSession(app, key);
      if (session != null) {
        app.adopt(made, session);
      }
      near = client.near.putIfAbsent(key, made);
      near = near == null || near.app != app ? made : near;
    }
    long budget = requests == null ? RequestSessions.BUDGET_NANOS : requests.budgetNanos();
    int outcome = client.ready() && budget > 0 ? loads.load(near, id, budget) : LoadResult.OUTCOME_UNKNOWN;
    boolean born = !near.stored() && near.nativeSession() != null;
    if (outcome == LoadResult.OUTCOME_DEAD || outcome == LoadResult.OUTCOME_ABSENT && !born) {
      gone(near);
      if (requests != null) {
        requests.absent(key);
        if (outcome == LoadResult.OUTCOME_DEAD) {
          requests.dead(key);
        }
      }
      return null;
    }
    Object found = near.nativeSession();
    if (found == null) {
      client.near.remove(key, near);
      if (requests != null && outcome != LoadResult.OUTCOME_UNKNOWN) {
        requests.absent(key);
      }
      return null;
    }
    if (requests != null) {
      requests.use(near);
    }
    return found;
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

  /** The container has moved the session. */
  public void renamed(NearSession near) {
    if (near.fate() == NearSession.Fate.GONE) {
      near.app.expire(near, false);
    }
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
    if (RequestSessions.current() == null && !near.inUse() && near.stored()) {
      // No response will come to save it with: it is saved now.
      settle(near, saves.save(near, null, null, null));
    }
  }

  /** The container ends the session; false when nobody is to hear of it. */
  public boolean expiring(NearSession near, boolean notify) {
    if (!near.end(NearSession.Fate.ENDED)) {
      NearSession.Fate fate = near.fate();
      forget(near);
      return notify && fate != NearSession.Fate.GONE && fate != NearSession.Fate.LEFT;
    }
    forget(near);
    RequestSessions requests = RequestSessions.current();
    if (requests != null) {
      requests.absent(near.key());
      requests.dead(near.key());
    }
    if (!near.stored()) {
      return notify;
    }
    AgentFrame frame = new AgentFrame();
    frame.invalidate = new Invalidate();
    frame.invalidate.key = near.key().bytes;
    frame.invalidate.reason = "invalidate";
    StoreResult result = change(frame, near, requests);
    // Dead already: whoever ended it has told the listeners.
    return notify && (result == null || result.outcome != StoreResult.OUTCOME_DEAD);
  }

  /** The session looks idle here; returns how long it has really been idle. */
  public long idle(NearSession near, long idleMs, int maxInactiveS) {
    if (!near.alive() || !near.stored()) {
      return idleMs;
    }
    long now = System.nanoTime();
    if (!client.ready()) {
      return client.unreachableNanos() < GRACE_NANOS ? 0 : idleMs;
    }
    if (near.idleAskedNanos != 0 && now - near.idleAskedNanos < ASK_AGAIN_NANOS) {
      return 0;
    }
    near.idleAskedNanos = now == 0 ? 1 : now;
    AgentFrame frame = new AgentFrame();
    frame.expireIfIdle = new ExpireIfIdle();
    frame.expireIfIdle.key = near.key().bytes;
    frame.expireIfIdle.lastAccessMs = near.app.lastAccessMs(near);
    RequestSessions requests = RequestSessions.current();
    long budget = requests == null ? RequestSessions.BUDGET_NANOS : requests.budgetNanos();
    GridFrame answer = client.ask(new Ask(frame, near, 0), 0, budget);
    if (requests != null) {
      requests.spent(System.nanoTime() - now);
    }
    ExpireResult result = answer == null ? null : answer.expireResult;
    if (result == null) {
      return 0;
    }
    if (result.expired || result.gone) {
      near.end(result.expired ? NearSession.Fate.EXPIRED : NearSession.Fate.GONE);
      return idleMs;
    }
    if (requests == null) {
      // In use elsewhere and not here: the memory is better spent on something else.
      near.end(NearSession.Fate.LEFT);
      return idleMs;
    }
    near.app.accessed(near, result.lastAccessMs);
    return Math.min(System.currentTimeMillis() - result.lastAccessMs, maxInactiveS * 1000L - 1);
  }

  /** The session moves to {@code newId}: moved in the grid before the container does. */
  public void renaming(NearSession near, String newId) {
    if (!near.alive()) {
      return;
    }
    SessionKey next = near.app.key(newId);
    SessionKey before = near.key();
    near.saving.lock();
    try {
      client.near.put(next, near);
      if (near.stored()) {
        AgentFrame frame = new AgentFrame();
        frame.changeId = new ChangeId();
        frame.changeId.oldKey = before.bytes;
        frame.changeId.newKey = next.bytes;
        StoreResult result = change(frame, near, RequestSessions.current());
        if (result != null && result.outcome == StoreResult.OUTCOME_DEAD) {
          lateWrites.incrementAndGet();
          near.end(NearSession.Fate.GONE);
        } else if (result != null) {
          SessionSave.moved(near, result);
        }
      }
      near.rename(next);
      client.near.remove(before, near);
    } finally {
      near.saving.unlock();
    }
    RequestSessions requests = RequestSessions.current();
    if (requests != null) {
      requests.context().sessionKey = next.bytes;
      requests.absent(before);
    }
  }

  /** The container stops this application: what the grid holds lives on there. True when the copy may go silently. */
  public boolean leaving(NearSession near) {
    if (!near.alive()) {
      return true;
    }
    if (client.ready()) {
      saves.save(near, null, null, null);
    }
    if (!near.stored() || !near.end(NearSession.Fate.LEFT)) {
      return false;
    }
    forget(near);
    return true;
  }

  private StoreResult change(AgentFrame frame, NearSession near, RequestSessions requests) {
    long operation = client.nextOperation();
    if (frame.invalidate != null) {
      frame.invalidate.operation = operation;
    } else {
      frame.changeId.operation = operation;
    }
    long begin = System.nanoTime();
    long budget = requests == null ? RequestSessions.BUDGET_NANOS : Math.max(0, requests.budgetNanos());
    GridFrame answer = client.ask(new Ask(frame, near, operation), 128, budget);
    if (requests != null) {
      requests.spent(System.nanoTime() - begin);
    }
    return answer == null ? null : answer.storeResult;
  }

  @Override
  public void commit(RequestContext context) {
    saveAll(context);
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
    if (!requests.finished()) {
      saveAll(context);
    }
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
    // After finish no application code runs: only what was marked as written is looked at again.
    boolean finished = requests.finished();
    for (RequestSessions.Use use : requests.uses()) {
      if (use.session.alive() && (!finished || !use.session.dirty.isEmpty())) {
        long begin = System.nanoTime();
        boolean lives = saves.save(use.session, requests, use, context.request);
        requests.spent(System.nanoTime() - begin);
        settle(use.session, lives);
      }
    }
  }

  /** A save that met a tombstone: somebody ended the session while this request was at work. */
  private void settle(NearSession near, boolean lives) {
    if (!lives) {
      lateWrites.incrementAndGet();
      log.warnLimited("late " + near.app.app, near.app.app + ": a write came after its session had been ended, refused");
      gone(near);
    }
  }

  private void gone(NearSession near) {
    forget(near);
    if (near.end(NearSession.Fate.GONE) && near.nativeSession() != null) {
      near.app.expire(near, false);
    }
  }

  private void forget(NearSession near) {
    client.near.remove(near.key(), near);
    saves.unsaved.remove(near);
  }

  @Override
  public void killed(final NearSession near, boolean fire, String reason) {
    if (!near.end(fire ? NearSession.Fate.KILLED : NearSession.Fate.GONE)) {
      return;
    }
    forget(near);
    final boolean notify = fire;
    Executor executor = near.app.executor();
    if (executor != null) {
      // Listeners are the application's code: they run on the container's thread, not on the one that reads.
      executor.execute(
          new Runnable() {
            @Override
            public void run() {
              near.app.expire(near, notify);
            }
          });
    }
  }

  @Override
  public void late(Ask ask, GridFrame frame) {
    NearSession near = ask.near;
    if (near == null || frame.storeResult == null) {
      return;
    }
    if (frame.storeResult.outcome == StoreResult.OUTCOME_DEAD && ask.frame.store != null) {
      lateWrites.incrementAndGet();
      killed(near, false, "dead");
    } else if (ask.frame.store != null) {
      SessionSave.acknowledged(near, ask, frame.storeResult);
    }
  }

  @Override
  public void reachable() {
    for (final NearSession near : saves.unsaved.keySet()) {
      Executor executor = near.app.executor();
      if (executor != null) {
        executor.execute(
            new Runnable() {
              @Override
              public void run() {
                settle(near, saves.save(near, null, null, null));
              }
            });
      }
    }
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
    return 0;
  }
}
