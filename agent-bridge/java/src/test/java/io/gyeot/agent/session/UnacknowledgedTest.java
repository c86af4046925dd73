package io.gyeot.agent.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.Store;
import org.junit.jupiter.api.Test;

final class UnacknowledgedTest {
  private final Unacknowledged changes = new Unacknowledged();

  private static Unacknowledged.Entry entry(long operation, long bytes) {
    return new Unacknowledged.Entry(new Ask(new AgentFrame(), null, operation), bytes);
  }

  @Test
  void keepsTheOrderAndForgetsWhatIsAcknowledged() {
    for (int operation = 1; operation <= 5; operation++) {
      assertTrue(changes.add(entry(operation, 10)));
    }
    changes.remove(2);
    changes.remove(2);
    assertFalse(changes.holds(2));
    assertEquals(4, changes.size());
    long before = 0;
    for (Unacknowledged.Entry waiting : changes.waiting()) {
      assertTrue(waiting.ask.operation > before);
      before = waiting.ask.operation;
    }
    assertEquals(5, before);
  }

  @Test
  void aChangeThatHadWaitedDoesNotGetYoungerWhenItIsSentAgain() {
    AgentFrame frame = new AgentFrame();
    frame.store = new Store();
    frame.store.ageMs = 5_000;
    changes.add(new Unacknowledged.Entry(new Ask(frame, null, 1), 10));
    assertTrue(changes.waiting().get(0).ask.frame.store.ageMs >= 5_000);
  }

  @Test
  void whatWasRefusedForNowIsSentAgainAndNotForEver() {
    changes.add(entry(1, 10));
    for (int tries = 0; tries < 8; tries++) {
      assertTrue(changes.again(1));
      assertEquals(1, changes.waiting().size());
    }
    assertFalse(changes.again(1));
    assertFalse(changes.again(2), "nobody knows it");
  }

  @Test
  void isBoundedInBytesAndCountsWhatItDrops() {
    assertTrue(changes.add(entry(1, 60L << 20)));
    assertFalse(changes.add(entry(2, 10L << 20)));
    assertEquals(1, changes.dropped());
    changes.remove(1);
    assertTrue(changes.add(entry(3, 10L << 20)), "room is given back");
  }

  @Test
  void isBoundedInNumber() {
    for (int operation = 1; operation <= 20_000; operation++) {
      assertTrue(changes.add(entry(operation, 1)));
    }
    assertFalse(changes.add(entry(20_001, 1)));
  }

  @Test
  void givesUpAChangeThatEndsEveryConnection() {
    Unacknowledged.Entry poison = entry(1, 1);
    changes.add(poison);
    int sent = 0;
    while (!changes.waiting().isEmpty() && sent < 100) {
      // A connection that was never opened is one that has ended.
      poison.sentOn = new GridStream(null, true, null);
      sent++;
    }
    assertEquals(9, sent, "once, and eight times again");
    assertEquals(0, changes.size());
    assertEquals(1, changes.dropped());
  }
}
