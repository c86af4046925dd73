// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Pool {
  public String name = "";
  public int busy;
  public int size;
  public int max;
  public int waiting;

  public void writeTo(ProtoWriter out) {
    out.string(10, name);
    out.uint32(16, busy);
    out.uint32(24, size);
    out.uint32(32, max);
    out.uint32(40, waiting);
  }

  public static Pool readFrom(ProtoReader in) {
    Pool message = new Pool();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.name = in.string();
          break;
        case 16:
          message.busy = in.uint32();
          break;
        case 24:
          message.size = in.uint32();
          break;
        case 32:
          message.max = in.uint32();
          break;
        case 40:
          message.waiting = in.uint32();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
