package io.gyeot.agent.transport;

import java.io.IOException;

/**
 * gRPC client for one bidirectional stream on one connection: HTTP/2 over a Unix socket or loopback TCP.
 * Hostile input closes it with a reason; nothing but open throws, and no method blocks beyond its time.
 */
public final class GrpcConnection {
  /** Who drives the connection. */
  public enum Mode {
    /** A daemon thread of its own reads; any thread may send. */
    READER,
    /** {@link #poll()} reads and writes without blocking; send, poll and close belong to one thread. */
    POLLED
  }

  private GrpcConnection() {}

  /**
   * Connects and opens the stream ("/gyeot.session.v1.SessionService/Attach"). READER waits for the connection
   * at most {@code connectTimeoutMs}; POLLED returns at once and closes itself when it takes longer.
   */
  public static GrpcConnection open(
      Endpoint endpoint, String servicePath, StreamListener listener, Mode mode, int connectTimeoutMs)
      throws IOException {
    throw new IOException("not connected");
  }

  /** Sends one message; false when it could not be handed over within the time, or the connection is closed. */
  public boolean send(byte[] buffer, int offset, int length, long timeoutNanos) {
    return false;
  }

  /** POLLED only: takes what came and pushes what waits. Never blocks. */
  public void poll() {}

  public boolean isOpen() {
    return false;
  }

  /** Ends the stream; the listener hears the reason. */
  public void close(String reason) {}
}
