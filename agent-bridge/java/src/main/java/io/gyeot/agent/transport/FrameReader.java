package io.gyeot.agent.transport;

import java.util.Arrays;

/**
 * Understands what the sidecar sends: checks every frame against RFC 9113 and our limits, feeds DATA to the
 * assembler and answers through the control frames. Pure but for its listener; throws on any violation.
 */
final class FrameReader {
  private final SendWindow window;
  private final ControlFrames control;
  private final MessageAssembler messages;
  private final HpackDecoder hpack = new HpackDecoder();
  private final ResponseHeaders headers = new ResponseHeaders();

  private boolean settingsSeen;
  private boolean headersSeen;

  /** Header block under way: CONTINUATION must follow until END_HEADERS. */
  private byte[] block;

  private int blockBytes;
  private int continuations;
  private boolean blockEndsStream;

  /** What the sidecar may still send before we grant more; stream and connection are granted alike. */
  private int receiveLeft = Http2.RECEIVE_WINDOW;

  private String ended;

  FrameReader(SendWindow window, ControlFrames control, StreamListener listener) {
    this.window = window;
    this.control = control;
    this.messages = new MessageAssembler(listener);
  }

  /** Why the stream ended in order, or null while it goes on. */
  String ended() {
    return ended;
  }

  boolean settingsSeen() {
    return settingsSeen;
  }

  /** Reads the whole frames in {@code data[from, to)}; the result is where the first unread byte is. */
  int read(byte[] data, int from, int to) throws Http2Exception {
    int position = from;
    while (to - position >= Http2.FRAME_HEADER_BYTES && ended == null) {
      int length = (data[position] & 0xff) << 16 | (data[position + 1] & 0xff) << 8 | data[position + 2] & 0xff;
      if (!settingsSeen && data[position + 3] != Http2.SETTINGS) {
        throw new Http2Exception("does not speak HTTP/2; is this really the sidecar's agent port?");
      }
      if (length > Http2.FRAME_BYTES_MAX) {
        throw new Http2Exception("frame of " + length + " bytes");
      }
      if (to - position - Http2.FRAME_HEADER_BYTES < length) {
        break;
      }
      int stream = int32(data, position + 5) & Integer.MAX_VALUE;
      int body = position + Http2.FRAME_HEADER_BYTES;
      frame(data[position + 3] & 0xff, data[position + 4] & 0xff, stream, data, body, length);
      position = body + length;
    }
    return position;
  }

  private void frame(int type, int flags, int stream, byte[] data, int at, int length) throws Http2Exception {
    if (block != null && (type != Http2.CONTINUATION || stream != Http2.STREAM)) {
      throw new Http2Exception("frame in the middle of a header block");
    }
    switch (type) {
      case Http2.DATA:
        onData(flags, stream, data, at, length);
        break;
      case Http2.HEADERS:
        onHeaders(flags, stream, data, at, length);
        break;
      case Http2.CONTINUATION:
        onContinuation(flags, data, at, length);
        break;
      case Http2.SETTINGS:
        onSettings(flags, stream, data, at, length);
        break;
      case Http2.WINDOW_UPDATE:
        expect(length == 4 && stream <= Http2.STREAM, "window update");
        window.update(stream, int32(data, at) & Integer.MAX_VALUE);
        break;
      case Http2.PING:
        expect(length == 8 && stream == 0, "ping");
        if ((flags & Http2.ACK) == 0) {
          control.pingAck(data, at);
        }
        break;
      case Http2.RST_STREAM:
        expect(length == 4 && stream == Http2.STREAM, "reset");
        ended = "the sidecar reset the stream: " + Http2.errorName(int32(data, at));
        break;
      case Http2.GOAWAY:
        onGoAway(stream, data, at, length);
        break;
      case Http2.PUSH_PROMISE:
        throw new Http2Exception("pushes, which we forbade");
      default:
        // Priority and extension frames mean nothing to us.
        break;
    }
  }

  private void onData(int flags, int stream, byte[] data, int at, int length) throws Http2Exception {
    expect(stream == Http2.STREAM && headersSeen, "data");
    receiveLeft -= length;
    expect(receiveLeft >= 0, "more data than we granted");
    int from = at;
    int count = length;
    if ((flags & Http2.PADDED) != 0) {
      expect(length > 0 && (data[at] & 0xff) < length, "padding");
      count -= 1 + (data[at] & 0xff);
      from++;
    }
    messages.feed(data, from, count);
    if (receiveLeft < Http2.RECEIVE_WINDOW / 2) {
      int grant = Http2.RECEIVE_WINDOW - receiveLeft;
      receiveLeft += grant;
      control.windowUpdate(0, grant);
      control.windowUpdate(Http2.STREAM, grant);
    }
    if ((flags & Http2.END_STREAM) != 0) {
      ended = messages.atBoundary() ? headers.reason() : "the sidecar ended the stream within a message";
    }
  }

  private void onHeaders(int flags, int stream, byte[] data, int at, int length) throws Http2Exception {
    expect(stream == Http2.STREAM, "headers");
    int from = at;
    int count = length;
    if ((flags & Http2.PADDED) != 0) {
      expect(length > 0 && (data[at] & 0xff) < length, "padding");
      count -= 1 + (data[at] & 0xff);
      from++;
    }
    if ((flags & Http2.PRIORITY_FLAG) != 0) {
      expect(count >= 5, "priority");
      count -= 5;
      from += 5;
    }
    blockEndsStream = (flags & Http2.END_STREAM) != 0;
    if ((flags & Http2.END_HEADERS) != 0) {
      headerBlock(data, from, count);
      return;
    }
    block = Arrays.copyOfRange(data, from, from + count);
    blockBytes = count;
    continuations = 0;
  }

  private void onContinuation(int flags, byte[] data, int at, int length) throws Http2Exception {
    expect(block != null, "continuation");
    if (blockBytes + length > Http2.HEADER_BLOCK_BYTES_MAX || ++continuations > Http2.CONTINUATIONS_MAX) {
      throw new Http2Exception("header block over " + Http2.HEADER_BLOCK_BYTES_MAX + " bytes");
    }
    block = Arrays.copyOf(block, blockBytes + length);
    System.arraycopy(data, at, block, blockBytes, length);
    blockBytes += length;
    if ((flags & Http2.END_HEADERS) != 0) {
      byte[] whole = block;
      block = null;
      headerBlock(whole, 0, blockBytes);
    }
  }

  private void headerBlock(byte[] data, int at, int length) throws Http2Exception {
    if (headersSeen) {
      // Trailers. They may repeat nothing but how the call ended.
      expect(blockEndsStream, "trailers");
      String status = headers.status;
      hpack.decode(data, at, length, headers);
      headers.status = status;
    } else {
      headers.status = null;
      hpack.decode(data, at, length, headers);
      expect(headers.status != null, "headers without a status");
      boolean interim = headers.status.length() == 3 && headers.status.charAt(0) == '1';
      expect(!(interim && blockEndsStream), "headers");
      headersSeen = !interim;
      if (headersSeen && !headers.status.equals("200")) {
        ended = "HTTP status " + ResponseHeaders.printable(headers.status);
        return;
      }
    }
    if (blockEndsStream) {
      ended = messages.atBoundary() ? headers.reason() : "the sidecar ended the stream within a message";
    }
  }

  private void onSettings(int flags, int stream, byte[] data, int at, int length) throws Http2Exception {
    expect(stream == 0, "settings");
    if ((flags & Http2.ACK) != 0) {
      expect(length == 0 && settingsSeen, "settings");
      return;
    }
    expect(length % 6 == 0, "settings");
    synchronized (window) {
      for (int i = at; i < at + length; i += 6) {
        window.setting((data[i] & 0xff) << 8 | data[i + 1] & 0xff, int32(data, i + 2));
      }
      control.settingsAck();
    }
    settingsSeen = true;
  }

  private void onGoAway(int stream, byte[] data, int at, int length) throws Http2Exception {
    expect(length >= 8 && stream == 0, "goaway");
    int last = int32(data, at) & Integer.MAX_VALUE;
    int code = int32(data, at + 4);
    // A polite one lets our stream run to its end; the sidecar then ends it with a status.
    if (last < Http2.STREAM || code != 0) {
      ended = "the sidecar goes away: " + Http2.errorName(code);
    }
  }

  private static void expect(boolean holds, String what) throws Http2Exception {
    if (!holds) {
      throw new Http2Exception("malformed " + what);
    }
  }

  private static int int32(byte[] data, int at) {
    return (data[at] & 0xff) << 24 | (data[at + 1] & 0xff) << 16 | (data[at + 2] & 0xff) << 8 | data[at + 3] & 0xff;
  }
}
