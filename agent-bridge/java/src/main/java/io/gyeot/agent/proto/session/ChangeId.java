// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class ChangeId {
  public byte[] oldKey = ProtoReader.NO_BYTES;
  public byte[] newKey = ProtoReader.NO_BYTES;
  public long operation;

  public void writeTo(ProtoWriter out) {
    out.bytes(10, oldKey);
    out.bytes(18, newKey);
    out.uint64(24, operation);
  }

  public static ChangeId readFrom(ProtoReader in) {
    ChangeId message = new ChangeId();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.oldKey = in.bytes();
          break;
        case 18:
          message.newKey = in.bytes();
          break;
        case 24:
          message.operation = in.uint64();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
