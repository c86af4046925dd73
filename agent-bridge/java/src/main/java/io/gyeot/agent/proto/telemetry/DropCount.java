// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class DropCount {
  public String reason = "";
  public long count;

  public void writeTo(ProtoWriter out) {
    out.string(10, reason);
    out.uint64(16, count);
  }

  public static DropCount readFrom(ProtoReader in) {
    DropCount message = new DropCount();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.reason = in.string();
          break;
        case 16:
          message.count = in.uint64();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
