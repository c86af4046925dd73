// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class Bundle {
  public final ArrayList<byte[]> frames = new ArrayList<byte[]>(0);

  public void writeTo(ProtoWriter out) {
    for (int i = 0; i < frames.size(); i++) {
      out.bytesElement(10, frames.get(i), 0, frames.get(i).length);
    }
  }

  public static Bundle readFrom(ProtoReader in) {
    Bundle message = new Bundle();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.frames.add(in.bytes());
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
