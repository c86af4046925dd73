// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Dropped {
  public long notice;

  public void writeTo(ProtoWriter out) {
    out.uint64(8, notice);
  }

  public static Dropped readFrom(ProtoReader in) {
    Dropped message = new Dropped();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.notice = in.uint64();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
