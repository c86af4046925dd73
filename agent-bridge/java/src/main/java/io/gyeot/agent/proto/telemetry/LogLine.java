// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class LogLine {
  public long atMs;
  public String level = "";
  public String message = "";

  public void writeTo(ProtoWriter out) {
    out.uint64(8, atMs);
    out.string(18, level);
    out.string(26, message);
  }

  public static LogLine readFrom(ProtoReader in) {
    LogLine message = new LogLine();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.atMs = in.uint64();
          break;
        case 18:
          message.level = in.string();
          break;
        case 26:
          message.message = in.string();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
