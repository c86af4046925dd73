package io.gyeot.agent.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A "sidecar" that sends garbage, lies about lengths or says nothing: the connection closes with a reason. */
@Timeout(60)
final class HostileSidecarTest {
  private static final String SETTINGS = "000000040000000000";
  /** :status 200 and nothing else. */
  private static final String HEADERS = "000001010400000001" + "88";

  private ServerSocket server;
  private final Inbox inbox = new Inbox();

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** What the connection says after the server sent {@code hex}; the server then keeps the socket open. */
  private String reasonAfter(String hex) throws Exception {
    GrpcConnection connection = open();
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(HexFormat.of().parseHex(hex));
      socket.getOutputStream().flush();
      String reason = inbox.reason();
      assertFalse(connection.isOpen());
      return reason;
    }
  }

  private GrpcConnection open() throws IOException {
    Endpoint endpoint = Endpoint.tcp("127.0.0.1", server.getLocalPort(), "t");
    return GrpcConnection.open(endpoint, "/a/b", inbox, GrpcConnection.Mode.READER, 2000);
  }

  @Test
  void refusesAnHttp1Server() throws Exception {
    String answer = HexFormat.of().formatHex("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertTrue(reasonAfter(answer).startsWith("does not speak HTTP/2"));
  }

  @Test
  void refusesAFrameLongerThanAllowed() throws Exception {
    assertEquals("frame of 16777215 bytes", reasonAfter(SETTINGS + "ffffff000000000001"));
  }

  @Test
  void refusesAMessageLongerThanTheLimit() throws Exception {
    assertEquals(
        "message of 4294967295 bytes, limit 67108864",
        reasonAfter(SETTINGS + HEADERS + "000005000000000001" + "00ffffffff"));
  }

  @Test
  void allocatesForALongMessageOnlyWhatArrived() throws Exception {
    GrpcConnection connection = open();
    try (Socket socket = server.accept()) {
      long before = used();
      socket.getOutputStream().write(HexFormat.of().parseHex(SETTINGS + HEADERS + "000006000000000001" + "000400000001"));
      Thread.sleep(200);
      assertTrue(used() - before < (16 << 20), "allocated the claimed length");
      assertTrue(connection.isOpen());
    }
    assertEquals("the sidecar closed the connection", inbox.reason());
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void refusesACompressedMessage() throws Exception {
    assertTrue(reasonAfter(SETTINGS + HEADERS + "000006000000000001" + "010000000161").startsWith("compressed"));
  }

  @Test
  void refusesDataBeforeHeadersAndOnOtherStreams() throws Exception {
    assertEquals("malformed data", reasonAfter(SETTINGS + "000001000000000001" + "00"));
  }

  @Test
  void refusesWrongPadding() throws Exception {
    assertEquals("malformed padding", reasonAfter(SETTINGS + HEADERS + "000002000800000001" + "0500"));
  }

  @Test
  void refusesPushes() throws Exception {
    assertTrue(reasonAfter(SETTINGS + "000004050000000001" + "00000002").startsWith("pushes"));
  }

  @Test
  void refusesWindowTricks() throws Exception {
    assertEquals("window beyond 2^31", reasonAfter(SETTINGS + "000004080000000000" + "7fffffff"));
  }

  @Test
  void refusesAnIndexIntoATableThatDoesNotExist() throws Exception {
    assertEquals("header index 62 is not in the static table", reasonAfter(SETTINGS + "000001010400000001" + "be"));
  }

  @Test
  void refusesAnEndlessHeaderBlock() throws Exception {
    StringBuilder hex = new StringBuilder(SETTINGS + "000001010000000001" + "88");
    for (int i = 0; i < 100; i++) {
      hex.append("000000090000000001");
    }
    assertTrue(reasonAfter(hex.toString()).startsWith("header block over"));
  }

  @Test
  void survivesAFloodOfPings() throws Exception {
    GrpcConnection connection = open();
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write(HexFormat.of().parseHex(SETTINGS));
      out.write(HexFormat.of().parseHex(SETTINGS.replace("04000000", "04010000")));
      // Fine so far; now pings faster than our answers are read.
      byte[] ping = HexFormat.of().parseHex("000008060000000000" + "0102030405060708");
      byte[] many = new byte[ping.length * 1000];
      for (int i = 0; i < 1000; i++) {
        System.arraycopy(ping, 0, many, i * ping.length, ping.length);
      }
      try {
        for (int i = 0; i < 5000 && connection.isOpen(); i++) {
          out.write(many);
        }
      } catch (IOException closedByUs) {
        // Expected: we hung up.
      }
    }
    assertFalse(inbox.reason().isEmpty());
  }

  @Test
  void closesWhenTheListenerThrows() throws Exception {
    Endpoint endpoint = Endpoint.tcp("127.0.0.1", server.getLocalPort(), "t");
    StreamListener failing =
        new StreamListener() {
          @Override
          public void onMessage(byte[] data, int offset, int length) {
            throw new IllegalStateException("cannot read this");
          }

          @Override
          public void onClosed(String reason) {
            inbox.onClosed(reason);
          }
        };
    GrpcConnection.open(endpoint, "/a/b", failing, GrpcConnection.Mode.READER, 2000);
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(HexFormat.of().parseHex(SETTINGS + HEADERS + "000006000000000001" + "000000000161"));
      assertTrue(inbox.reason().contains("cannot read this"));
    }
  }

  @Test
  void givesUpOnASilentServer() throws Exception {
    GrpcConnection connection = open();
    assertTrue(connection.isOpen());
    assertEquals("no HTTP/2 answer within 5 s", inbox.reason());
  }

  @Test
  void saysWhatIsWrongWhenNobodyListens() throws Exception {
    int port = server.getLocalPort();
    server.close();
    IOException refused = org.junit.jupiter.api.Assertions.assertThrows(IOException.class, this::open);
    assertTrue(refused.getMessage().startsWith("127.0.0.1:" + port), refused.getMessage());
    IOException noSocket =
        org.junit.jupiter.api.Assertions.assertThrows(
            IOException.class,
            () ->
                GrpcConnection.open(
                    Endpoint.unix("/nonexistent/session.sock", "t"), "/a/b", inbox, GrpcConnection.Mode.READER, 500));
    assertTrue(noSocket.getMessage().startsWith("unix:/nonexistent"), noSocket.getMessage());
  }
}
