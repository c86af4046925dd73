package io.gyeot.agent.transport;

import java.io.IOException;

/** Finds a sidecar's agent endpoints from its run directory; read anew at every connect. */
public final class Endpoints {
  private Endpoints() {}

  /** True when this JVM can open Unix sockets (16 and later). */
  public static boolean unixSockets() {
    return false;
  }

  /** The endpoint of {@code role} ("session" or "telemetry") in {@code runDirectory}; the message says what is missing. */
  public static Endpoint read(String runDirectory, String role) throws IOException {
    throw new IOException("no sidecar in " + runDirectory + " for " + role);
  }
}
