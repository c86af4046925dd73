package io.gyeot.agent.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our gRPC client against grpc-java's own server. */
@Timeout(60)
final class GrpcJavaInteropTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private GrpcJavaServer server;
  private Inbox inbox;

  @BeforeEach
  void start() throws Exception {
    server = new GrpcJavaServer();
    inbox = new Inbox();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private GrpcConnection open() throws Exception {
    return GrpcConnection.open(server.endpoint(), GrpcJavaServer.PATH, inbox, GrpcConnection.Mode.READER, 2000);
  }

  @Test
  void echoesMessagesOfEverySize() throws Exception {
    GrpcConnection connection = open();
    Random random = new Random(7);
    for (int size : new int[] {1, 5, 100, 16_379, 16_384, 16_385, 65_530, 65_536, 300_000, 5 << 20}) {
      byte[] message = new byte[size];
      random.nextBytes(message);
      assertTrue(connection.send(message, 0, size, 10 * SECOND), "size " + size);
      assertArrayEquals(message, inbox.next(), "size " + size);
    }
    byte[] empty = {};
    assertTrue(connection.send(empty, 0, 0, SECOND));
    assertArrayEquals(empty, inbox.next());
    connection.close("test is over");
    assertEquals("test is over", inbox.reason());
  }

  @Test
  void keepsMessagesOfManyThreadsWholeAndInOrder() throws Exception {
    GrpcConnection connection = open();
    int threads = 8;
    int each = 400;
    Thread[] senders = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int id = t;
      senders[t] =
          new Thread(
              () -> {
                Random random = new Random(id);
                for (int i = 0; i < each; i++) {
                  byte[] message = new byte[8 + random.nextInt(i % 50 == 0 ? 100_000 : 600)];
                  ByteBuffer.wrap(message).putInt(id).putInt(i);
                  for (int b = 8; b < message.length; b++) {
                    message[b] = (byte) (id + i + b);
                  }
                  if (!connection.send(message, 0, message.length, 20 * SECOND)) {
                    throw new AssertionError("not sent: " + inbox.closed.peek());
                  }
                }
              });
      senders[t].start();
    }
    Map<Integer, Integer> next = new HashMap<>();
    for (int i = 0; i < threads * each; i++) {
      byte[] message = inbox.next();
      int id = ByteBuffer.wrap(message).getInt();
      int number = ByteBuffer.wrap(message).getInt(4);
      assertEquals(next.getOrDefault(id, 0), number);
      next.put(id, number + 1);
      for (int b = 8; b < message.length; b++) {
        assertEquals((byte) (id + number + b), message[b]);
      }
    }
    for (Thread sender : senders) {
      sender.join();
    }
    connection.close("over");
  }

  @Test
  void saysWhyTheServerEndedTheStream() throws Exception {
    GrpcConnection connection = open();
    byte[] word = "refuse".getBytes();
    assertTrue(connection.send(word, 0, word.length, SECOND));
    assertEquals("UNAUTHENTICATED: 토큰이 틀렸다", inbox.reason());
    assertFalse(connection.isOpen());
    assertFalse(connection.send(word, 0, word.length, SECOND));
  }

  @Test
  void noticesAnOrderlyEnd() throws Exception {
    GrpcConnection connection = open();
    byte[] word = "complete".getBytes();
    assertTrue(connection.send(word, 0, word.length, SECOND));
    assertEquals("OK", inbox.reason());
  }

  @Test
  void noticesAMethodTheServerDoesNotHave() throws Exception {
    GrpcConnection.open(server.endpoint(), "/gyeot.test.Echo/Nothing", inbox, GrpcConnection.Mode.READER, 2000);
    assertTrue(inbox.reason().startsWith("UNIMPLEMENTED: "));
  }

  @Test
  void noticesAServerThatGoesAway() throws Exception {
    GrpcConnection connection = open();
    byte[] word = {1};
    assertTrue(connection.send(word, 0, 1, SECOND));
    inbox.next();
    server.server.shutdown();
    Thread.sleep(100);
    // A polite goodbye lets the stream go on.
    assertTrue(connection.send(word, 0, 1, SECOND));
    inbox.next();
    server.server.shutdownNow();
    assertFalse(inbox.reason().isEmpty());
    assertFalse(connection.isOpen());
    Thread.sleep(50);
    assertEquals(1, inbox.closedCount.get());
  }

  @Test
  void givesUpOnAReaderThatIsTooSlowWithoutBlocking() throws Exception {
    GrpcConnection connection = open();
    byte[] word = "slow".getBytes();
    assertTrue(connection.send(word, 0, word.length, SECOND));
    byte[] message = new byte[10_000];
    int sent = 0;
    long begin = System.nanoTime();
    while (connection.send(message, 0, message.length, SECOND / 5)) {
      sent++;
    }
    long took = System.nanoTime() - begin;
    assertTrue(took < 10 * SECOND, "took " + took);
    assertTrue(connection.isOpen(), () -> "closed: " + inbox.closed.peek());
    assertNull(inbox.closed.peek());
    server.slowReleased = true;
    assertTrue(connection.send(message, 0, message.length, 5 * SECOND));
    for (int i = 0; i < sent + 1; i++) {
      assertEquals(message.length, inbox.next().length);
    }
    connection.close("over");
  }

  @Test
  void closesWhenTheReaderStopsWithinALargeMessage() throws Exception {
    GrpcConnection connection = open();
    byte[] word = "slow".getBytes();
    assertTrue(connection.send(word, 0, word.length, SECOND));
    byte[] message = new byte[4 << 20];
    boolean sent = true;
    for (int i = 0; i < 20 && sent; i++) {
      sent = connection.send(message, 0, message.length, SECOND / 5);
    }
    assertFalse(sent);
    String reason = inbox.reason();
    assertTrue(reason.startsWith("took only "), reason);
  }

  @Test
  void worksWhenPolled() throws Exception {
    GrpcConnection connection =
        GrpcConnection.open(server.endpoint(), GrpcJavaServer.PATH, inbox, GrpcConnection.Mode.POLLED, 2000);
    Random random = new Random(3);
    for (int size : new int[] {1, 1000, 100_000, 3 << 20, 5 << 20}) {
      byte[] message = new byte[size];
      random.nextBytes(message);
      assertTrue(connection.send(message, 0, size, 0), "size " + size);
      byte[] answer = null;
      for (int i = 0; i < 2000 && answer == null; i++) {
        connection.poll();
        answer = inbox.messages.poll(5, TimeUnit.MILLISECONDS);
      }
      assertArrayEquals(message, answer, "size " + size);
    }
    connection.close("over");
    assertEquals("over", inbox.reason());
  }

  @Test
  void anInterruptNeitherClosesTheConnectionNorIsLost() throws Exception {
    GrpcConnection connection = open();
    byte[] message = {42};
    Thread.currentThread().interrupt();
    boolean sent = connection.send(message, 0, 1, SECOND);
    assertTrue(Thread.interrupted());
    assertTrue(sent);
    assertArrayEquals(message, inbox.next());
    connection.close("over");
  }
}
