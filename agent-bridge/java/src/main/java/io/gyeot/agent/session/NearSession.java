package io.gyeot.agent.session;

import io.gyeot.agent.proto.session.Version;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the agent knows about one session beside the container's own object: key, saved digests, what is not
 * saved yet, and whether the copy may be served without asking. The reader thread takes no lock here. Only
 * {@link #saving} is held across the network, and only savers take it.
 */
public final class NearSession {
  /** How the session ended here. */
  public enum Fate {
    ALIVE,
    /** The application, the container or an operator of this WAS ended it. */
    ENDED,
    /** Timed out, and this WAS is the one that tells the listeners. */
    EXPIRED,
    /** Ended elsewhere and told by the grid; this WAS tells the listeners. */
    KILLED,
    /** Ended elsewhere: goes without a word. */
    GONE,
    /** Lives on elsewhere; only this copy goes. */
    LEFT
  }

  public final AppSessions app;
  private volatile SessionKey key;
  private volatile Object nativeSession;
  private volatile ConcurrentMap<String, Object> attributes;
  final ConcurrentHashMap<String, SavedAttribute> saved = new ConcurrentHashMap<String, SavedAttribute>(4);
  final Set<String> dirty = ConcurrentHashMap.newKeySet(4);

  /** Attributes of a save that is under way: what comes from the grid meanwhile is older or will be loaded again. */
  final Set<String> sending = ConcurrentHashMap.newKeySet(4);

  final ConcurrentHashMap<String, String> localOnly = new ConcurrentHashMap<String, String>(0);

  /** Attributes of the grid that cannot be read here, with the reason. */
  final ConcurrentHashMap<String, String> unreadable = new ConcurrentHashMap<String, String>(0);

  /** Objects handed out on threads without a request while a request was under way. */
  final ConcurrentHashMap<String, RequestSessions.Read> looseReads =
      new ConcurrentHashMap<String, RequestSessions.Read>(0);

  /** Objects handed out while no sidecar was there to save to: compared at the next save. */
  final ConcurrentHashMap<String, RequestSessions.Read> suspects =
      new ConcurrentHashMap<String, RequestSessions.Read>(0);

  /** Attributes that could not be saved when their request ended, and since when (nanoTime): others may have changed them. */
  final ConcurrentHashMap<String, Long> postponed = new ConcurrentHashMap<String, Long>(0);

  /** What waited is on its way: it is not among the postponed any more, and not known to have been taken either. */
  volatile boolean sendingWaited;

  /** The last save was refused for a moment: the sidecar does not know yet what others have changed. */
  volatile boolean refusedForNow;

  /** Only one request saves a session at a time. */
  final ReentrantLock saving = new ReentrantLock();

  private final Object versionLock = new Object();
  private volatile Version version;
  private volatile boolean stored;
  private volatile boolean sent;
  private final AtomicReference<Fate> fate = new AtomicReference<Fate>(Fate.ALIVE);

  /** Grows with each notice that the copy is out of date; the copy is current while both are equal. */
  private final AtomicInteger notices = new AtomicInteger();

  private volatile int currentAt = -1;
  private volatile long provenBy;
  private final AtomicInteger requests = new AtomicInteger();

  /** Requests that load it right now; guarded by this. */
  private int loaders;

  /** True once it was taken out of the near cache because nothing was found; guarded by this. */
  private boolean discarded;

  /** Container's own state as last saved; opaque to this package. */
  public volatile Object containerSaved;

  volatile long touchedMs;
  volatile long idleAskedNanos;

  public NearSession(AppSessions app, SessionKey key) {
    this.app = app;
    this.key = key;
  }

  public SessionKey key() {
    return key;
  }

  /** The session moved to another id. */
  void rename(SessionKey next) {
    key = next;
  }

  /** The container's object; null until it is there. */
  public Object nativeSession() {
    return nativeSession;
  }

  public void attach(Object session, ConcurrentMap<String, Object> map) {
    attributes = map;
    nativeSession = session;
  }

  /** The container's own attribute map; null until the session is there. */
  public ConcurrentMap<String, Object> attributes() {
    return attributes;
  }

  public Fate fate() {
    return fate.get();
  }

  public boolean alive() {
    return fate.get() == Fate.ALIVE;
  }

  /** Ends it here once; false when it had ended already. */
  public boolean end(Fate how) {
    return fate.compareAndSet(Fate.ALIVE, how);
  }

  Version version() {
    return version;
  }

  /** The copy holds everything up to {@code next}; an older one of the same sidecar changes nothing. */
  void advance(Version next) {
    synchronized (versionLock) {
      if (!isOlder(next)) {
        version = next;
      }
    }
  }

  /** True for a state that this copy has passed. Versions of different sidecars do not compare. */
  boolean isOlder(Version other) {
    Version now = version;
    return now != null && other != null && now.node.equals(other.node) && Versions.compare(other, now) < 0;
  }

  /** True once the grid holds the session. */
  public boolean stored() {
    return stored;
  }

  void isStored() {
    stored = true;
  }

  /** True once the grid may hold it, acknowledged or not. */
  boolean shared() {
    return stored || sent;
  }

  void isSent() {
    sent = true;
  }

  /** Somebody else wrote, or this copy must be proven again for another reason. */
  void stale() {
    notices.incrementAndGet();
  }

  int notices() {
    return notices.get();
  }

  /** The copy holds all the grid held when {@code noticesThen} had come, on connection {@code connection}. */
  void current(int noticesThen, long connection) {
    synchronized (versionLock) {
      if (connection > provenBy || connection == provenBy && noticesThen > currentAt) {
        currentAt = noticesThen;
        provenBy = connection;
      }
    }
  }

  /** True for an answer of a connection before the one that proved this copy last. */
  boolean isFromBefore(long connection) {
    return connection < provenBy;
  }

  /** True when no newer write is known, on that connection. */
  boolean isCurrent(long connection) {
    return currentAt == notices.get() && provenBy == connection;
  }

  void entered() {
    requests.incrementAndGet();
  }

  void left() {
    if (requests.decrementAndGet() <= 0) {
      looseReads.clear();
    }
  }

  boolean inUse() {
    return requests.get() > 0;
  }

  /** False when it was discarded meanwhile and another one must be taken. */
  synchronized boolean loading() {
    if (discarded || !alive()) {
      return false;
    }
    loaders++;
    return true;
  }

  /** True when nobody loads it any more and nothing was found: it is then discarded for good. */
  synchronized boolean loaded() {
    loaders--;
    if (loaders == 0 && nativeSession == null) {
      discarded = true;
    }
    return discarded;
  }

  /** An attribute was set or removed by the application. */
  void written(String name) {
    dirty.add(name);
    postponed.remove(name);
  }

  /** It waits for a sidecar: what others change of it from now on is not to be undone by it. */
  void postpone(String name) {
    postpone(name, System.nanoTime());
  }

  /** It has waited since then already. */
  void postpone(String name, long sinceNanos) {
    postponed.putIfAbsent(name, sinceNanos);
  }

  /** A save that was taken for done was not: unless it was written again since, it waits and is as old as it was. */
  void notTaken(String name, long sinceNanos) {
    if (dirty.add(name)) {
      postpone(name, sinceNanos);
    }
  }

  /** True while something that waited for a sidecar has not been taken by one. */
  boolean waits() {
    return sendingWaited || !postponed.isEmpty();
  }

  /** What was last saved of the object the application is about to get; null when it is unsaved anyway. */
  Digest128 baseline(String name, Object value) {
    SavedAttribute known = saved.get(name);
    if (known == null || known.value != value) {
      return null;
    }
    if (known.digest != null) {
      return known.digest;
    }
    try {
      Digest128 digest = ValueCodec.written(value).digest();
      saved.replace(name, known, known.measured(digest));
      return digest;
    } catch (Exception | LinkageError notNow) {
      // Without a baseline the next save takes it as changed, which is safe.
      return null;
    }
  }
}
