// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class Touch {
  public final ArrayList<Touched> touched = new ArrayList<Touched>(0);

  public void writeTo(ProtoWriter out) {
    for (int i = 0; i < touched.size(); i++) {
      int start = out.open(10);
      touched.get(i).writeTo(out);
      out.close(start);
    }
  }

  public static Touch readFrom(ProtoReader in) {
    Touch message = new Touch();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10: {
          int end = in.enter();
          message.touched.add(Touched.readFrom(in));
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
