package io.gyeot.agent.session;

import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.Attribute;
import io.gyeot.agent.proto.session.GridFrame;
import io.gyeot.agent.proto.session.Store;
import io.gyeot.agent.proto.session.StoreResult;
import io.gyeot.agent.proto.session.Version;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Saves what one request changed of one session: the attributes set or removed, and those read whose object is
 * no longer what was saved. Savers of one session wait for each other; nothing that only read is ever sent.
 */
final class SessionSave {
  private final SessionClient client;
  private final AgentLog log;
  private final String was;

  /** Sessions with changes kept for a sidecar to come; bounds the list, each is saved by its next request anyway. */
  private static final int UNSAVED_MAX = 100_000;

  /** Sessions with changes no sidecar was there for; they are saved when one is. */
  final ConcurrentHashMap<NearSession, Boolean> unsaved = new ConcurrentHashMap<NearSession, Boolean>();

  SessionSave(SessionClient client, AgentLog log, String was) {
    this.client = client;
    this.log = log;
    this.was = was;
  }

  /** One change on its way: what to remember once it is acknowledged. */
  static final class Change {
    final Store store = new Store();
    final ArrayList<SavedAttribute> saved = new ArrayList<SavedAttribute>(2);
    final ArrayList<RequestSessions.Read> reads = new ArrayList<RequestSessions.Read>(0);
    final ArrayList<Digest128> readDigests = new ArrayList<Digest128>(0);
    MetaChange meta;
    long bytes = 64;

    boolean isEmpty() {
      return store.attributes.isEmpty()
          && store.removed.isEmpty()
          && store.localOnly.isEmpty()
          && !store.create
          && meta == null;
    }
  }

  /** Saves within the request's budget; false when the session turned out to be dead elsewhere. */
  boolean save(NearSession near, RequestSessions requests, RequestSessions.Use use, Object request) {
    long budget = requests == null ? RequestSessions.BUDGET_NANOS : requests.budgetNanos();
    if (near.fate() != NearSession.Fate.ALIVE || near.attributes() == null) {
      return true;
    }
    if (!client.ready() || budget <= 0) {
      postpone(near, requests, use);
      return true;
    }
    long deadline = System.nanoTime() + budget;
    try {
      if (!near.saving.tryLock(budget, TimeUnit.NANOSECONDS)) {
        postpone(near, requests, use);
        return true;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      postpone(near, requests, use);
      return true;
    }
    try {
      unsaved.remove(near);
      Change change = collect(near, requests, use, request);
      if (change.isEmpty()) {
        return true;
      }
      return send(near, change, requests, use, deadline - System.nanoTime());
    } finally {
      near.saving.unlock();
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
    GridFrame answer = client.ask(ask, change.bytes, budget);
    StoreResult result = answer == null ? null : answer.storeResult;
    if (answer != null && result == null) {
      String why = answer.failure == null ? "no result" : answer.failure.code + ": " + answer.failure.message;
      log.warnLimited("store " + why, near.app.app + ": a session could not be saved: " + why);
      restore(near, change);
      return true;
    }
    if (result != null && result.outcome == StoreResult.OUTCOME_DEAD) {
      return false;
    }
    if (result == null && !client.unacknowledged.holds(store.operation)) {
      restore(near, change);
      unsaved.put(near, Boolean.TRUE);
      return true;
    }
    remember(near, change, result == null ? null : result.version, requests, use);
    if (result != null) {
      acknowledged(near, ask, result);
    }
    return true;
  }

  /** The answer to a Store; also when it came after the request had gone. */
  static void acknowledged(NearSession near, Ask ask, StoreResult result) {
    synchronized (near) {
      boolean complete = !result.stale;
      near.stored(true);
      if (complete && Versions.compare(result.version, near.version()) > 0) {
        near.version(result.version);
      }
      if (ask.frame.store != null && ask.frame.store.create && complete) {
        near.current(ask.noticesAtAnswer, ask.answeredBy);
      }
      if (!complete) {
        near.stale();
      }
    }
  }

  /** The answer to a ChangeId. */
  static void moved(NearSession near, StoreResult result) {
    synchronized (near) {
      // The grid tells holders by key, and this copy has another one now: it is proven again by a Load.
      near.stale();
      if (!result.stale && Versions.compare(result.version, near.version()) > 0) {
        near.version(result.version);
      }
    }
  }

  private void remember(
      NearSession near, Change change, Version version, RequestSessions requests, RequestSessions.Use use) {
    Store store = change.store;
    for (int i = 0; i < change.saved.size(); i++) {
      SavedAttribute saved = change.saved.get(i).acknowledged(version);
      near.saved.put(store.attributes.get(i).name, saved);
    }
    for (String name : store.removed) {
      near.saved.remove(name);
    }
    for (int i = 0; i < change.reads.size(); i++) {
      if (requests != null && use != null) {
        requests.saved(use, change.reads.get(i), change.readDigests.get(i));
      }
    }
    if (change.meta != null) {
      near.containerSaved = change.meta.state;
      near.metaSentMs = System.currentTimeMillis();
      near.touchedMs = near.metaSentMs;
    }
  }

  private static void restore(NearSession near, Change change) {
    for (Attribute attribute : change.store.attributes) {
      near.dirty.add(attribute.name);
    }
    near.dirty.addAll(change.store.removed);
  }

  /** Nobody can take it now: what was read is marked too, since it may have been changed in place. */
  private void postpone(NearSession near, RequestSessions requests, RequestSessions.Use use) {
    if (requests != null && use != null) {
      for (RequestSessions.Read read : requests.reads(use)) {
        if (near.attributes().get(read.name) == read.value) {
          near.suspects.putIfAbsent(read.name, read);
        }
      }
    }
    if (unsaved.size() < UNSAVED_MAX) {
      unsaved.put(near, Boolean.TRUE);
    }
  }

  private Change collect(NearSession near, RequestSessions requests, RequestSessions.Use use, Object request) {
    Change change = new Change();
    change.store.create = !near.stored();
    if (change.store.create) {
      near.dirty.addAll(near.attributes().keySet());
    }
    for (String name : near.dirty.toArray(new String[0])) {
      near.dirty.remove(name);
      written(near, change, name);
    }
    if (requests != null && use != null) {
      for (RequestSessions.Read read : requests.reads(use)) {
        inPlace(near, change, read);
      }
    }
    for (RequestSessions.Read read : near.looseReads.values()) {
      inPlace(near, change, read);
    }
    for (RequestSessions.Read read : near.suspects.values()) {
      inPlace(near, change, read);
      near.suspects.remove(read.name, read);
    }
    boolean due = change.store.create
        || !change.store.attributes.isEmpty() && Touching.due(near, System.currentTimeMillis());
    change.meta = near.app.changedMeta(near, due, request);
    if (change.meta != null) {
      change.meta.meta.was = was;
      change.store.meta = change.meta.meta;
      change.store.containerChanged = change.meta.container;
    }
    return change;
  }

  private void written(NearSession near, Change change, String name) {
    Object value = near.attributes().get(name);
    SavedAttribute known = near.saved.get(name);
    if (near.unreadable.containsKey(name)) {
      // Never overwrite what could not be read here; the application's own value stays in this JVM.
      local(near, change, name, value, known, "its value in the grid cannot be read here");
    } else if (value == null) {
      near.localOnly.remove(name);
      if (known != null) {
        change.store.removed.add(name);
      }
    } else if (!near.app.distributes(name, value)) {
      local(near, change, name, value, known, "the container keeps it here");
    } else {
      byte[] bytes = encode(near, change, name, value, known);
      if (bytes != null) {
        Digest128 digest = Digest128.of(bytes, 0, bytes.length);
        // The same again is only left out while nobody can have written something else meanwhile.
        if (known == null || known.version == null || !digest.same(known.digest) || !client.proven(near)) {
          add(change, name, value, bytes, digest, false);
        } else if (known.value != value) {
          near.saved.put(name, new SavedAttribute(value, digest, known.version, false));
        }
      }
    }
  }

  private void inPlace(NearSession near, Change change, RequestSessions.Read read) {
    Object now = near.attributes().get(read.name);
    SavedAttribute known = near.saved.get(read.name);
    boolean replaced = now != read.value;
    // Replaced by the application: its choice. Replaced by a refresh: this object may still carry a change.
    if (replaced && (now == null || known == null || known.value != now || !known.received)
        || near.localOnly.containsKey(read.name)
        || near.unreadable.containsKey(read.name)
        || named(change, read.name)) {
      return;
    }
    byte[] bytes = encode(near, change, read.name, read.value, known);
    if (bytes == null) {
      return;
    }
    Digest128 digest = Digest128.of(bytes, 0, bytes.length);
    Digest128 before = !replaced && known != null && known.digest != null ? known.digest : read.baseline;
    if (!digest.same(before)) {
      add(change, read.name, read.value, bytes, digest, true);
      change.reads.add(read);
      change.readDigests.add(digest);
      if (replaced) {
        near.attributes().put(read.name, read.value);
      }
    }
  }

  private static boolean named(Change change, String name) {
    for (Attribute attribute : change.store.attributes) {
      if (attribute.name.equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static void add(
      Change change, String name, Object value, byte[] bytes, Digest128 digest, boolean inPlace) {
    Attribute attribute = new Attribute();
    attribute.name = name;
    attribute.value = bytes;
    attribute.type = value.getClass().getName();
    attribute.inPlace = inPlace;
    change.store.attributes.add(attribute);
    change.saved.add(new SavedAttribute(value, digest, null, false));
    change.bytes += bytes.length + 2L * name.length() + 64;
  }

  private byte[] encode(NearSession near, Change change, String name, Object value, SavedAttribute known) {
    try {
      byte[] bytes = ValueCodec.encode(value);
      near.localOnly.remove(name);
      return bytes;
    } catch (Exception | LinkageError cannot) {
      local(near, change, name, value, known, String.valueOf(cannot));
      return null;
    }
  }

  /** Keeps an attribute in this JVM: said once, shown in the console, an older value of it leaves the grid. */
  private void local(
      NearSession near, Change change, String name, Object value, SavedAttribute known, String why) {
    String type = value == null ? "" : value.getClass().getName();
    if (value == null) {
      near.localOnly.remove(name);
      return;
    }
    if (!type.equals(near.localOnly.put(name, type))) {
      Attribute attribute = new Attribute();
      attribute.name = name;
      attribute.type = type;
      change.store.localOnly.add(attribute);
      log.warnLimited(
          "local " + near.app.app + type,
          near.app.app + ": session attribute " + name + " (" + type + ") stays in this server: " + why);
    }
    if (known != null && !near.unreadable.containsKey(name)) {
      change.store.removed.add(name);
    }
  }
}
