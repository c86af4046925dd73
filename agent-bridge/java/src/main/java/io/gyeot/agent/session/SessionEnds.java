package io.gyeot.agent.session;

import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.ChangeId;
import io.gyeot.agent.proto.session.ExpireIfIdle;
import io.gyeot.agent.proto.session.ExpireResult;
import io.gyeot.agent.proto.session.GridFrame;
import io.gyeot.agent.proto.session.Invalidate;
import io.gyeot.agent.proto.session.StoreResult;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How a session ends or moves: ended here, timed out everywhere, ended elsewhere, moved to another id. What is
 * dead in the grid is dead here; what is only idle here is not.
 */
final class SessionEnds {
  /** How long an idle copy is kept while nobody can be asked whether its user is active elsewhere. */
  private static final long GRACE_NANOS = 60_000_000_000L;

  /** A copy that looks idle is asked about at most this often. */
  private static final long ASK_AGAIN_NANOS = 1_000_000_000L;

  private final SessionClient client;
  private final SessionSave saves;
  private final AgentLog log;
  private final AtomicLong lateWrites = new AtomicLong();

  SessionEnds(SessionClient client, SessionSave saves, AgentLog log) {
    this.client = client;
    this.saves = saves;
    this.log = log;
  }

  /** Writes refused because their session had been ended elsewhere. */
  long lateWrites() {
    return lateWrites.get();
  }

  /** The container ends the session; false when nobody is to hear of it. */
  boolean expiring(NearSession near, boolean notify) {
    boolean ours = near.end(NearSession.Fate.ENDED);
    forget(near);
    if (!ours) {
      NearSession.Fate fate = near.fate();
      return notify && fate != NearSession.Fate.GONE && fate != NearSession.Fate.LEFT;
    }
    RequestSessions requests = RequestSessions.current();
    if (requests != null) {
      requests.absent(near.key());
      requests.dead(near.key());
    }
    if (!near.shared()) {
      return notify;
    }
    AgentFrame frame = new AgentFrame();
    frame.invalidate = new Invalidate();
    frame.invalidate.key = near.key().bytes;
    frame.invalidate.reason = "invalidate";
    frame.invalidate.operation = client.nextOperation();
    StoreResult result = change(frame, near, frame.invalidate.operation, requests);
    if (result == null && requests != null && client.strictness.holds()) {
      requests.refuse(near.app);
    }
    // Dead already: whoever ended it has told the listeners.
    return notify && (result == null || result.outcome != StoreResult.OUTCOME_DEAD);
  }

  /** The session looks idle here; returns how long it has really been idle. */
  long idle(NearSession near, long idleMs, int maxInactiveS) {
    if (!near.alive() || !near.shared()) {
      return idleMs;
    }
    if (!client.ready()) {
      return client.strictness.holds() ? 0 : client.unreachableNanos() < GRACE_NANOS ? 0 : idleMs;
    }
    long now = System.nanoTime();
    if (near.idleAskedNanos != 0 && now - near.idleAskedNanos < ASK_AGAIN_NANOS) {
      return 0;
    }
    near.idleAskedNanos = now == 0 ? 1 : now;
    RequestSessions requests = RequestSessions.current();
    ExpireResult result = askIdle(near, requests);
    if (result == null) {
      return 0;
    }
    if (result.expired || result.gone) {
      near.end(result.expired ? NearSession.Fate.EXPIRED : NearSession.Fate.GONE);
      return idleMs;
    }
    boolean usedElsewhere = result.lastAccessMs > near.app.lastAccessMs(near) + Touching.intervalMs(maxInactiveS);
    if (requests == null && usedElsewhere && !near.inUse() && !saves.hasUnsaved(near)) {
      // In use elsewhere and not here: the memory is better spent on something else.
      near.end(NearSession.Fate.LEFT);
      return idleMs;
    }
    near.app.accessed(near, result.lastAccessMs);
    return Math.min(System.currentTimeMillis() - result.lastAccessMs, maxInactiveS * 1000L - 1);
  }

  private ExpireResult askIdle(NearSession near, RequestSessions requests) {
    AgentFrame frame = new AgentFrame();
    frame.expireIfIdle = new ExpireIfIdle();
    frame.expireIfIdle.key = near.key().bytes;
    frame.expireIfIdle.lastAccessMs = near.app.lastAccessMs(near);
    long begin = System.nanoTime();
    long budget = requests == null ? RequestSessions.BUDGET_NANOS : Math.max(0, requests.budgetNanos());
    GridFrame answer = client.ask(new Ask(frame, near, 0), 0, budget);
    if (requests != null) {
      requests.spent(System.nanoTime() - begin);
    }
    return answer == null ? null : answer.expireResult;
  }

  /** The session moves to {@code newId}: moved in the grid before the container does. */
  void renaming(NearSession near, String newId) {
    if (!near.alive()) {
      return;
    }
    SessionKey next = near.app.key(newId);
    SessionKey before = near.key();
    RequestSessions requests = RequestSessions.current();
    boolean unknown = false;
    near.saving.lock();
    try {
      client.near.put(next, near);
      if (near.shared()) {
        AgentFrame frame = new AgentFrame();
        frame.changeId = new ChangeId();
        frame.changeId.oldKey = before.bytes;
        frame.changeId.newKey = next.bytes;
        frame.changeId.operation = client.nextOperation();
        StoreResult result = change(frame, near, frame.changeId.operation, requests);
        unknown = result == null && client.strictness.holds();
        if (result != null && result.outcome == StoreResult.OUTCOME_DEAD) {
          lateWrites.incrementAndGet();
          near.end(NearSession.Fate.GONE);
        } else if (result != null) {
          // The grid tells holders by key, and this copy has another one now: it is proven again by a Load.
          near.stale();
          if (!result.stale) {
            near.advance(result.version);
          }
        }
      }
      near.rename(next);
      client.near.remove(before, near);
      if (unknown) {
        saves.refuse(near, requests);
      }
    } finally {
      near.saving.unlock();
    }
    if (requests != null) {
      requests.renamed(before, next);
    }
  }

  /** The container has moved the session. */
  void renamed(NearSession near) {
    if (near.fate() == NearSession.Fate.GONE) {
      near.app.expire(near, false);
    }
  }

  /** The container stops this application: what the grid holds lives on there. True when the copy may go silently. */
  boolean leaving(NearSession near, boolean timeLeft) {
    if (near.alive() && timeLeft && client.ready() && (!near.stored() || saves.hasUnsaved(near))) {
      settle(near, saves.save(near, null, null, null));
    }
    if (!near.alive()) {
      return near.fate() == NearSession.Fate.LEFT;
    }
    if (!near.shared() || !near.end(NearSession.Fate.LEFT)) {
      return false;
    }
    forget(near);
    return true;
  }

  /** As {@link SessionSave#saveWaiting}; false when the session turned out to be dead elsewhere. */
  boolean saveWaiting(NearSession near, long budget) {
    settle(near, saves.saveWaiting(near, budget));
    return near.alive();
  }

  /** Takes in what came of a save: a tombstone means somebody ended the session while this request was at work. */
  void settle(NearSession near, boolean lives) {
    if (!lives) {
      lateWrites.incrementAndGet();
      String app = near.app.app;
      log.warnLimited("late " + app, app + ": a write came after its session had been ended, refused");
      gone(near);
    }
  }

  void gone(NearSession near) {
    forget(near);
    if (near.end(NearSession.Fate.GONE) && near.nativeSession() != null) {
      near.app.expire(near, false);
    }
  }

  /** From the reader thread: must not block. */
  void killed(final NearSession near, final boolean fire) {
    if (!near.end(fire ? NearSession.Fate.KILLED : NearSession.Fate.GONE)) {
      return;
    }
    forget(near);
    // Listeners are the application's code: they run on the container's thread, not on the one that reads.
    onContainerThread(
        near,
        new Runnable() {
          @Override
          public void run() {
            near.app.expire(near, fire);
          }
        });
  }

  /** An answer nobody waited for; from the reader thread. */
  void late(Ask ask, GridFrame frame) {
    NearSession near = ask.near;
    if (near == null || ask.frame.store == null) {
      return;
    }
    if (frame.storeResult == null) {
      saves.notTaken(near, ask);
    } else if (frame.storeResult.outcome == StoreResult.OUTCOME_DEAD) {
      lateWrites.incrementAndGet();
      killed(near, false);
    } else {
      SessionSave.acknowledged(near, ask, frame.storeResult);
    }
  }

  /** A sidecar answers again, or some time has passed: what waited for it is saved, so many at a time. */
  void reachable(int max) {
    int left = max;
    for (final NearSession near : saves.unsaved.keySet()) {
      if (left-- <= 0) {
        return;
      }
      onContainerThread(
          near,
          new Runnable() {
            @Override
            public void run() {
              settle(near, saves.save(near, null, null, null));
            }
          });
    }
  }

  private void onContainerThread(NearSession near, Runnable work) {
    Executor executor = near.app.executor();
    if (executor != null) {
      try {
        executor.execute(work);
      } catch (RuntimeException stopping) {
        // The server is going down; its sessions live on in the grid.
        log.warnLimited("executor", "no container thread left for session work: " + stopping);
      }
    }
  }

  private StoreResult change(AgentFrame frame, NearSession near, long operation, RequestSessions requests) {
    long begin = System.nanoTime();
    long budget = requests == null ? RequestSessions.BUDGET_NANOS : Math.max(0, requests.budgetNanos());
    GridFrame answer = client.ask(new Ask(frame, near, operation), 128, budget);
    if (requests != null) {
      requests.spent(System.nanoTime() - begin);
    }
    StoreResult result = answer == null ? null : answer.storeResult;
    RequestSessions.saved(requests, result);
    return result;
  }

  private void forget(NearSession near) {
    client.near.remove(near.key(), near);
    saves.unsaved.remove(near);
  }
}
