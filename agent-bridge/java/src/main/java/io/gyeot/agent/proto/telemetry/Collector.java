// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Collector {
  public String name = "";
  public long count;
  public long timeMs;

  public void writeTo(ProtoWriter out) {
    out.string(10, name);
    out.uint64(16, count);
    out.uint64(24, timeMs);
  }

  public static Collector readFrom(ProtoReader in) {
    Collector message = new Collector();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.name = in.string();
          break;
        case 16:
          message.count = in.uint64();
          break;
        case 24:
          message.timeMs = in.uint64();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
