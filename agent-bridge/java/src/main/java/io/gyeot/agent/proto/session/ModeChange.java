// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class ModeChange {
  public String mode = "";
  public String guarantee = "";

  public void writeTo(ProtoWriter out) {
    out.string(10, mode);
    out.string(18, guarantee);
  }

  public static ModeChange readFrom(ProtoReader in) {
    ModeChange message = new ModeChange();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.mode = in.string();
          break;
        case 18:
          message.guarantee = in.string();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
