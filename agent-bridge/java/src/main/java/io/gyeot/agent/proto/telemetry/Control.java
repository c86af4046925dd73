// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class Control {
  public long seq;
  public String userCookie = "";
  public final ArrayList<String> trustedProxies = new ArrayList<String>(0);

  public void writeTo(ProtoWriter out) {
    out.uint64(8, seq);
    out.string(18, userCookie);
    for (int i = 0; i < trustedProxies.size(); i++) {
      out.stringElement(26, trustedProxies.get(i));
    }
  }

  public static Control readFrom(ProtoReader in) {
    Control message = new Control();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.seq = in.uint64();
          break;
        case 18:
          message.userCookie = in.string();
          break;
        case 26:
          message.trustedProxies.add(in.string());
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
