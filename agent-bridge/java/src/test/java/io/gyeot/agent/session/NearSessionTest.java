package io.gyeot.agent.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyeot.agent.proto.session.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

final class NearSessionTest {
  private final NearSession near = new NearSession(null, SessionKey.of("/shop", "A1"));

  private static Version version(long ms, String node) {
    Version version = new Version();
    version.ms = ms;
    version.node = node;
    return version;
  }

  @Test
  void keyIsTheFirstHalfOfTheDigestOfApplicationAndId() throws Exception {
    byte[] whole =
        MessageDigest.getInstance("SHA-256").digest("/shop\0A1".getBytes(StandardCharsets.UTF_8));
    assertArrayEquals(Arrays.copyOf(whole, 16), near.key().bytes);
    assertNotEquals(SessionKey.of("/shop", "A1"), SessionKey.of("/", "A1"));
    assertNull(SessionKey.wire(new byte[15]));
  }

  @Test
  void whatWaitsKeepsItsAgeUntilItIsWrittenAgain() {
    near.written("cart");
    near.postpone("cart");
    Long since = near.postponed.get("cart");
    near.postpone("cart");
    assertEquals(since, near.postponed.get("cart"), "as old as its first failure");
    near.written("cart");
    assertTrue(near.postponed.isEmpty(), "written again, it is as new as any");
  }

  @Test
  void waitsUntilWhatWasOnItsWayHasArrived() {
    assertFalse(near.waits());
    near.postpone("cart");
    assertTrue(near.waits());
    near.sendingWaited = true;
    near.postponed.clear();
    assertTrue(near.waits(), "sent by another thread, and nobody knows yet what came of it");
    near.sendingWaited = false;
    assertFalse(near.waits());
  }

  @Test
  void whatTheGridDidNotTakeWaitsAndIsAsOldAsItWas() {
    near.notTaken("cart", 7L);
    assertTrue(near.dirty.contains("cart"));
    assertEquals(7L, near.postponed.get("cart").longValue());
    near.postpone("cart");
    assertEquals(7L, near.postponed.get("cart").longValue(), "no younger by another failure");
    near.written("name");
    near.notTaken("name", 7L);
    assertFalse(near.postponed.containsKey("name"), "written again since: it is as new as any");
  }

  @Test
  void isCurrentOnlyWhileNoNoticeCameAndOnTheSameConnection() {
    assertFalse(near.isCurrent(1));
    near.current(near.notices(), 1);
    assertTrue(near.isCurrent(1));
    assertFalse(near.isCurrent(2));
    near.stale();
    assertFalse(near.isCurrent(1));
  }

  @Test
  void anAnswerBeforeANoticeDoesNotHideTheNotice() {
    int whenAnswered = near.notices();
    near.stale();
    near.current(whenAnswered, 1);
    assertFalse(near.isCurrent(1));
    near.current(near.notices(), 1);
    near.current(whenAnswered, 1);
    assertTrue(near.isCurrent(1), "an older answer takes nothing back");
  }

  @Test
  void anAnswerOfAnEarlierConnectionProvesNothing() {
    near.current(0, 7);
    near.current(0, 6);
    assertTrue(near.isCurrent(7));
    assertTrue(near.isFromBefore(6));
  }

  @Test
  void goesForwardOnOneSidecarAndTakesWhatAnotherSays() {
    near.advance(version(10, "a"));
    near.advance(version(9, "a"));
    assertEquals(10, near.version().ms);
    assertTrue(near.isOlder(version(9, "a")));
    assertFalse(near.isOlder(version(9, "b")));
    near.advance(version(9, "b"));
    assertEquals("b", near.version().node);
  }

  @Test
  void endsOnce() {
    assertTrue(near.end(NearSession.Fate.KILLED));
    assertFalse(near.end(NearSession.Fate.ENDED));
    assertEquals(NearSession.Fate.KILLED, near.fate());
    assertFalse(near.loading(), "a dead one is not loaded into");
  }

  @Test
  void isDiscardedByTheLastLoaderThatFoundNothing() {
    assertTrue(near.loading());
    assertTrue(near.loading());
    assertFalse(near.loaded());
    assertTrue(near.loaded());
    assertFalse(near.loading());
    NearSession found = new NearSession(null, near.key());
    found.loading();
    found.attach(new Object(), new ConcurrentHashMap<String, Object>());
    assertFalse(found.loaded());
    assertTrue(found.loading());
  }

  @Test
  void measuresAReceivedObjectOnceWhenItIsFirstRead() {
    StringBuilder value = new StringBuilder("a");
    near.saved.put("x", new SavedAttribute(value, null, version(1, "a"), true));
    Digest128 first = near.baseline("x", value);
    value.append("b");
    assertTrue(first.same(near.baseline("x", value)), "what was handed out first is what counts");
    assertNull(near.baseline("x", new StringBuilder("a")), "another object has no baseline");
    assertNull(near.baseline("y", value));
  }
}
