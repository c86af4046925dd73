package io.gyeot.agent.transport;

import java.nio.ByteBuffer;

/** Small frames the reader wants to send: acknowledgements and window updates. Waits for whoever may write next. */
final class ControlFrames {
  /** A sidecar that asks faster than we can answer is hostile; 16 KiB hold 900 answers. */
  private static final int BYTES_MAX = 16_384;

  private final byte[] waiting = new byte[BYTES_MAX];
  private int size;

  synchronized boolean isEmpty() {
    return size == 0;
  }

  synchronized void settingsAck() throws Http2Exception {
    header(0, Http2.SETTINGS, Http2.ACK, 0);
  }

  synchronized void pingAck(byte[] data, int offset) throws Http2Exception {
    header(8, Http2.PING, Http2.ACK, 0);
    System.arraycopy(data, offset, waiting, size, 8);
    size += 8;
  }

  synchronized void windowUpdate(int stream, int increment) throws Http2Exception {
    header(4, Http2.WINDOW_UPDATE, 0, stream);
    int32(increment);
  }

  synchronized void reset(int code) throws Http2Exception {
    header(4, Http2.RST_STREAM, 0, Http2.STREAM);
    int32(code);
  }

  /** Moves what fits into {@code out}; frames may be cut, since the rest follows before anything else. */
  synchronized void drainTo(ByteBuffer out) {
    int moved = Math.min(size, out.remaining());
    out.put(waiting, 0, moved);
    size -= moved;
    System.arraycopy(waiting, moved, waiting, 0, size);
  }

  private void header(int length, int type, int flags, int stream) throws Http2Exception {
    if (BYTES_MAX - size < Http2.FRAME_HEADER_BYTES + length) {
      throw new Http2Exception("asks faster than it takes our answers");
    }
    waiting[size++] = 0;
    waiting[size++] = 0;
    waiting[size++] = (byte) length;
    waiting[size++] = (byte) type;
    waiting[size++] = (byte) flags;
    int32(stream);
  }

  private void int32(int value) {
    waiting[size++] = (byte) (value >> 24);
    waiting[size++] = (byte) (value >> 16);
    waiting[size++] = (byte) (value >> 8);
    waiting[size++] = (byte) value;
  }
}
