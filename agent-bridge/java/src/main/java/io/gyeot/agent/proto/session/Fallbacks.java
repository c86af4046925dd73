// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class Fallbacks {
  public final ArrayList<Endpoint> endpoints = new ArrayList<Endpoint>(0);

  public void writeTo(ProtoWriter out) {
    for (int i = 0; i < endpoints.size(); i++) {
      int start = out.open(10);
      endpoints.get(i).writeTo(out);
      out.close(start);
    }
  }

  public static Fallbacks readFrom(ProtoReader in) {
    Fallbacks message = new Fallbacks();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10: {
          int end = in.enter();
          message.endpoints.add(Endpoint.readFrom(in));
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
