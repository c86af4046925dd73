// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class StoreResult {
  public static final int OUTCOME_UNSPECIFIED = 0;
  public static final int OUTCOME_ACKNOWLEDGED = 1;
  public static final int OUTCOME_DEGRADED = 2;
  public static final int OUTCOME_DEAD = 3;

  public int outcome;
  public Version version;
  public boolean stale;

  public void writeTo(ProtoWriter out) {
    out.int32(8, outcome);
    if (version != null) {
      int start = out.open(18);
      version.writeTo(out);
      out.close(start);
    }
    out.bool(24, stale);
  }

  public static StoreResult readFrom(ProtoReader in) {
    StoreResult message = new StoreResult();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.outcome = in.int32();
          break;
        case 18: {
          int end = in.enter();
          message.version = Version.readFrom(in);
          in.leave(end);
          break;
        }
        case 24:
          message.stale = in.bool();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
