// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Done {

  public void writeTo(ProtoWriter out) {
  }

  public static Done readFrom(ProtoReader in) {
    Done message = new Done();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
