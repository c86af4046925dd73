package io.gyeot.agent.transport;

import io.gyeot.agent.core.AgentThreads;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * gRPC client for one bidirectional stream on one connection: HTTP/2 over a Unix socket or loopback TCP. The
 * socket never blocks, so no method does beyond the time given to it. Hostile input closes the connection with
 * a reason; only open throws. When open throws, the listener hears nothing.
 */
public final class GrpcConnection {
  /** Who drives the connection. */
  public enum Mode {
    /** A daemon thread of its own reads and calls the listener; any thread may send. */
    READER,
    /** {@link #poll()} reads, writes and calls the listener; send, poll and close belong to one thread. */
    POLLED
  }

  /** READER looks at its time limits at least this often. */
  private static final long WAKE_MS = 500;

  /** And while the socket is full this often. */
  private static final long STUCK_MS = 2;

  private final StreamListener listener;
  private final Mode mode;
  private final Wire wire;
  private final ReentrantLock sendLock = new ReentrantLock();

  /** Whoever has the lock takes these along. READER only. */
  private final WaitingMessages waiting = new WaitingMessages();

  /** READER only. */
  private Selector selector;

  private volatile String closeReason;
  private boolean reported;

  private GrpcConnection(StreamListener listener, Mode mode, Wire wire) {
    this.listener = listener;
    this.mode = mode;
    this.wire = wire;
  }

  /**
   * Connects and opens the stream ("/gyeot.session.v1.SessionService/Attach"). READER waits for the connection
   * at most {@code connectTimeoutMs}; POLLED returns at once and closes itself when it takes longer. A sidecar
   * that refuses the stream (wrong token) does so later, by {@link StreamListener#onClosed}.
   */
  public static GrpcConnection open(
      Endpoint endpoint, String servicePath, StreamListener listener, Mode mode, int connectTimeoutMs)
      throws IOException {
    boolean interrupted = Thread.interrupted();
    Wire wire = null;
    try {
      wire = Wire.connect(endpoint, RequestHead.bytes(endpoint, servicePath), listener, connectTimeoutMs);
      GrpcConnection connection = new GrpcConnection(listener, mode, wire);
      if (mode == Mode.READER) {
        wire.awaitConnected();
        connection.startReader();
      }
      return connection;
    } catch (IOException failure) {
      if (wire != null) {
        wire.close();
      }
      throw new IOException(endpoint + ": " + failure.getMessage(), failure);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public boolean isOpen() {
    return closeReason == null;
  }

  /**
   * Sends one message. READER: true when the system took it or another sender at work takes it along, false when it
   * could not within the time (nothing was sent then, or the connection is closed). POLLED: true when it is sent or waits for the next poll; never
   * blocks, false when too much waits already. The buffer is the caller's again after the return.
   */
  public boolean send(byte[] buffer, int offset, int length, long timeoutNanos) {
    if (closeReason != null || length > Http2.MESSAGE_BYTES_MAX) {
      return false;
    }
    // An interrupt meant for the application must neither close our channel nor be lost.
    boolean interrupted = Thread.interrupted();
    long deadline = System.nanoTime() + timeoutNanos;
    boolean locked = sendLock.tryLock();
    try {
      if (!locked && mode == Mode.READER && waiting.add(buffer, offset, length)) {
        return true;
      }
      while (!locked) {
        try {
          if (!sendLock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return false;
          }
          locked = true;
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
      if (mode == Mode.POLLED) {
        return wire.queue(buffer, offset, length);
      }
      return waiting.sendAll(wire, deadline) && wire.send(buffer, offset, length, deadline);
    } catch (Throwable failure) {
      end(reason(failure), false);
      return false;
    } finally {
      if (locked) {
        sendLock.unlock();
      }
      answer();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** POLLED only: takes what came and pushes what waits. Never blocks. */
  public void poll() {
    if (mode != Mode.POLLED || closeReason != null) {
      return;
    }
    try {
      if (wire.connected()) {
        step();
        if (closeReason == null) {
          wire.push();
        }
      }
    } catch (Throwable failure) {
      end(reason(failure), false);
    }
  }

  /** Ends the stream; the listener hears the reason. */
  public void close(String reason) {
    end(reason, true);
  }

  private void startReader() throws IOException {
    selector = wire.selector();
    AgentThreads.start(
        new Runnable() {
          @Override
          public void run() {
            readLoop();
          }
        },
        listener.threadName());
  }

  private void readLoop() {
    try {
      while (closeReason == null) {
        selector.select(wire.stuck() ? STUCK_MS : WAKE_MS);
        selector.selectedKeys().clear();
        if (closeReason == null) {
          step();
        }
      }
    } catch (Throwable failure) {
      end(reason(failure), false);
    }
    wire.close();
    try {
      selector.close();
    } catch (IOException ignored) {
      // The channel is closed already; the selector's own descriptors go with it or with the JVM.
    }
    report();
  }

  private void step() throws IOException {
    String ended = wire.receive();
    waiting.unblock();
    if (ended != null) {
      end(ended, false);
    } else {
      answer();
    }
  }

  /** Sends acknowledgements, window updates and what waits, unless a sender is at work: it takes them along. */
  private void answer() {
    try {
      while (closeReason == null && (wire.answersWait() || waiting.canLeave()) && !sendLock.isHeldByCurrentThread()) {
        if (!sendLock.tryLock()) {
          wire.wakeSender();
          return;
        }
        boolean flushed;
        try {
          waiting.appendTo(wire);
          flushed = wire.flush();
        } finally {
          sendLock.unlock();
        }
        if (!flushed) {
          return;
        }
      }
    } catch (Throwable failure) {
      end(reason(failure), false);
    }
  }

  private void end(String reason, boolean polite) {
    synchronized (this) {
      if (closeReason != null) {
        return;
      }
      closeReason = reason == null ? "closed" : reason;
    }
    if (polite && sendLock.tryLock()) {
      try {
        wire.cancel();
      } finally {
        sendLock.unlock();
      }
    }
    wire.close();
    if (mode == Mode.POLLED) {
      report();
    } else {
      selector.wakeup();
    }
  }

  private void report() {
    if (reported) {
      return;
    }
    reported = true;
    try {
      listener.onClosed(closeReason);
    } catch (Throwable ignored) {
      // The listener's own failure; the connection is over either way.
    }
  }

  private static String reason(Throwable failure) {
    if (failure instanceof IOException) {
      return failure.getMessage() != null ? failure.getMessage() : "the connection broke";
    }
    return failure instanceof ProtoException
        ? "malformed message: " + failure.getMessage()
        : "the agent failed on a message: " + failure;
  }
}
