// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class MemoryPool {
  public String name = "";
  public String kind = "";
  public long used;
  public long committed;
  public long max;

  public void writeTo(ProtoWriter out) {
    out.string(10, name);
    out.string(18, kind);
    out.uint64(24, used);
    out.uint64(32, committed);
    out.uint64(40, max);
  }

  public static MemoryPool readFrom(ProtoReader in) {
    MemoryPool message = new MemoryPool();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.name = in.string();
          break;
        case 18:
          message.kind = in.string();
          break;
        case 24:
          message.used = in.uint64();
          break;
        case 32:
          message.committed = in.uint64();
          break;
        case 40:
          message.max = in.uint64();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
