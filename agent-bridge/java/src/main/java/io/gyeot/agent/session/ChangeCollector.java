package io.gyeot.agent.session;

import io.gyeot.agent.core.AgentLog;
import java.util.Map;

/**
 * Finds what a request changed of a session: attributes set or removed, and objects read whose bytes are no
 * longer those last saved. What cannot or must not leave this JVM is said once and reported.
 */
final class ChangeCollector {
  /** With one value of the largest size still below the 64 MiB a frame may have. */
  private static final long CHANGE_BYTES_MAX = 24L << 20;

  private final SessionClient client;
  private final AgentLog log;
  private final String was;

  ChangeCollector(SessionClient client, AgentLog log, String was) {
    this.client = client;
    this.log = log;
    this.was = was;
  }

  Change collect(NearSession near, RequestSessions requests, RequestSessions.Use use, Object request) {
    if (near.stored() && !near.postponed.isEmpty()) {
      Change waited = waited(near);
      if (!waited.isEmpty()) {
        return waited;
      }
    }
    Change change = new Change();
    change.store.create = !near.stored();
    if (change.store.create) {
      near.dirty.addAll(near.attributes().keySet());
    }
    for (String name : near.dirty.toArray(new String[0])) {
      if (change.bytes > CHANGE_BYTES_MAX) {
        change.partial = true;
        break;
      }
      near.sending.add(name);
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
    boolean due =
        change.store.create
            || !change.store.attributes.isEmpty() && Touching.due(near, System.currentTimeMillis());
    change.meta = near.app.changedMeta(near, due, request);
    if (change.meta != null) {
      change.meta.meta.was = was;
      change.store.meta = change.meta.meta;
      change.store.containerChanged = change.meta.container;
    }
    return change;
  }

  /** What could not be saved before, in a message of its own that says how old it is. More may be unsaved. */
  private Change waited(NearSession near) {
    Change change = new Change();
    change.partial = true;
    // Before the first is taken out: whoever looks in between must not find nothing.
    near.sendingWaited = true;
    long now = System.nanoTime();
    long age = 0;
    for (Map.Entry<String, Long> waiting : near.postponed.entrySet()) {
      if (change.bytes > CHANGE_BYTES_MAX) {
        break;
      }
      String name = waiting.getKey();
      near.postponed.remove(name, waiting.getValue());
      age = Math.max(age, now - waiting.getValue());
      if (near.dirty.remove(name)) {
        near.sending.add(name);
        written(near, change, name);
      }
      RequestSessions.Read read = near.suspects.remove(name);
      if (read != null) {
        inPlace(near, change, read);
      }
    }
    change.store.ageMs = Math.max(1, age / 1_000_000L);
    return change;
  }

  /** True when this request has nothing to save; looks only, and says false when in doubt. */
  boolean isUnchanged(NearSession near, RequestSessions requests, RequestSessions.Use use) {
    if (!near.stored()
        || !near.dirty.isEmpty()
        || !near.looseReads.isEmpty()
        || !near.suspects.isEmpty()
        || near.app.changedMeta(near, false, null) != null) {
      return false;
    }
    if (requests != null && use != null) {
      for (RequestSessions.Read read : requests.reads(use)) {
        try {
          if (!ValueCodec.written(read.value).digest().same(read.baseline)) {
            return false;
          }
        } catch (Exception | LinkageError inDoubt) {
          return false;
        }
      }
    }
    return true;
  }

  private void written(NearSession near, Change change, String name) {
    Object value = near.attributes().get(name);
    SavedAttribute known = near.saved.get(name);
    if (near.app.isInternal(name)) {
      return;
    }
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
      ValueBuffer bytes = encode(near, change, name, value, known);
      if (bytes != null) {
        Digest128 digest = bytes.digest();
        // The same again is only left out while nobody can have written something else meanwhile.
        if (known == null || known.version == null || !digest.same(known.digest) || !client.proven(near)) {
          change.add(name, value, bytes.copy(), digest, false);
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
        || near.app.isInternal(read.name)
        || change.names(read.name)) {
      return;
    }
    if (change.bytes > CHANGE_BYTES_MAX) {
      change.partial = true;
      near.dirty.add(read.name);
      return;
    }
    ValueBuffer bytes = encode(near, change, read.name, read.value, known);
    if (bytes == null) {
      return;
    }
    Digest128 digest = bytes.digest();
    // Without a baseline nobody knows what it was when it was handed out: another request may have measured it since,
    // and what this one had changed in it by then.
    boolean measured = read.baseline != null && !replaced && known != null && known.digest != null;
    if (!digest.same(measured ? known.digest : read.baseline)) {
      near.sending.add(read.name);
      change.add(read.name, read.value, bytes.copy(), digest, true);
      change.reads.add(read);
      change.readDigests.add(digest);
      if (replaced) {
        near.attributes().put(read.name, read.value);
      }
    }
  }

  private ValueBuffer encode(NearSession near, Change change, String name, Object value, SavedAttribute known) {
    try {
      ValueBuffer bytes = ValueCodec.written(value);
      near.localOnly.remove(name);
      return bytes;
    } catch (ValueCodec.Busy changing) {
      // Some thread changes it all the time: the next save tries again.
      near.dirty.add(name);
      log.warnLimited("busy " + near.app.app + name, near.app.app + ": session attribute " + name + " is saved later: "
          + changing.getMessage());
      return null;
    } catch (Exception | LinkageError cannot) {
      local(near, change, name, value, known, String.valueOf(cannot));
      return null;
    }
  }

  /** Keeps an attribute in this JVM: said once, shown in the console, an older value of it leaves the grid. */
  private void local(
      NearSession near, Change change, String name, Object value, SavedAttribute known, String why) {
    if (value == null) {
      near.localOnly.remove(name);
      return;
    }
    String type = value.getClass().getName();
    if (!type.equals(near.localOnly.put(name, type))) {
      change.addLocal(name, type);
      log.warnLimited(
          "local " + near.app.app + type,
          near.app.app + ": session attribute " + name + " (" + type + ") stays in this server: " + why);
    }
    if (known != null && !near.unreadable.containsKey(name)) {
      change.store.removed.add(name);
    }
  }
}
