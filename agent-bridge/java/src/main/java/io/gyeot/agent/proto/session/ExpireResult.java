// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class ExpireResult {
  public boolean expired;
  public long lastAccessMs;
  public boolean gone;

  public void writeTo(ProtoWriter out) {
    out.bool(8, expired);
    out.uint64(16, lastAccessMs);
    out.bool(24, gone);
  }

  public static ExpireResult readFrom(ProtoReader in) {
    ExpireResult message = new ExpireResult();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.expired = in.bool();
          break;
        case 16:
          message.lastAccessMs = in.uint64();
          break;
        case 24:
          message.gone = in.bool();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
