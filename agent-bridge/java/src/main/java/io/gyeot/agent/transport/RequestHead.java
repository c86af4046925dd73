package io.gyeot.agent.transport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes a connection begins with: preface, our settings, a wider window, and the stream's request headers. */
final class RequestHead {
  /** Tokens are 64 hex characters; anything longer than this does not come from a sidecar. */
  private static final int TOKEN_CHARS_MAX = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

  private RequestHead() {}

  static byte[] bytes(Endpoint endpoint, String servicePath) {
    RequestHead head = new RequestHead();
    head.out.write(Http2.PREFACE, 0, Http2.PREFACE.length);
    head.settings();
    head.frame(4, Http2.WINDOW_UPDATE, 0, 0);
    head.int32(Http2.RECEIVE_WINDOW - Http2.WINDOW_DEFAULT);
    byte[] block = headers(endpoint, servicePath);
    head.frame(block.length, Http2.HEADERS, Http2.END_HEADERS, Http2.STREAM);
    head.out.write(block, 0, block.length);
    return head.out.toByteArray();
  }

  private void settings() {
    int[] settings = {
      Http2.SETTING_HEADER_TABLE_SIZE, 0,
      Http2.SETTING_ENABLE_PUSH, 0,
      Http2.SETTING_INITIAL_WINDOW_SIZE, Http2.RECEIVE_WINDOW,
      Http2.SETTING_MAX_FRAME_SIZE, Http2.FRAME_BYTES_MAX,
      Http2.SETTING_MAX_HEADER_LIST_SIZE, Http2.HEADER_BLOCK_BYTES_MAX,
    };
    frame(settings.length / 2 * 6, Http2.SETTINGS, 0, 0);
    for (int i = 0; i < settings.length; i += 2) {
      out.write(settings[i] >> 8);
      out.write(settings[i]);
      int32(settings[i + 1]);
    }
  }

  private static byte[] headers(Endpoint endpoint, String servicePath) {
    RequestHead block = new RequestHead();
    block.out.write(0x83); // :method POST
    block.out.write(0x86); // :scheme http
    block.named(4, servicePath);
    block.named(1, endpoint.unixPath != null ? "localhost" : endpoint.host + ":" + endpoint.port);
    block.literal("te", "trailers", 0x00);
    block.named(31, "application/grpc");
    block.named(58, "gyeot-agent");
    String token = endpoint.token == null ? "" : endpoint.token;
    // Never indexed: no proxy in between may keep the token in a table.
    block.literal("gyeot-token", token.length() > TOKEN_CHARS_MAX ? "" : token, 0x10);
    return block.out.toByteArray();
  }

  private void named(int index, String value) {
    if (index < 15) {
      out.write(index);
    } else {
      out.write(15);
      out.write(index - 15);
    }
    text(value);
  }

  private void literal(String name, String value, int kind) {
    out.write(kind);
    text(name);
    text(value);
  }

  private void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int length = bytes.length;
    if (length < 127) {
      out.write(length);
    } else {
      out.write(127);
      int rest = length - 127;
      while (rest > 127) {
        out.write(rest & 0x7f | 0x80);
        rest >>>= 7;
      }
      out.write(rest);
    }
    out.write(bytes, 0, length);
  }

  private void frame(int length, int type, int flags, int stream) {
    out.write(length >> 16);
    out.write(length >> 8);
    out.write(length);
    out.write(type);
    out.write(flags);
    int32(stream);
  }

  private void int32(int value) {
    out.write(value >> 24);
    out.write(value >> 16);
    out.write(value >> 8);
    out.write(value);
  }
}
