package io.gyeot.agent.session;

import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.Attribute;
import io.gyeot.agent.proto.session.GridFrame;
import io.gyeot.agent.proto.session.Load;
import io.gyeot.agent.proto.session.LoadResult;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings a near copy up to date, or makes it. What the application changed here and is not saved yet stays; what
 * cannot be read here is left in the grid and noted. One question, bounded; readers take no lock for it.
 */
final class SessionLoad {
  /** Pause before a sidecar that is not sure is asked again. */
  private static final long AGAIN_NANOS = 20_000_000L;

  private static final Object KNOWN = new Object();

  private final SessionClient client;
  private final AgentLog log;

  SessionLoad(SessionClient client, AgentLog log) {
    this.client = client;
    this.log = log;
  }

  /** One of LoadResult's outcomes; UNKNOWN when nobody could say in time, however often asked. */
  int load(NearSession near, String id, long budgetNanos) {
    long deadline = System.nanoTime() + budgetNanos;
    int outcome = loadOnce(near, id, budgetNanos);
    // The sidecar is between two states (its peer just came or went): it will know in a moment.
    while (outcome == LoadResult.OUTCOME_UNKNOWN && client.ready()) {
      long left = deadline - System.nanoTime();
      if (left < 2 * AGAIN_NANOS) {
        break;
      }
      LockSupport.parkNanos(this, AGAIN_NANOS);
      outcome = loadOnce(near, id, left - AGAIN_NANOS);
    }
    return outcome;
  }

  private int loadOnce(NearSession near, String id, long budgetNanos) {
    AgentFrame frame = new AgentFrame();
    frame.load = new Load();
    frame.load.key = near.key().bytes;
    frame.load.known = near.nativeSession() == null ? null : near.version();
    Ask ask = new Ask(frame, near, 0);
    GridFrame answer = client.ask(ask, 0, budgetNanos);
    if (answer == null || answer.loadResult == null) {
      if (answer != null && answer.failure != null) {
        log.warnLimited("load " + answer.failure.code, "a session could not be loaded: " + answer.failure.message);
      }
      return LoadResult.OUTCOME_UNKNOWN;
    }
    LoadResult result = answer.loadResult;
    if (result.outcome == LoadResult.OUTCOME_FOUND) {
      if (take(near, id, result, ask.answeredBy)) {
        near.current(ask.noticesAtAnswer, ask.answeredBy);
      }
    } else if (result.outcome == LoadResult.OUTCOME_NOT_MODIFIED) {
      near.current(ask.noticesAtAnswer, ask.answeredBy);
    }
    return result.outcome;
  }

  /** True when the copy now holds all of the answer. */
  private boolean take(NearSession near, String id, LoadResult result, long answeredBy) {
    Object[] decoded = new Object[result.attributes.size()];
    for (int i = 0; i < decoded.length; i++) {
      decoded[i] = isKnown(near, result.attributes.get(i)) ? KNOWN : decode(near, result.attributes.get(i));
    }
    // Made before the lock: activation listeners are the application's code.
    Object made =
        near.nativeSession() == null ? near.app.make(near, id, result.meta, namesAndValues(result, decoded)) : null;
    synchronized (near) {
      near.isStored();
      if (near.nativeSession() == null) {
        near.app.publish(near, made);
        near.touchedMs = System.currentTimeMillis();
      } else if (near.isOlder(result.version) || near.isFromBefore(answeredBy)) {
        // Another request of this session has brought it further meanwhile.
        return false;
      } else if (result.meta != null) {
        near.app.apply(near, result.meta);
      }
      boolean whole = true;
      for (int i = 0; i < decoded.length; i++) {
        whole &= put(near, result.attributes.get(i), decoded[i]);
      }
      for (String name : result.delta ? result.removed : missing(near, result)) {
        whole &= remove(near, name);
      }
      if (whole) {
        near.advance(result.version);
      }
      return whole;
    }
  }

  /** The application holds this very state of the attribute already. */
  private static boolean isKnown(NearSession near, Attribute attribute) {
    SavedAttribute known = near.saved.get(attribute.name);
    return known != null
        && known.version != null
        && Versions.compare(known.version, attribute.version) == 0
        && near.attributes() != null
        && near.attributes().containsKey(attribute.name);
  }

  /** False when this server's own change stands in its place. */
  private static boolean put(NearSession near, Attribute attribute, Object value) {
    String name = attribute.name;
    if (near.dirty.contains(name) || near.sending.contains(name)) {
      return false;
    }
    if (value == KNOWN) {
      return true;
    }
    if (value == null) {
      // It cannot be read here: an older value of it must not be taken for the present one.
      if (near.saved.remove(name) != null) {
        near.attributes().remove(name);
      }
      return true;
    }
    near.unreadable.remove(name);
    near.localOnly.remove(name);
    near.attributes().put(name, value);
    near.saved.put(name, new SavedAttribute(value, null, attribute.version, true));
    return true;
  }

  private static boolean remove(NearSession near, String name) {
    if (near.dirty.contains(name) || near.sending.contains(name)) {
      return false;
    }
    if (near.saved.remove(name) != null) {
      near.attributes().remove(name);
    }
    near.unreadable.remove(name);
    return true;
  }

  private Object decode(NearSession near, Attribute attribute) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader application = near.app.applicationLoader();
    thread.setContextClassLoader(application);
    try {
      return ValueCodec.decode(attribute.value, application, near.app.containerLoader());
    } catch (Exception | LinkageError | StackOverflowError cannot) {
      near.unreadable.put(attribute.name, attribute.type + ": " + cannot);
      log.warnLimited(
          "unreadable " + near.app.app + attribute.name,
          near.app.app + ": session attribute " + attribute.name + " (" + attribute.type
              + ") cannot be read here and is left as it is: " + cannot);
      return null;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Of a whole answer: what this copy still has and the grid no longer. */
  private static ArrayList<String> missing(NearSession near, LoadResult result) {
    ArrayList<String> missing = new ArrayList<String>(0);
    for (String name : near.saved.keySet()) {
      boolean there = false;
      for (int i = 0; i < result.attributes.size() && !there; i++) {
        there = result.attributes.get(i).name.equals(name);
      }
      if (!there) {
        missing.add(name);
      }
    }
    return missing;
  }

  private static Object[] namesAndValues(LoadResult result, Object[] decoded) {
    ArrayList<Object> list = new ArrayList<Object>(decoded.length * 2);
    for (int i = 0; i < decoded.length; i++) {
      if (decoded[i] != null && decoded[i] != KNOWN) {
        list.add(result.attributes.get(i).name);
        list.add(decoded[i]);
      }
    }
    return list.toArray();
  }
}
