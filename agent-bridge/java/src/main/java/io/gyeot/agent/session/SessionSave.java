package io.gyeot.agent.session;

import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.Attribute;
import io.gyeot.agent.proto.session.GridFrame;
import io.gyeot.agent.proto.session.Store;
import io.gyeot.agent.proto.session.StoreResult;
import io.gyeot.agent.proto.session.Version;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Saves what one request changed of one session, within the request's budget. Savers of one session wait for
 * each other; what only read is never sent; what could not be sent stays marked.
 */
final class SessionSave {
  /** Sessions with changes kept for a sidecar to come; beyond that each waits for its own next request. */
  private static final int UNSAVED_MAX = 100_000;

  /** A session too large for one message goes in parts; more than this many is no session. */
  private static final int PARTS_MAX = 16;

  /** Pause before a sidecar that could not take what waited is asked again. */
  private static final long AGAIN_NANOS = 20_000_000L;

  private final SessionClient client;
  private final AgentLog log;
  private final ChangeCollector changes;

  /** Sessions with changes no sidecar was there for; they are saved when one is. */
  final ConcurrentHashMap<NearSession, Boolean> unsaved = new ConcurrentHashMap<NearSession, Boolean>();

  SessionSave(SessionClient client, AgentLog log, String was) {
    this.client = client;
    this.log = log;
    this.changes = new ChangeCollector(client, log, was);
  }

  boolean hasUnsaved(NearSession near) {
    return !near.dirty.isEmpty() || unsaved.containsKey(near);
  }

  /** Saves; false when the session turned out to be dead elsewhere. */
  boolean save(NearSession near, RequestSessions requests, RequestSessions.Use use, Object request) {
    long budget = requests == null ? RequestSessions.BUDGET_NANOS : requests.budgetNanos();
    return save(near, requests, use, request, budget);
  }

  /** Before the application sees the session again: what waited goes out, so that it sees what came of that. */
  boolean saveWaiting(NearSession near, long budget) {
    long deadline = System.nanoTime() + budget;
    // Another thread may be sending it at this moment: what it replaces here is known when that thread is done.
    while (near.waits() && lock(near, deadline - System.nanoTime())) {
      try {
        if (near.waits() && !save(near, null, null, null, deadline - System.nanoTime())) {
          return false;
        }
      } finally {
        near.saving.unlock();
      }
      boolean timeLeft = deadline - System.nanoTime() >= 2 * AGAIN_NANOS;
      // A full disk or a session too large will not be better in the second a request may wait.
      if (!near.waits() || !near.refusedForNow || !timeLeft || !client.ready()) {
        break;
      }
      LockSupport.parkNanos(this, AGAIN_NANOS);
    }
    return true;
  }

  private boolean save(
      NearSession near, RequestSessions requests, RequestSessions.Use use, Object request, long budget) {
    if (!near.alive() || near.attributes() == null) {
      return true;
    }
    long deadline = System.nanoTime() + budget;
    if (budget <= 0 || !client.awaitReady(budget)) {
      postpone(near, requests, use);
      return true;
    }
    if (!near.saving.tryLock()) {
      // Another request saves it right now: whoever only read need not wait for that.
      if (changes.isUnchanged(near, requests, use)) {
        return true;
      }
      if (!lock(near, deadline - System.nanoTime())) {
        postpone(near, requests, use);
        return true;
      }
    }
    try {
      for (int part = 0; part < PARTS_MAX && near.alive(); part++) {
        unsaved.remove(near);
        Change change = changes.collect(near, requests, use, request);
        if (change.isEmpty()) {
          return true;
        }
        if (!send(near, change, requests, use, deadline - System.nanoTime())) {
          return false;
        }
        if (!change.partial || unsaved.containsKey(near)) {
          return true;
        }
      }
      return true;
    } finally {
      near.sending.clear();
      near.sendingWaited = false;
      near.saving.unlock();
    }
  }

  private static boolean lock(NearSession near, long budget) {
    try {
      return near.saving.tryLock(budget, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean send(
      NearSession near, Change change, RequestSessions requests, RequestSessions.Use use, long budget) {
    Store store = change.store;
    store.key = near.key().bytes;
    store.base = near.version();
    store.operation = client.nextOperation();
    AgentFrame frame = new AgentFrame();
    frame.store = store;
    Ask ask = new Ask(frame, near, store.operation);
    near.isSent();
    near.refusedForNow = false;
    GridFrame answer = client.ask(ask, change.bytes, Math.max(0, budget));
    StoreResult result = answer == null ? null : answer.storeResult;
    // Of a change that waited, only what nobody else has changed meanwhile was taken.
    RequestSessions.saved(requests, store.ageMs > 0 ? null : result);
    if (result == null && client.strictness.holds()) {
      refuse(near, requests);
      return true;
    }
    if (answer != null && result == null) {
      String why = answer.failure == null ? "no result" : answer.failure.code + ": " + answer.failure.message;
      near.refusedForNow = answer.failure != null && "unavailable".equals(answer.failure.code);
      log.warnLimited("store " + why, near.app.app + ": a session could not be saved: " + why);
      restore(near, change, ask.changedNanos());
      return true;
    }
    if (result != null && result.outcome == StoreResult.OUTCOME_DEAD) {
      return false;
    }
    if (result == null && !client.unacknowledged.holds(store.operation)) {
      restore(near, change, ask.changedNanos());
      return true;
    }
    remember(near, change, result == null ? null : result.version, requests, use);
    if (result != null) {
      acknowledged(near, ask, result);
    }
    return true;
  }

  /** The answer to a Store; also when it came after the request had gone. Does not block. */
  static void acknowledged(NearSession near, Ask ask, StoreResult result) {
    near.isStored();
    if (result.stale || near.isFromBefore(ask.answeredBy)) {
      // Somebody else's change lies between: the copy is complete only up to where it was.
      near.stale();
      return;
    }
    near.advance(result.version);
    if (ask.frame.store.create) {
      near.current(ask.noticesAtAnswer, ask.answeredBy);
    }
  }

  private static void remember(
      NearSession near, Change change, Version version, RequestSessions requests, RequestSessions.Use use) {
    Store store = change.store;
    synchronized (near) {
      for (int i = 0; i < change.saved.size(); i++) {
        near.saved.put(store.attributes.get(i).name, change.saved.get(i).acknowledged(version));
      }
      for (String name : store.removed) {
        near.saved.remove(name);
      }
      near.sending.clear();
    }
    for (int i = 0; i < change.reads.size(); i++) {
      if (requests != null && use != null) {
        requests.saved(use, change.reads.get(i), change.readDigests.get(i));
      }
    }
    if (change.meta != null) {
      near.containerSaved = change.meta.state;
      near.touchedMs = System.currentTimeMillis();
    }
  }

  /** Back among what waits, as old as it is: what others have changed since then stays. */
  private void restore(NearSession near, Change change, long sinceNanos) {
    for (Attribute attribute : change.store.attributes) {
      near.dirty.add(attribute.name);
      near.postpone(attribute.name, sinceNanos);
    }
    for (String name : change.store.removed) {
      near.dirty.add(name);
      near.postpone(name, sinceNanos);
    }
    keep(near);
  }

  /** A Store was refused after its request had gone, which took it for under way. Does not block. */
  void notTaken(NearSession near, Ask ask) {
    for (Attribute attribute : ask.frame.store.attributes) {
      near.notTaken(attribute.name, ask.changedNanos());
    }
    for (String name : ask.frame.store.removed) {
      near.notTaken(name, ask.changedNanos());
    }
    // The copy shows what the grid does not have: it is asked about before it is served again.
    near.stale();
    keep(near);
  }

  /** Nobody knows what came of the change: the user is told so, and this copy is not shown again. */
  void refuse(NearSession near, RequestSessions requests) {
    RequestSessions.saved(requests, null);
    if (requests != null) {
      requests.refuse(near.app);
    }
    near.end(NearSession.Fate.LEFT);
    client.near.remove(near.key(), near);
    unsaved.remove(near);
  }

  /** Nobody can take it now: what was read is marked too, since it may have been changed in place. */
  private void postpone(NearSession near, RequestSessions requests, RequestSessions.Use use) {
    if (client.strictness.holds()) {
      if (!changes.isUnchanged(near, requests, use)) {
        refuse(near, requests);
      }
      return;
    }
    RequestSessions.saved(requests, null);
    if (requests != null && use != null) {
      for (RequestSessions.Read read : requests.reads(use)) {
        if (near.attributes().get(read.name) == read.value) {
          near.suspects.putIfAbsent(read.name, read);
          near.postpone(read.name);
        }
      }
    }
    for (String name : near.dirty) {
      near.postpone(name);
    }
    keep(near);
  }

  private void keep(NearSession near) {
    if (unsaved.size() < UNSAVED_MAX) {
      unsaved.put(near, Boolean.TRUE);
    }
  }
}
