// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Held {
  public byte[] key = ProtoReader.NO_BYTES;
  public Version version;

  public void writeTo(ProtoWriter out) {
    out.bytes(10, key);
    if (version != null) {
      int start = out.open(18);
      version.writeTo(out);
      out.close(start);
    }
  }

  public static Held readFrom(ProtoReader in) {
    Held message = new Held();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.key = in.bytes();
          break;
        case 18: {
          int end = in.enter();
          message.version = Version.readFrom(in);
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
