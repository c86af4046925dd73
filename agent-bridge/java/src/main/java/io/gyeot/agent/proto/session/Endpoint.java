// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Endpoint {
  public String node = "";
  public String unixPath = "";
  public String host = "";
  public int port;
  public String token = "";

  public void writeTo(ProtoWriter out) {
    out.string(10, node);
    out.string(18, unixPath);
    out.string(26, host);
    out.uint32(32, port);
    out.string(42, token);
  }

  public static Endpoint readFrom(ProtoReader in) {
    Endpoint message = new Endpoint();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.node = in.string();
          break;
        case 18:
          message.unixPath = in.string();
          break;
        case 26:
          message.host = in.string();
          break;
        case 32:
          message.port = in.uint32();
          break;
        case 42:
          message.token = in.string();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
