package io.gyeot.agent.transport;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Small messages of senders who found another one at work. That one sends them with its own in one system call, and
 * the sidecar wakes up once for all of them. Any thread adds; only the holder of the send lock takes out.
 */
final class WaitingMessages {
  /** A longer message is worth a system call of its own. */
  private static final int MESSAGE_BYTES_MAX = 16 << 10;

  /** Protects the heap while the sidecar does not read; beyond it senders wait for their turn. */
  private static final int BYTES_MAX = 512 << 10;

  private final ConcurrentLinkedQueue<byte[]> messages = new ConcurrentLinkedQueue<byte[]>();
  private final AtomicInteger bytes = new AtomicInteger();

  /** True while the first one did not fit into the window. */
  private volatile boolean blocked;

  /** Keeps a copy; false when it must be sent by its own sender. */
  boolean add(byte[] buffer, int offset, int length) {
    if (length > MESSAGE_BYTES_MAX) {
      return false;
    }
    if (bytes.addAndGet(length) > BYTES_MAX) {
      bytes.addAndGet(-length);
      return false;
    }
    messages.add(Arrays.copyOfRange(buffer, offset, offset + length));
    return true;
  }

  /** Something waits, and waits for nothing but a sender. */
  boolean canLeave() {
    return !blocked && !messages.isEmpty();
  }

  /** The window may have grown. */
  void unblock() {
    blocked = false;
  }

  /** Frames what fits, to leave with the next flush. */
  void appendTo(Wire wire) {
    byte[] next;
    while ((next = messages.peek()) != null) {
      if (!wire.append(next)) {
        blocked = true;
        // The reader may have let go before that was set: then the window has grown by now.
        if (!wire.append(next)) {
          return;
        }
      }
      taken(next);
    }
    blocked = false;
  }

  /** Frames what fits and sends the rest one by one; false when the time was not enough. */
  boolean sendAll(Wire wire, long deadlineNanos) throws IOException {
    appendTo(wire);
    byte[] next;
    while ((next = messages.peek()) != null) {
      if (!wire.send(next, 0, next.length, deadlineNanos)) {
        return false;
      }
      taken(next);
      appendTo(wire);
    }
    return true;
  }

  private void taken(byte[] message) {
    messages.poll();
    bytes.addAndGet(-message.length);
  }
}
