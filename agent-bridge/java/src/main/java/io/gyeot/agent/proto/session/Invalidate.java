// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Invalidate {
  public byte[] key = ProtoReader.NO_BYTES;
  public String reason = "";
  public long operation;

  public void writeTo(ProtoWriter out) {
    out.bytes(10, key);
    out.string(18, reason);
    out.uint64(24, operation);
  }

  public static Invalidate readFrom(ProtoReader in) {
    Invalidate message = new Invalidate();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.key = in.bytes();
          break;
        case 18:
          message.reason = in.string();
          break;
        case 24:
          message.operation = in.uint64();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
