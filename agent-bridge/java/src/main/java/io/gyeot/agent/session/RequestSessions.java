package io.gyeot.agent.session;

import io.gyeot.agent.boot.RequestContext;
import io.gyeot.agent.proto.session.StoreResult;
import java.util.ArrayList;

/**
 * The sessions one request used (more than one after a cross-context dispatch), what it read of them, and the
 * time it may still spend on them. Methods are synchronized: an async request has more than one thread.
 */
public final class RequestSessions {
  /** All session work of one request together; what is not done by then is left to be replayed. */
  static final long BUDGET_NANOS = 1_000_000_000L;

  /** Reads remembered of one session; more than this many attributes are saved without a second look. */
  private static final int READS_MAX = 512;

  private final RequestContext context;
  private final ArrayList<Use> uses = new ArrayList<Use>(1);
  private ArrayList<SessionKey> absent;
  private ArrayList<SessionKey> dead;
  private boolean finished;
  private AppSessions refusedBy;

  RequestSessions(RequestContext context) {
    this.context = context;
  }

  /** One session in this request. */
  static final class Use {
    final NearSession session;
    final ArrayList<Read> reads = new ArrayList<Read>(2);

    Use(NearSession session) {
      this.session = session;
    }
  }

  /** One object handed to the application, and what was saved of it at that moment. */
  static final class Read {
    final String name;
    final Object value;
    final Digest128 baseline;

    Read(String name, Object value, Digest128 baseline) {
      this.name = name;
      this.value = value;
      this.baseline = baseline;
    }
  }

  /** The current request's, made at its first session; null outside of a request. */
  public static RequestSessions current() {
    RequestContext context = RequestContext.current();
    return context == null ? null : of(context);
  }

  static RequestSessions of(RequestContext context) {
    Object sessions = context.sessions;
    if (sessions == null) {
      synchronized (context) {
        sessions = context.sessions;
        if (sessions == null) {
          sessions = new RequestSessions(context);
          context.sessions = sessions;
        }
      }
    }
    return (RequestSessions) sessions;
  }

  /** Notes that the request uses the session. */
  synchronized Use use(NearSession session) {
    for (int i = 0; i < uses.size(); i++) {
      if (uses.get(i).session == session) {
        return uses.get(i);
      }
    }
    Use use = new Use(session);
    uses.add(use);
    session.entered();
    context.sessionKey = session.key().bytes;
    return use;
  }

  synchronized boolean uses(NearSession session) {
    for (int i = 0; i < uses.size(); i++) {
      if (uses.get(i).session == session) {
        return true;
      }
    }
    return false;
  }

  /** Notes an object the application got; it is compared when the request commits. */
  void read(NearSession session, String name, Object value) {
    Use use = use(session);
    synchronized (this) {
      ArrayList<Read> reads = use.reads;
      for (int i = 0; i < reads.size(); i++) {
        if (reads.get(i).value == value && reads.get(i).name.equals(name)) {
          return;
        }
      }
      if (reads.size() < READS_MAX) {
        reads.add(new Read(name, value, session.baseline(name, value)));
      } else {
        session.written(name);
      }
    }
  }

  synchronized boolean isAbsent(SessionKey key) {
    return absent != null && absent.contains(key);
  }

  /** One Load a request and session: what was not there is not asked for again. */
  synchronized void absent(SessionKey key) {
    if (absent == null) {
      absent = new ArrayList<SessionKey>(1);
    }
    absent.add(key);
  }

  synchronized boolean isDead(SessionKey key) {
    return dead != null && dead.contains(key);
  }

  synchronized void dead(SessionKey key) {
    if (dead == null) {
      dead = new ArrayList<SessionKey>(1);
    }
    dead.add(key);
  }

  synchronized Use[] uses() {
    return uses.toArray(new Use[uses.size()]);
  }

  synchronized Read[] reads(Use use) {
    return use.reads.toArray(new Read[use.reads.size()]);
  }

  /** After a save: what was changed in place is now the new baseline. */
  synchronized void saved(Use use, Read before, Digest128 now) {
    int at = use.reads.indexOf(before);
    if (at >= 0) {
      use.reads.set(at, new Read(before.name, before.value, now));
    }
  }

  /** What this request read or changed is not confirmed, and the grid is strict. */
  synchronized void refuse(AppSessions app) {
    refusedBy = app;
  }

  /** The application whose session could not be confirmed; null when all is well. */
  synchronized AppSessions refusedBy() {
    return refusedBy;
  }

  synchronized boolean finished() {
    return finished;
  }

  synchronized void finish() {
    finished = true;
  }

  /** The session this request uses moved to another id. */
  void renamed(SessionKey before, SessionKey next) {
    absent(before);
    context.sessionKey = next.bytes;
  }

  /** Notes what the state handed to the application is worth; the weakest counts. */
  void found(boolean confirmed) {
    context.sessionFound = Math.max(context.sessionFound, confirmed ? 1 : 2);
  }

  /** Notes how a change ended; {@code result} is null when nobody acknowledged it. The worst counts. */
  static void saved(RequestSessions requests, StoreResult result) {
    if (requests != null) {
      int rank = result == null ? 3 : result.outcome == StoreResult.OUTCOME_DEAD ? 4 : result.outcome;
      requests.context.sessionSaved = Math.max(requests.context.sessionSaved, rank);
    }
  }

  long budgetNanos() {
    return BUDGET_NANOS - context.sessionNanos;
  }

  void spent(long nanos) {
    context.sessionNanos += nanos;
  }
}
