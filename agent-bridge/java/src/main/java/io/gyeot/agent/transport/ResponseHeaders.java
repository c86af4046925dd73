package io.gyeot.agent.transport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What this client wants to know of a response's headers and trailers. Everything else is read and forgotten. */
final class ResponseHeaders {
  /** Longest text of the other side that reaches our log. */
  private static final int MESSAGE_CHARS_MAX = 300;

  private static final String[] CODES = {
    "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
    "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
    "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED"
  };

  /** HTTP status, null until it came. */
  String status;

  String grpcStatus;
  String grpcMessage;

  void header(String name, String value) {
    if (name.equals(":status")) {
      status = value;
    } else if (name.equals("grpc-status")) {
      grpcStatus = value;
    } else if (name.equals("grpc-message")) {
      grpcMessage = value;
    }
  }

  /** How the stream ended, for people: "UNAUTHENTICATED: wrong token". */
  String reason() {
    if (grpcStatus == null) {
      return "the sidecar ended the stream without a status";
    }
    String name = "status " + printable(grpcStatus);
    for (int i = 0; i < CODES.length; i++) {
      if (grpcStatus.equals(Integer.toString(i))) {
        name = CODES[i];
      }
    }
    return grpcMessage == null || grpcMessage.isEmpty() ? name : name + ": " + printable(percentDecoded(grpcMessage));
  }

  /** Text from outside, made safe for a log: one line, no control characters, bounded. */
  static String printable(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), MESSAGE_CHARS_MAX));
    for (int i = 0; i < text.length() && i < MESSAGE_CHARS_MAX; i++) {
      char c = text.charAt(i);
      out.append(c < ' ' || c == 127 ? ' ' : c);
    }
    return out.toString();
  }

  private static String percentDecoded(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < text.length()) {
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        if (high >= 0 && low >= 0) {
          out.write(high * 16 + low);
          i += 2;
          continue;
        }
      }
      out.write(c);
    }
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
