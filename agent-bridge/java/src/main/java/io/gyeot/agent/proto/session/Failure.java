// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Failure {
  public String code = "";
  public String message = "";

  public void writeTo(ProtoWriter out) {
    out.string(10, code);
    out.string(18, message);
  }

  public static Failure readFrom(ProtoReader in) {
    Failure message = new Failure();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.code = in.string();
          break;
        case 18:
          message.message = in.string();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
