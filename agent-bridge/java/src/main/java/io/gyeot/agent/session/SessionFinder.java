package io.gyeot.agent.session;

import io.gyeot.agent.boot.SessionUnavailable;
import io.gyeot.agent.proto.session.LoadResult;

/**
 * Finds the session a request asks for: the near copy while it is proven, else one question to the grid. While
 * nobody can answer, the near copy is what there is.
 */
final class SessionFinder {
  /** Longer ids are no container's; they are not worth a question. */
  private static final int ID_LENGTH_MAX = 512;

  private final SessionClient client;
  private final SessionLoad loads;
  private final SessionEnds ends;

  SessionFinder(SessionClient client, SessionLoad loads, SessionEnds ends) {
    this.client = client;
    this.loads = loads;
    this.ends = ends;
  }

  /** The container found {@code session} (or none) under {@code id}; the result is what the request gets. */
  Object find(AppSessions app, String id, Object session, NearSession near) {
    RequestSessions requests = RequestSessions.current();
    Object there = session;
    NearSession known = near;
    if (known != null && known.alive()) {
      if (client.proven(known) || requests != null && requests.uses(known)) {
        if (requests != null) {
          requests.use(known);
          requests.found(true);
        }
        return there;
      }
    } else if (known != null) {
      if (known.fate() != NearSession.Fate.LEFT) {
        return null;
      }
      // Only the copy went, a moment ago, as idle here; the session itself lives.
      known = null;
      there = null;
    }
    if (id.length() > ID_LENGTH_MAX) {
      return there;
    }
    long begin = System.nanoTime();
    try {
      return ask(app, id, there, known, requests);
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
    long budget = requests == null ? RequestSessions.BUDGET_NANOS : requests.budgetNanos();
    long deadline = System.nanoTime() + budget;
    boolean reachable = budget > 0 && client.awaitReady(budget);
    if (!reachable && client.strictness.holds()) {
      throw refused(app, requests);
    }
    if (!reachable && session == null) {
      confirm(requests, false);
      return null;
    }
    if (reachable && known != null && !ends.saveWaiting(known, deadline - System.nanoTime())) {
      confirm(requests, true);
      note(requests, key, LoadResult.OUTCOME_DEAD);
      return null;
    }
    NearSession near = known != null && known.loading() ? known : candidate(app, key, session);
    int outcome = LoadResult.OUTCOME_UNKNOWN;
    try {
      if (reachable) {
        outcome = loads.load(near, id, deadline - System.nanoTime());
      }
    } finally {
      if (near.loaded()) {
        client.near.remove(near.key(), near);
      }
    }
    // What waits here still stands in place of what others may have changed.
    if (outcome == LoadResult.OUTCOME_UNKNOWN && client.strictness.holds()) {
      throw refused(app, requests);
    }
    confirm(requests, outcome != LoadResult.OUTCOME_UNKNOWN && !near.waits());
    // A session of this server that the grid never held is not absent, it is news.
    boolean born = !near.stored() && near.nativeSession() != null;
    if (outcome == LoadResult.OUTCOME_DEAD || outcome == LoadResult.OUTCOME_ABSENT && !born) {
      ends.gone(near);
      note(requests, key, outcome);
      return null;
    }
    Object found = near.nativeSession();
    if (found == null || !near.alive()) {
      note(requests, key, outcome);
      return null;
    }
    if (session == null) {
      app.ensureAdded(id, found);
    }
    if (requests != null) {
      requests.use(near);
    }
    return found;
  }

  /** A strict grid: what nobody can confirm is neither shown nor taken for absent. */
  private static SessionUnavailable refused(AppSessions app, RequestSessions requests) {
    confirm(requests, false);
    if (requests != null) {
      requests.refuse(app);
    }
    return new SessionUnavailable("the session cannot be confirmed by enough sidecars now; ask again");
  }

  private static void confirm(RequestSessions requests, boolean confirmed) {
    if (requests != null) {
      requests.found(confirmed);
    }
  }

  private static void note(RequestSessions requests, SessionKey key, int outcome) {
    if (requests != null && outcome != LoadResult.OUTCOME_UNKNOWN) {
      requests.absent(key);
      if (outcome == LoadResult.OUTCOME_DEAD) {
        requests.dead(key);
      }
    }
  }

  /** In the near cache before the question goes out, so that no notice about it is missed. */
  private NearSession candidate(AppSessions app, SessionKey key, Object session) {
    while (true) {
      NearSession there = client.near.get(key);
      if (there != null && there.app == app && there.loading()) {
        return there;
      }
      NearSession made = new NearSession(app, key);
      if (session != null) {
        app.adopt(made, session);
      }
      made.loading();
      if (there == null ? client.near.putIfAbsent(key, made) == null : client.near.replace(key, there, made)) {
        return made;
      }
    }
  }
}
