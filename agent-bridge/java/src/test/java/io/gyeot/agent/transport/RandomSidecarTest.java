package io.gyeot.agent.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of seeded "sidecars" that send valid, damaged and random frames: it ends with a reason, each time. */
@Timeout(120)
final class RandomSidecarTest {
  private static final String SETTINGS = "000000040000000000";
  /** :status 200 and nothing else. */
  private static final String HEADERS = "000001010400000001" + "88";

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Thousands of scripts of valid, damaged and random frames, read by the frame reader in pieces of any size. */
  @Test
  void survivesRandomFrames() {
    int refused = 0;
    int rounds = 20_000;
    for (int seed = 0; seed < rounds; seed++) {
      Random random = new Random(seed);
      byte[] script = script(random);
      FrameReader reader = new FrameReader(new SendWindow(), new ControlFrames(), new Inbox());
      byte[] buffer = new byte[64 * 1024];
      int filled = 0;
      int position = 0;
      try {
        while (position < script.length && reader.ended() == null) {
          int count = Math.min(Math.min(1 + random.nextInt(3000), script.length - position), buffer.length - filled);
          assertTrue(count > 0, "stuck at seed " + seed);
          System.arraycopy(script, position, buffer, filled, count);
          position += count;
          filled += count;
          int done = reader.read(buffer, 0, filled);
          filled -= done;
          System.arraycopy(buffer, done, buffer, 0, filled);
        }
      } catch (Http2Exception expected) {
        refused++;
      }
    }
    assertTrue(refused > rounds / 4, "only " + refused + " of " + rounds + " refused");
  }

  /** The same through real sockets: every connection closes, once, and the process lives. */
  @Test
  void survivesRandomServers() throws Exception {
    Endpoint endpoint = Endpoint.tcp("127.0.0.1", server.getLocalPort(), "t");
    int rounds = 600;
    byte[] message = new byte[3000];
    for (int seed = 0; seed < rounds; seed++) {
      Random random = new Random(seed);
      Inbox one = new Inbox();
      GrpcConnection connection =
          GrpcConnection.open(endpoint, "/a/b", one, GrpcConnection.Mode.READER, 2000);
      try (Socket socket = server.accept()) {
        socket.setSoLinger(random.nextInt(4) == 0, 0);
        connection.send(message, 0, message.length, TimeUnit.MILLISECONDS.toNanos(20));
        try {
          socket.getOutputStream().write(script(random));
        } catch (IOException closedByUs) {
          // Expected for most seeds.
        }
        connection.send(message, 0, message.length, TimeUnit.MILLISECONDS.toNanos(5));
      }
      assertFalse(one.reason().isEmpty(), "seed " + seed);
      assertFalse(connection.isOpen());
      assertEquals(1, one.closedCount.get());
    }
    assertEquals(0, liveReaders(), "reader threads left behind");
  }

  /** Polled connections have no thread; they end by the poll that meets the garbage. */
  @Test
  void survivesRandomServersWhenPolled() throws Exception {
    Endpoint endpoint = Endpoint.tcp("127.0.0.1", server.getLocalPort(), "t");
    byte[] message = new byte[3000];
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Inbox one = new Inbox();
      GrpcConnection connection = GrpcConnection.open(endpoint, "/a/b", one, GrpcConnection.Mode.POLLED, 2000);
      // Before the connection is there: it waits in the queue.
      assertTrue(connection.send(message, 0, message.length, 0));
      try (Socket socket = server.accept()) {
        connection.poll();
        try {
          socket.getOutputStream().write(script(random));
        } catch (IOException closedByUs) {
          // Expected for some seeds.
        }
        connection.poll();
      }
      for (int i = 0; i < 2000 && connection.isOpen(); i++) {
        connection.poll();
        Thread.sleep(1);
      }
      assertFalse(connection.isOpen(), "seed " + seed);
      assertEquals(1, one.closedCount.get());
    }
  }

  private static int liveReaders() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      long live = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("gyeot-session")).count();
      if (live == 0) {
        return 0;
      }
      Thread.sleep(20);
    }
    return 1;
  }

  private static byte[] script(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] start = HexFormat.of().parseHex(random.nextInt(10) == 0 ? "" : SETTINGS + (random.nextBoolean() ? HEADERS : ""));
    out.write(start, 0, start.length);
    int frames = random.nextInt(12);
    for (int i = 0; i < frames; i++) {
      int length = random.nextInt(5) == 0 ? random.nextInt(17_000) : random.nextInt(40);
      int type = random.nextInt(12);
      if (random.nextInt(3) > 0) {
        length = type == Http2.PING ? 8 : type == Http2.WINDOW_UPDATE ? 4 : type == Http2.SETTINGS ? length / 6 * 6 : length;
      }
      int stream = random.nextInt(6) == 0 ? random.nextInt() : type >= Http2.SETTINGS && type < Http2.CONTINUATION ? 0 : 1;
      int flags = random.nextInt(4) == 0 ? random.nextInt(256) : type == Http2.HEADERS ? 4 : 0;
      byte[] header = {
        (byte) (length >> 16), (byte) (length >> 8), (byte) length, (byte) type, (byte) flags,
        (byte) (stream >> 24), (byte) (stream >> 16), (byte) (stream >> 8), (byte) stream
      };
      out.write(header, 0, header.length);
      byte[] body = new byte[length];
      random.nextBytes(body);
      if (type == Http2.DATA && length > 5 && random.nextBoolean()) {
        body[0] = 0;
        body[1] = 0;
        body[2] = 0;
      }
      out.write(body, 0, length);
    }
    byte[] bytes = out.toByteArray();
    return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
  }
}
