package io.gyeot.agent.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our gRPC client against the real @grpc/grpc-js server, by Unix socket and TCP. */
@Timeout(60)
final class GrpcJsInteropTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private static GrpcJsServer server;
  private final Inbox inbox = new Inbox();

  @BeforeAll
  static void start() throws Exception {
    server = GrpcJsServer.startOrNull();
    assumeTrue(server != null, "node or @grpc/grpc-js is not installed");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private GrpcConnection open(String kind) throws Exception {
    Endpoint endpoint = kind.equals("unix") ? server.unix() : server.tcp();
    return GrpcConnection.open(endpoint, GrpcJsServer.PATH, inbox, GrpcConnection.Mode.READER, 2000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix", "tcp"})
  void echoesMessagesOfEverySize(String kind) throws Exception {
    GrpcConnection connection = open(kind);
    Random random = new Random(7);
    for (int size : new int[] {1, 100, 16_379, 16_385, 65_536, 300_000, 5 << 20}) {
      byte[] message = new byte[size];
      random.nextBytes(message);
      assertTrue(connection.send(message, 0, size, 10 * SECOND), "size " + size);
      assertArrayEquals(message, inbox.next(), "size " + size);
    }
    connection.close("test is over");
    assertEquals("test is over", inbox.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix", "tcp"})
  void presentsItsToken(String kind) throws Exception {
    GrpcConnection connection = open(kind);
    send(connection, "token");
    assertEquals("my-token", new String(inbox.next(), StandardCharsets.UTF_8));
    connection.close("over");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix", "tcp"})
  void keepsMessagesOfManyThreadsWhole(String kind) throws Exception {
    GrpcConnection connection = open(kind);
    int threads = 6;
    int each = 200;
    Thread[] senders = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int id = t;
      senders[t] =
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  byte[] message = new byte[i % 40 == 0 ? 120_000 : 300];
                  Arrays.fill(message, (byte) id);
                  ByteBuffer.wrap(message).putInt(id).putInt(i);
                  connection.send(message, 0, message.length, 20 * SECOND);
                }
              });
      senders[t].start();
    }
    int[] next = new int[threads];
    for (int i = 0; i < threads * each; i++) {
      byte[] message = inbox.next();
      int id = ByteBuffer.wrap(message).getInt();
      assertEquals(next[id]++, ByteBuffer.wrap(message).getInt(4));
      for (int b = 8; b < message.length; b++) {
        assertEquals((byte) id, message[b]);
      }
    }
    connection.close("over");
  }

  @Test
  void saysWhyTheServerEndedTheStream() throws Exception {
    send(open("unix"), "refuse");
    assertEquals("UNAUTHENTICATED: 토큰이 틀렸다", inbox.reason());
  }

  @Test
  void noticesAnOrderlyEnd() throws Exception {
    send(open("unix"), "complete");
    assertTrue(inbox.reason().startsWith("OK"));
  }

  @Test
  void waitsForASlowReader() throws Exception {
    GrpcConnection connection = open("unix");
    send(connection, "slow");
    byte[] message = new byte[10_000];
    int sent = 0;
    while (sent < 300 && connection.send(message, 0, message.length, 3 * SECOND)) {
      sent++;
    }
    assertEquals(300, sent);
    for (int i = 0; i < sent; i++) {
      assertEquals(message.length, inbox.next().length);
    }
    connection.close("over");
  }

  @Test
  void boundsSendingToAStoppedSidecarAndGoesOnAfterwards() throws Exception {
    GrpcConnection connection = open("unix");
    byte[] message = new byte[10_000];
    signal("-STOP");
    try {
      int sent = 0;
      while (sent < 1000 && connection.isOpen()) {
        long begin = System.nanoTime();
        boolean ok = connection.send(message, 0, message.length, SECOND / 10);
        assertTrue(System.nanoTime() - begin < SECOND, "blocked");
        if (!ok) {
          break;
        }
        sent++;
      }
      assertTrue(sent < 1000);
    } finally {
      signal("-CONT");
    }
    connection.close("over");
    inbox.reason();
  }

  @Test
  void noticesThatTheProcessDied() throws Exception {
    try (GrpcJsServer other = GrpcJsServer.startOrNull()) {
      GrpcConnection connection =
          GrpcConnection.open(other.unix(), GrpcJsServer.PATH, inbox, GrpcConnection.Mode.READER, 2000);
      send(connection, "hello");
      inbox.next();
      other.process.destroyForcibly();
      assertFalse(inbox.reason().isEmpty());
      assertFalse(connection.isOpen());
    }
  }

  private static void send(GrpcConnection connection, String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    assertTrue(connection.send(bytes, 0, bytes.length, SECOND));
  }

  private static void signal(String name) throws Exception {
    new ProcessBuilder("kill", name, Long.toString(server.process.pid())).start().waitFor();
  }
}
