// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class Hello {
  public int protocol;
  public String was = "";
  public String incarnation = "";
  public String server = "";
  public int pid;
  public final ArrayList<Held> held = new ArrayList<Held>(0);
  public final ArrayList<String> features = new ArrayList<String>(0);

  public void writeTo(ProtoWriter out) {
    out.uint32(8, protocol);
    out.string(18, was);
    out.string(26, incarnation);
    out.string(34, server);
    out.uint32(40, pid);
    for (int i = 0; i < held.size(); i++) {
      int start = out.open(50);
      held.get(i).writeTo(out);
      out.close(start);
    }
    for (int i = 0; i < features.size(); i++) {
      out.stringElement(58, features.get(i));
    }
  }

  public static Hello readFrom(ProtoReader in) {
    Hello message = new Hello();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.protocol = in.uint32();
          break;
        case 18:
          message.was = in.string();
          break;
        case 26:
          message.incarnation = in.string();
          break;
        case 34:
          message.server = in.string();
          break;
        case 40:
          message.pid = in.uint32();
          break;
        case 50: {
          int end = in.enter();
          message.held.add(Held.readFrom(in));
          in.leave(end);
          break;
        }
        case 58:
          message.features.add(in.string());
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
