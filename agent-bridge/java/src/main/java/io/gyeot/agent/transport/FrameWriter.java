package io.gyeot.agent.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts messages into DATA frames and frames on the wire, within the flow-control window. The channel does not
 * block, so neither does anything here beyond the deadline given. Held by one thread at a time (the send lock).
 */
final class FrameWriter {
  /** Gathers small frames into one write and large messages into few; direct, so NIO copies nothing more. */
  private static final int OUT_BYTES = 64 * 1024;

  /** Frame headers of an appended message and of the next one. */
  private static final int APPEND_SLACK = 8 * Http2.FRAME_HEADER_BYTES;

  /** Pause while the socket is full, doubled up to the second one. */
  private static final long PAUSE_NANOS_MIN = 20_000;

  private static final long PAUSE_NANOS_MAX = 1_000_000;

  private final WritableByteChannel channel;
  private final SendWindow window;
  private final ControlFrames control;
  private final ByteBuffer out = ByteBuffer.allocateDirect(OUT_BYTES);

  /** True while bytes wait for a socket that is full; read by threads that do not hold the lock. */
  private volatile boolean unflushed;

  FrameWriter(WritableByteChannel channel, SendWindow window, ControlFrames control) {
    this.channel = channel;
    this.window = window;
    this.control = control;
  }

  void raw(byte[] bytes) {
    out.put(bytes);
  }

  /** Writes what waits as far as the socket takes it; true when nothing is left. */
  boolean flush() throws IOException {
    control.drainTo(out);
    if (out.position() == 0) {
      return true;
    }
    out.flip();
    try {
      channel.write(out);
    } finally {
      out.compact();
    }
    boolean rest = out.position() > 0;
    if (rest != unflushed) {
      unflushed = rest;
    }
    return !rest && control.isEmpty();
  }

  boolean unflushed() {
    return unflushed;
  }

  /**
   * Frames as much of a message as window and buffer allow. {@code done} counts the prefix too; the result is
   * the new {@code done}, {@code length + PREFIX_BYTES} when all is framed.
   */
  int frames(byte[] message, int offset, int length, int done) {
    int total = length + Http2.PREFIX_BYTES;
    int position = done;
    // Under the window's lock, so that the acknowledgement of settings leaves before data that makes use of them.
    synchronized (window) {
      while (position < total) {
        control.drainTo(out);
        int room = out.remaining() - Http2.FRAME_HEADER_BYTES;
        int count = Math.min(Math.min(total - position, Http2.FRAME_BYTES_MAX), Math.min(room, window.available()));
        if (count <= 0 || !control.isEmpty()) {
          break;
        }
        window.take(count);
        frame(message, offset, length, position, count);
        position += count;
      }
    }
    return position;
  }

  private void frame(byte[] message, int offset, int length, int from, int count) {
    out.put((byte) (count >> 16)).put((byte) (count >> 8)).put((byte) count);
    out.put((byte) Http2.DATA).put((byte) 0).putInt(Http2.STREAM);
    int position = from;
    int end = from + count;
    for (; position < Http2.PREFIX_BYTES && position < end; position++) {
      out.put(position == 0 ? 0 : (byte) (length >>> (8 * (Http2.PREFIX_BYTES - 1 - position))));
    }
    if (position < end) {
      out.put(message, offset + position - Http2.PREFIX_BYTES, end - position);
    }
  }

  /** Frames a message that fits as it is, to leave with the next flush; false, and nothing is framed, otherwise. */
  boolean append(byte[] message) {
    int total = message.length + Http2.PREFIX_BYTES;
    if (window.available() < total || out.remaining() < total + APPEND_SLACK || !control.isEmpty()) {
      return false;
    }
    return frames(message, 0, message.length, 0) == total;
  }

  /**
   * Sends a message, waiting for window and socket until {@code deadlineNanos}. False: nothing was sent. When
   * the time ends within the message, the connection cannot go on: an exception says so.
   */
  boolean message(byte[] message, int offset, int length, long deadlineNanos) throws IOException {
    int total = length + Http2.PREFIX_BYTES;
    // A small message is not begun before it fits, so that giving up costs nothing. Half a window, because a
    // receiver may keep back its update until half is used up: waiting for more could be for ever.
    int begin = Math.min(total, Math.max(1, window.whole() / 2));
    long pause = PAUSE_NANOS_MIN;
    int done = 0;
    while (true) {
      if (!channel.isOpen()) {
        throw new ClosedChannelException();
      }
      if (done > 0 || window.available() >= begin && !unflushed) {
        done = frames(message, offset, length, done);
      }
      boolean flushed = flush();
      if (done == total && flushed) {
        return true;
      }
      long left = deadlineNanos - System.nanoTime();
      if (left <= 0) {
        if (done == 0) {
          return false;
        }
        throw new Http2Exception("took only " + done + " of " + total + " bytes of a message in time");
      }
      if (!flushed) {
        LockSupport.parkNanos(Math.min(left, pause));
        pause = Math.min(pause * 2, PAUSE_NANOS_MAX);
      } else {
        pause = PAUSE_NANOS_MIN;
        if (done < total) {
          window.await(done == 0 ? begin : 1, left);
        }
      }
    }
  }
}
