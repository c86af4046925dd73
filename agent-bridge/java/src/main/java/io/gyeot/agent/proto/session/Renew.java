// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Renew {

  public void writeTo(ProtoWriter out) {
  }

  public static Renew readFrom(ProtoReader in) {
    Renew message = new Renew();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
