package io.gyeot.agent.transport;

import java.util.Arrays;

/**
 * Cuts gRPC messages out of DATA payloads. A message that lies whole in one payload is handed on without a
 * copy; a longer one grows with what arrives, never by the length it claims.
 */
final class MessageAssembler {
  /** Larger buffers are given back after their message. */
  private static final int KEPT_BYTES_MAX = 1 << 20;

  private static final byte[] NONE = {};

  private final StreamListener listener;
  private final byte[] prefix = new byte[Http2.PREFIX_BYTES];
  private int prefixBytes;
  private byte[] body = NONE;
  private int bodyBytes;
  private int bodyLength;

  MessageAssembler(StreamListener listener) {
    this.listener = listener;
  }

  /** True between two messages. */
  boolean atBoundary() {
    return prefixBytes == 0;
  }

  void feed(byte[] data, int offset, int length) throws Http2Exception {
    int position = offset;
    int end = offset + length;
    while (position < end) {
      if (prefixBytes < Http2.PREFIX_BYTES) {
        prefix[prefixBytes++] = data[position++];
        if (prefixBytes < Http2.PREFIX_BYTES) {
          continue;
        }
        begin();
      }
      int wanted = bodyLength - bodyBytes;
      int here = Math.min(wanted, end - position);
      if (bodyBytes == 0 && here == bodyLength) {
        prefixBytes = 0;
        listener.onMessage(data, position, bodyLength);
      } else {
        append(data, position, here);
        if (bodyBytes == bodyLength) {
          finish();
        }
      }
      position += here;
    }
  }

  private void begin() throws Http2Exception {
    if (prefix[0] != 0) {
      throw new Http2Exception("compressed message, which this agent never offered to read");
    }
    bodyLength = (prefix[1] & 0xff) << 24 | (prefix[2] & 0xff) << 16 | (prefix[3] & 0xff) << 8 | prefix[4] & 0xff;
    if (bodyLength < 0 || bodyLength > Http2.MESSAGE_BYTES_MAX) {
      throw new Http2Exception("message of " + (bodyLength & 0xffffffffL) + " bytes, limit " + Http2.MESSAGE_BYTES_MAX);
    }
    bodyBytes = 0;
  }

  private void append(byte[] data, int offset, int length) {
    if (body.length - bodyBytes < length) {
      int grown = Math.max(bodyBytes + length, Math.min(bodyLength, Math.max(4096, body.length * 2)));
      body = Arrays.copyOf(body, grown);
    }
    System.arraycopy(data, offset, body, bodyBytes, length);
    bodyBytes += length;
  }

  private void finish() {
    byte[] whole = body;
    int length = bodyBytes;
    prefixBytes = 0;
    bodyBytes = 0;
    if (body.length > KEPT_BYTES_MAX) {
      body = NONE;
    }
    listener.onMessage(whole, 0, length);
  }
}
