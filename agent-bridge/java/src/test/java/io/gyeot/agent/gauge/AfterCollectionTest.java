package io.gyeot.agent.gauge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class AfterCollectionTest {
  @Test
  void countsWhatSurvives() {
    AfterCollection after = new AfterCollection(ManagementFactory.getMemoryPoolMXBeans());
    byte[][] kept = new byte[64][];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = new byte[1 << 20];
    }
    System.gc();
    long used = after.read(ManagementFactory.getGarbageCollectorMXBeans());
    assertTrue(used > 64L << 20, "used after collection: " + used + " with " + kept.length + " MB kept");
    assertTrue(used < ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted());
  }
}
