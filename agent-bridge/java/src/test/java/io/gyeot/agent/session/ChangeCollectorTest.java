package io.gyeot.agent.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyeot.agent.boot.Requests;
import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.proto.session.SessionMeta;
import io.gyeot.agent.proto.session.Version;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

final class ChangeCollectorTest {
  private final NearSession near = new NearSession(new Plain(), SessionKey.of("/shop", "A1"));
  private final ConcurrentHashMap<String, Object> attributes = new ConcurrentHashMap<String, Object>();
  private final ChangeCollector collector =
      new ChangeCollector(null, new AgentLog(new PrintStream(new ByteArrayOutputStream())), "was-1");
  private final ArrayList<String> box = new ArrayList<String>(Arrays.asList("pen"));

  /** What a request that read {@code box} and nothing else has to save. */
  private Change collect(RequestSessions requests) {
    return collector.collect(near, requests, requests.use(near), null);
  }

  private static RequestSessions request() {
    return new RequestSessions(Requests.begin(new Object(), new Object()));
  }

  private void received(Object value) {
    near.saved.put("box", new SavedAttribute(value, null, new Version(), true));
  }

  private void stored() {
    near.attach(new Object(), attributes);
    near.isStored();
    attributes.put("box", box);
  }

  @Test
  void findsWhatWasChangedInPlaceAndNothingElse() {
    stored();
    received(box);
    RequestSessions requests = request();
    requests.read(near, "box", box);
    assertTrue(collect(requests).isEmpty());
    box.add("book");
    Change change = collect(requests);
    assertEquals("box", change.store.attributes.get(0).name);
    assertTrue(change.store.attributes.get(0).inPlace);
  }

  @Test
  void findsItAlsoWhenAnotherRequestMeasuredTheObjectAfterTheChange() {
    stored();
    // Two first requests load the session at once: the object of the second is in the map, what was saved speaks of
    // the first's still.
    received(new ArrayList<String>(box));
    RequestSessions requests = request();
    requests.read(near, "box", box);
    assertNull(near.baseline("box", box));
    received(box);
    box.add("book");
    RequestSessions other = request();
    other.read(near, "box", box);
    assertNotNull(near.saved.get("box").digest);
    assertFalse(collect(requests).isEmpty());
  }

  /** A container that keeps nothing of its own. */
  private static final class Plain extends AppSessions {
    Plain() {
      super("/shop");
    }

    @Override
    public ClassLoader applicationLoader() {
      return getClass().getClassLoader();
    }

    @Override
    public ClassLoader containerLoader() {
      return getClass().getClassLoader();
    }

    @Override
    public Object make(NearSession made, String id, SessionMeta meta, Object[] namesAndValues) {
      return new Object();
    }

    @Override
    public void publish(NearSession made, Object session) {}

    @Override
    public void ensureAdded(String id, Object session) {}

    @Override
    public void adopt(NearSession made, Object session) {}

    @Override
    public void apply(NearSession made, SessionMeta meta) {}

    @Override
    public MetaChange changedMeta(NearSession made, boolean full, Object coyoteRequest) {
      return null;
    }

    @Override
    public boolean isInternal(String name) {
      return false;
    }

    @Override
    public boolean distributes(String name, Object value) {
      return true;
    }

    @Override
    public void expire(NearSession made, boolean notify) {}

    @Override
    public long lastAccessMs(NearSession made) {
      return 0;
    }

    @Override
    public int maxInactiveSeconds(NearSession made) {
      return 1_800;
    }

    @Override
    public void accessed(NearSession made, long lastAccessMs) {}

    @Override
    public void refuse(Object response) {}

    @Override
    public Executor executor() {
      return null;
    }
  }
}
