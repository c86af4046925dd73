// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class Welcome {
  public int protocol;
  public String node = "";
  public int leaseMs;
  public final ArrayList<Endpoint> fallbacks = new ArrayList<Endpoint>(0);
  public ModeChange mode;
  public boolean strict;

  public void writeTo(ProtoWriter out) {
    out.uint32(8, protocol);
    out.string(18, node);
    out.uint32(24, leaseMs);
    for (int i = 0; i < fallbacks.size(); i++) {
      int start = out.open(34);
      fallbacks.get(i).writeTo(out);
      out.close(start);
    }
    if (mode != null) {
      int start = out.open(42);
      mode.writeTo(out);
      out.close(start);
    }
    out.bool(48, strict);
  }

  public static Welcome readFrom(ProtoReader in) {
    Welcome message = new Welcome();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.protocol = in.uint32();
          break;
        case 18:
          message.node = in.string();
          break;
        case 24:
          message.leaseMs = in.uint32();
          break;
        case 34: {
          int end = in.enter();
          message.fallbacks.add(Endpoint.readFrom(in));
          in.leave(end);
          break;
        }
        case 42: {
          int end = in.enter();
          message.mode = ModeChange.readFrom(in);
          in.leave(end);
          break;
        }
        case 48:
          message.strict = in.bool();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
