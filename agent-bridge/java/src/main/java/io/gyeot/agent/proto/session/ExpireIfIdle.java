// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class ExpireIfIdle {
  public byte[] key = ProtoReader.NO_BYTES;
  public long lastAccessMs;

  public void writeTo(ProtoWriter out) {
    out.bytes(10, key);
    out.uint64(16, lastAccessMs);
  }

  public static ExpireIfIdle readFrom(ProtoReader in) {
    ExpireIfIdle message = new ExpireIfIdle();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.key = in.bytes();
          break;
        case 16:
          message.lastAccessMs = in.uint64();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
