// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Renewed {

  public void writeTo(ProtoWriter out) {
  }

  public static Renewed readFrom(ProtoReader in) {
    Renewed message = new Renewed();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
