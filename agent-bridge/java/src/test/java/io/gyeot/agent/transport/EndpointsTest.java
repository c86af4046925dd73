package io.gyeot.agent.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EndpointsTest {
  @TempDir Path run;

  private String failure() {
    return assertThrows(IOException.class, () -> Endpoints.read(run.toString(), "session")).getMessage();
  }

  @Test
  void takesTheUnixSocketWhereTheJvmCan() throws Exception {
    Files.createFile(run.resolve("session.sock"));
    Files.writeString(run.resolve("token"), "abc\n");
    Files.writeString(run.resolve("endpoint"), "session=127.0.0.1:4321\ntoken=def\n");
    Endpoint endpoint = Endpoints.read(run.toString(), "session");
    assertTrue(Endpoints.unixSockets());
    assertEquals(run.resolve("session.sock").toString(), endpoint.unixPath);
    assertEquals("abc", endpoint.token);
  }

  @Test
  void takesThePortWhenThePathIsTooLongForASocket() throws Exception {
    Path deep = run.resolve("d".repeat(60)).resolve("e".repeat(60));
    Files.createDirectories(deep);
    Files.createFile(deep.resolve("session.sock"));
    Files.writeString(deep.resolve("endpoint"), "session=127.0.0.1:4321\ntelemetry=127.0.0.1:4322\ntoken=def\n");
    Endpoint endpoint = Endpoints.read(deep.toString(), "telemetry");
    assertNull(endpoint.unixPath);
    assertEquals("127.0.0.1", endpoint.host);
    assertEquals(4322, endpoint.port);
    assertEquals("def", endpoint.token);
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    assertTrue(failure().startsWith("no sidecar yet: neither session.sock nor endpoint"), failure());
    Files.writeString(run.resolve("endpoint"), "session=nonsense\ntoken=x\n");
    assertTrue(failure().endsWith("session=nonsense is not host:port"), failure());
    Files.writeString(run.resolve("endpoint"), "session=127.0.0.1:99999\ntoken=x\n");
    assertTrue(failure().contains("is not host:port"), failure());
    Files.writeString(run.resolve("endpoint"), "token=x\n");
    assertTrue(failure().endsWith("has no line session="), failure());
    assertThrows(IOException.class, () -> Endpoints.read("", "session"));
    assertThrows(IOException.class, () -> Endpoints.read(run + "/nothing", "session"));
  }
}
