package io.gyeot.agent.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real server of @grpc/grpc-js in a process of its own, on a Unix socket and a loopback port. */
final class GrpcJsServer implements AutoCloseable {
  static final String PATH = "/gyeot.test.Echo/Chat";

  final Process process;
  final Path socket;
  final int port;

  private GrpcJsServer(Process process, Path socket, int port) {
    this.process = process;
    this.socket = socket;
    this.port = port;
  }

  /** Null when this machine has no node or the packages are not installed. */
  static GrpcJsServer startOrNull() throws IOException {
    Path script = Path.of(System.getProperty("basedir", "."), "../java-it/grpc-js-echo.mjs").normalize();
    if (!Files.exists(script)) {
      throw new IOException("no " + script.toAbsolutePath());
    }
    Path directory = Files.createTempDirectory("gyeot-js");
    Path socket = directory.resolve("echo.sock");
    Process process;
    try {
      process =
          new ProcessBuilder("node", script.toString(), socket.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException noNode) {
      return null;
    }
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    if (line == null || !line.startsWith("ready ")) {
      process.destroyForcibly();
      return null;
    }
    return new GrpcJsServer(process, socket, Integer.parseInt(line.substring(6)));
  }

  Endpoint unix() {
    return Endpoint.unix(socket.toString(), "my-token");
  }

  Endpoint tcp() {
    return Endpoint.tcp("127.0.0.1", port, "my-token");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Files.deleteIfExists(socket);
      Files.deleteIfExists(socket.getParent());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException ignored) {
      // A directory left in the system's temporary folder harms nobody.
    }
  }
}
