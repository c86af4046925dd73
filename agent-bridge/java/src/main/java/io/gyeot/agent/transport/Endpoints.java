package io.gyeot.agent.transport;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Finds a sidecar's agent endpoints in its run directory. Read anew at every connect, so that a sidecar that
 * starts after its WAS, or comes back on another port, is found.
 */
public final class Endpoints {
  /** The files hold a few short lines; a larger one is not ours. */
  private static final int FILE_BYTES_MAX = 8192;

  private Endpoints() {}

  /** True when this JVM can open Unix sockets (16 and later). */
  public static boolean unixSockets() {
    return UnixSockets.available();
  }

  /**
   * The endpoint of {@code role} ("session" or "telemetry") in {@code runDirectory}: its Unix socket where this
   * JVM can open one, else host and port. The exception's message says what is missing.
   */
  public static Endpoint read(String runDirectory, String role) throws IOException {
    if (runDirectory.isEmpty()) {
      throw new IOException("no run directory given; add run=DIRECTORY of the sidecar to the agent's options");
    }
    File directory = new File(runDirectory);
    if (!directory.isDirectory()) {
      throw new IOException("no sidecar yet: " + directory + " does not exist");
    }
    File token = new File(directory, "token");
    File endpoint = new File(directory, "endpoint");
    File socket = new File(directory, role + ".sock");
    if (UnixSockets.available() && socket.exists() && fits(socket)) {
      return Endpoint.unix(socket.getPath(), text(token).trim());
    }
    if (!endpoint.exists()) {
      throw new IOException("no sidecar yet: neither " + socket.getName() + " nor endpoint in " + directory);
    }
    String lines = text(endpoint);
    String address = line(lines, role, endpoint);
    int colon = address.lastIndexOf(':');
    int port = colon > 0 ? port(address.substring(colon + 1)) : 0;
    if (port == 0) {
      throw new IOException(endpoint + ": " + role + "=" + ResponseHeaders.printable(address) + " is not host:port");
    }
    return Endpoint.tcp(address.substring(0, colon), port, line(lines, "token", endpoint));
  }

  private static boolean fits(File socket) {
    return socket.getPath().getBytes(StandardCharsets.UTF_8).length <= UnixSockets.PATH_BYTES_MAX;
  }

  private static String line(String lines, String key, File file) throws IOException {
    for (String line : lines.split("\n")) {
      if (line.startsWith(key + "=")) {
        return line.substring(key.length() + 1).trim();
      }
    }
    throw new IOException(file + " has no line " + key + "=");
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port > 0 && port < 65536 ? port : 0;
    } catch (NumberFormatException wrong) {
      return 0;
    }
  }

  private static String text(File file) throws IOException {
    byte[] bytes = new byte[FILE_BYTES_MAX];
    int size = 0;
    try (FileInputStream in = new FileInputStream(file)) {
      int read;
      while (size < bytes.length && (read = in.read(bytes, size, bytes.length - size)) > 0) {
        size += read;
      }
    }
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
