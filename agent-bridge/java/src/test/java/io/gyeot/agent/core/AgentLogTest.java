package io.gyeot.agent.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentLogTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final AgentLog log = new AgentLog(new PrintStream(said, true, StandardCharsets.UTF_8));

  private long lines() {
    return said.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("gyeot-agent")).count();
  }

  @Test
  void writesTimesLikeTheRestOfTheWorld() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long ms = (long) (random.nextDouble() * 7_000_000_000_000L);
      String expected = Instant.ofEpochMilli(ms).toString();
      if (expected.length() == 24) {
        assertEquals(expected, AgentLog.time(ms));
      }
    }
    assertEquals("2024-02-29T00:00:00.000Z", AgentLog.time(1_709_164_800_000L));
  }

  @Test
  void saysTheSameOnlyOnceAMinute() {
    for (int i = 0; i < 1000; i++) {
      log.warnLimited("key", "again");
      log.failure("place", new IllegalStateException("broken"));
    }
    assertEquals(2, lines());
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("at io.gyeot.agent.core.AgentLogTest"));
  }

  @Test
  void doesNotGrowWithKeys() {
    for (int i = 0; i < 10_000; i++) {
      log.warnLimited("key " + i, "x");
    }
    assertEquals(10_000, lines());
  }

  @Test
  void writesToAFileWithinItsLimit(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("agent.log");
    AgentLog toFile = AgentLog.open(file.toString());
    String line = "x".repeat(100_000);
    for (int i = 0; i < 200; i++) {
      toFile.info(line);
    }
    assertTrue(Files.size(file) <= 9L << 20);
    assertTrue(Files.exists(folder.resolve("agent.log.1")));
  }

  @Test
  void fallsBackWhenTheFileCannotBeWritten(@TempDir Path folder) {
    AgentLog.open(folder.resolve("missing/agent.log").toString()).info("still says something");
  }
}
