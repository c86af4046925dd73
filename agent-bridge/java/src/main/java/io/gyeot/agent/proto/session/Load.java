// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Load {
  public byte[] key = ProtoReader.NO_BYTES;
  public Version known;

  public void writeTo(ProtoWriter out) {
    out.bytes(10, key);
    if (known != null) {
      int start = out.open(18);
      known.writeTo(out);
      out.close(start);
    }
  }

  public static Load readFrom(ProtoReader in) {
    Load message = new Load();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.key = in.bytes();
          break;
        case 18: {
          int end = in.enter();
          message.known = Version.readFrom(in);
          in.leave(end);
          break;
        }
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
