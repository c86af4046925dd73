// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Kill {
  public byte[] key = ProtoReader.NO_BYTES;
  public boolean fireListeners;
  public String reason = "";

  public void writeTo(ProtoWriter out) {
    out.bytes(10, key);
    out.bool(16, fireListeners);
    out.string(26, reason);
  }

  public static Kill readFrom(ProtoReader in) {
    Kill message = new Kill();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.key = in.bytes();
          break;
        case 16:
          message.fireListeners = in.bool();
          break;
        case 26:
          message.reason = in.string();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
