// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Chunk {
  public byte[] piece = ProtoReader.NO_BYTES;
  public boolean last;

  public void writeTo(ProtoWriter out) {
    out.bytes(10, piece);
    out.bool(16, last);
  }

  public static Chunk readFrom(ProtoReader in) {
    Chunk message = new Chunk();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.piece = in.bytes();
          break;
        case 16:
          message.last = in.bool();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
