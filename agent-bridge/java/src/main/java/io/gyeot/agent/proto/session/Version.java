// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Version {
  public long ms;
  public int counter;
  public String node = "";

  public void writeTo(ProtoWriter out) {
    out.uint64(8, ms);
    out.uint32(16, counter);
    out.string(26, node);
  }

  public static Version readFrom(ProtoReader in) {
    Version message = new Version();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.ms = in.uint64();
          break;
        case 16:
          message.counter = in.uint32();
          break;
        case 26:
          message.node = in.string();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
