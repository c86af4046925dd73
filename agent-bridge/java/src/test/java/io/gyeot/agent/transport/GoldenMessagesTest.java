package io.gyeot.agent.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.Attribute;
import io.gyeot.agent.proto.session.SessionMeta;
import io.gyeot.agent.proto.telemetry.Batch;
import io.gyeot.agent.proto.telemetry.Gauges;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden messages of proto/golden: what the other side's encoder wrote is read, and written to the same bytes. */
final class GoldenMessagesTest {
  private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "../../proto/golden").normalize();
  private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"gyeot\\.(\\w+)\\.v1\\.(\\w+)\"");
  private static final long MAX = (1L << 53) - 1;

  /** Names of the golden messages whose type the agent has. */
  static List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".json") && type(name.replace(".json", "")) != null) {
          names.add(name.replace(".json", ""));
        }
      }
    }
    return names;
  }

  @Test
  void areThere() throws IOException {
    assertTrue(names().size() >= 25, "only " + names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void isReadAndWrittenBackToTheSameBytes(String name) throws Exception {
    byte[] bytes = bytes(name);
    Object message = read(type(name), bytes);
    ProtoWriter out = new ProtoWriter(16);
    message.getClass().getMethod("writeTo", ProtoWriter.class).invoke(message, out);
    assertEquals(HexFormat.of().formatHex(bytes), HexFormat.of().formatHex(out.toBytes()));
  }

  @Test
  void hasTheValuesTheJsonSays() throws IOException {
    AgentFrame frame = AgentFrame.readFrom(reader(bytes("session-store")));
    SessionMeta meta = frame.store.meta;
    assertEquals(300, frame.seq);
    assertEquals("김철수", meta.user);
    assertEquals(1800, meta.maxInactiveS);
    assertEquals(1795392000123L, frame.store.base.ms);
    assertEquals("이름", frame.store.attributes.get(1).name);
    assertArrayEquals("\0값".getBytes(StandardCharsets.UTF_8), frame.store.attributes.get(1).value);
    assertArrayEquals(new byte[0], frame.store.attributes.get(2).value);
    assertEquals(List.of("old", "", "한글 이름"), frame.store.removed);

    AgentFrame extremes = AgentFrame.readFrom(reader(bytes("session-store-extremes")));
    assertEquals(MAX, extremes.seq);
    assertEquals(-1, extremes.store.base.counter);
    assertEquals(-1, extremes.store.meta.maxInactiveS);

    Batch batch = Batch.readFrom(reader(bytes("telemetry-batch")));
    assertEquals(-120, batch.transactions.startUsDelta.values[1]);
    assertEquals(MAX, batch.transactions.durationUs.values[2]);
    assertEquals(48, batch.transactions.traceIds.size);
    assertEquals(-1, batch.calls.rows.values[0]);
    Gauges gauges = Batch.readFrom(reader(bytes("telemetry-gauges"))).gauges;
    assertEquals(0.125, gauges.processCpu);
    assertEquals(-1.0, gauges.systemCpu);
    assertEquals(300, gauges.inFlight.values[3]);
  }

  @Test
  void theLastMemberOfAOneofWins() {
    AgentFrame both = AgentFrame.readFrom(reader(HexFormat.of().parseHex("42004a00")));
    assertEquals(null, both.renew);
    assertEquals(0, both.dropped.notice);
  }

  @Test
  void readsNumbersThatAreNotPacked() {
    Gauges gauges = Gauges.readFrom(reader(HexFormat.of().parseHex("7001700272020304")));
    assertEquals(4, gauges.inFlight.size);
    assertEquals(4, gauges.inFlight.values[3]);
  }

  /** Whatever comes, reading ends in a message or in a ProtoException, and soon. */
  @Test
  void survivesDamagedMessages() throws Exception {
    Random random = new Random(20261123);
    int refused = 0;
    for (String name : names()) {
      byte[] golden = bytes(name);
      Class<?> type = type(name);
      for (int round = 0; round < 400; round++) {
        byte[] damaged = damage(golden, random);
        try {
          read(type, damaged);
        } catch (ProtoException expected) {
          refused++;
          assertTrue(expected.position >= 0 && expected.position <= damaged.length);
        }
      }
    }
    assertTrue(refused > 1000, "only " + refused + " refused");
  }

  @Test
  void refusesDeepNesting() {
    // Groups of an unknown field, one in the other: only the depth limit ends them.
    byte[] groups = new byte[100_000];
    java.util.Arrays.fill(groups, (byte) 0x7b);
    ProtoException refused =
        org.junit.jupiter.api.Assertions.assertThrows(ProtoException.class, () -> Attribute.readFrom(reader(groups)));
    assertTrue(refused.getMessage().contains("nested deeper"), refused.getMessage());
  }

  private static byte[] damage(byte[] golden, Random random) {
    byte[] damaged = golden.clone();
    if (damaged.length == 0 || random.nextInt(10) == 0) {
      damaged = new byte[random.nextInt(64)];
      random.nextBytes(damaged);
      return damaged;
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
    }
    return random.nextInt(3) == 0 ? java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
  }

  private static Object read(Class<?> type, byte[] bytes) throws Exception {
    try {
      return type.getMethod("readFrom", ProtoReader.class).invoke(null, reader(bytes));
    } catch (InvocationTargetException failure) {
      if (failure.getCause() instanceof ProtoException expected) {
        throw expected;
      }
      throw failure;
    }
  }

  private static ProtoReader reader(byte[] bytes) {
    return new ProtoReader(bytes, 0, bytes.length);
  }

  private static byte[] bytes(String name) throws IOException {
    return HexFormat.of().parseHex(Files.readString(FOLDER.resolve(name + ".hex")).trim());
  }

  private static Class<?> type(String name) throws IOException {
    Matcher type = TYPE.matcher(Files.readString(FOLDER.resolve(name + ".json")));
    if (!type.find()) {
      throw new IOException(name + ": no type");
    }
    try {
      return Class.forName("io.gyeot.agent.proto." + type.group(1) + "." + type.group(2));
    } catch (ClassNotFoundException notOurs) {
      return null;
    }
  }
}
