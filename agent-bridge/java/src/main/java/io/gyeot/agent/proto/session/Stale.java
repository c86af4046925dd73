// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class Stale {
  public long notice;
  public final ArrayList<byte[]> keys = new ArrayList<byte[]>(0);

  public void writeTo(ProtoWriter out) {
    out.uint64(8, notice);
    for (int i = 0; i < keys.size(); i++) {
      out.bytesElement(18, keys.get(i), 0, keys.get(i).length);
    }
  }

  public static Stale readFrom(ProtoReader in) {
    Stale message = new Stale();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.notice = in.uint64();
          break;
        case 18:
          message.keys.add(in.bytes());
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
