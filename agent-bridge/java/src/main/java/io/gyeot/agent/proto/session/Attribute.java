// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Attribute {
  public String name = "";
  public byte[] value = ProtoReader.NO_BYTES;
  public String type = "";
  public Version version;
  public boolean inPlace;

  public void writeTo(ProtoWriter out) {
    out.string(10, name);
    out.bytes(18, value);
    out.string(26, type);
    if (version != null) {
      int start = out.open(34);
      version.writeTo(out);
      out.close(start);
    }
    out.bool(40, inPlace);
  }

  public static Attribute readFrom(ProtoReader in) {
    Attribute message = new Attribute();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.name = in.string();
          break;
        case 18:
          message.value = in.bytes();
          break;
        case 26:
          message.type = in.string();
          break;
        case 34: {
          int end = in.enter();
          message.version = Version.readFrom(in);
          in.leave(end);
          break;
        }
        case 40:
          message.inPlace = in.bool();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
