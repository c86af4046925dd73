package io.gyeot.agent.transport;

import java.nio.charset.StandardCharsets;

/** Numbers of HTTP/2 (RFC 9113) and gRPC that this client uses, and the limits it holds a sidecar to. */
final class Http2 {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 0x1;
  static final int ACK = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int PRIORITY_FLAG = 0x20;

  static final int SETTING_HEADER_TABLE_SIZE = 1;
  static final int SETTING_ENABLE_PUSH = 2;
  static final int SETTING_INITIAL_WINDOW_SIZE = 4;
  static final int SETTING_MAX_FRAME_SIZE = 5;
  static final int SETTING_MAX_HEADER_LIST_SIZE = 6;

  static final int CANCEL = 8;

  static final int FRAME_HEADER_BYTES = 9;
  static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** The only stream of a connection. */
  static final int STREAM = 1;

  /** The protocol's default, which we keep: bounds the read buffer, and large messages gain nothing from more. */
  static final int FRAME_BYTES_MAX = 16_384;

  static final int WINDOW_DEFAULT = 65_535;

  /** What the sidecar may send before we took it: one large session in flight without a pause. */
  static final int RECEIVE_WINDOW = 1 << 20;

  /** One compressed header block. A gRPC answer takes under 300 bytes; more is an attack on memory. */
  static final int HEADER_BLOCK_BYTES_MAX = 16_384;

  /** CONTINUATION frames of one block: an endless row of empty ones must not keep the reader busy. */
  static final int CONTINUATIONS_MAX = 16;

  /** One gRPC message in: the largest frame of the session protocol. Protects the heap of the WAS. */
  static final int MESSAGE_BYTES_MAX = 64 << 20;

  /** gRPC's prefix: one byte of compression, four of length. */
  static final int PREFIX_BYTES = 5;

  private Http2() {}

  /** Name of an error code, for people. */
  static String errorName(int code) {
    String[] names = {
      "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED",
      "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM",
      "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED"
    };
    return code >= 0 && code < names.length ? names[code] : "error " + code;
  }
}
