// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class SessionMeta {
  public String app = "";
  public long createdMs;
  public long lastAccessMs;
  public int maxInactiveS;
  public String user = "";
  public String address = "";
  public String was = "";
  public final ArrayList<Attribute> container = new ArrayList<Attribute>(0);

  public void writeTo(ProtoWriter out) {
    out.string(10, app);
    out.uint64(16, createdMs);
    out.uint64(24, lastAccessMs);
    out.sint32(32, maxInactiveS);
    out.string(42, user);
    out.string(50, address);
    out.string(58, was);
    for (int i = 0; i < container.size(); i++) {
      int start = out.open(66);
      container.get(i).writeTo(out);
      out.close(start);
    }
  }

  public static SessionMeta readFrom(ProtoReader in) {
    SessionMeta message = new SessionMeta();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.app = in.string();
          break;
        case 16:
          message.createdMs = in.uint64();
          break;
        case 24:
          message.lastAccessMs = in.uint64();
          break;
        case 32:
          message.maxInactiveS = in.sint32();
          break;
        case 42:
          message.user = in.string();
          break;
        case 50:
          message.address = in.string();
          break;
        case 58:
          message.was = in.string();
          break;
        case 66: {
          int end = in.enter();
          message.container.add(Attribute.readFrom(in));
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
