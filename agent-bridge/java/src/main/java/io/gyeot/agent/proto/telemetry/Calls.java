// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.BytesColumn;
import io.gyeot.agent.transport.IntColumn;
import io.gyeot.agent.transport.LongColumn;
import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Calls {
  public final IntColumn transaction = new IntColumn();
  public final IntColumn kind = new IntColumn();
  public final IntColumn text = new IntColumn();
  public final LongColumn offsetUs = new LongColumn();
  public final LongColumn durationUs = new LongColumn();
  public final LongColumn rows = new LongColumn();
  public final IntColumn error = new IntColumn();
  public final BytesColumn spanIds = new BytesColumn();
  public final IntColumn target = new IntColumn();

  public void writeTo(ProtoWriter out) {
    out.packedUint32(10, transaction);
    out.packedUint32(18, kind);
    out.packedUint32(26, text);
    out.packedUint64(34, offsetUs);
    out.packedUint64(42, durationUs);
    out.packedSint64(50, rows);
    out.packedUint32(58, error);
    out.bytes(66, spanIds);
    out.packedUint32(74, target);
  }

  public static Calls readFrom(ProtoReader in) {
    Calls message = new Calls();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
        case 10:
          in.packedUint32(tag, message.transaction);
          break;
        case 16:
        case 18:
          in.packedUint32(tag, message.kind);
          break;
        case 24:
        case 26:
          in.packedUint32(tag, message.text);
          break;
        case 32:
        case 34:
          in.packedUint64(tag, message.offsetUs);
          break;
        case 40:
        case 42:
          in.packedUint64(tag, message.durationUs);
          break;
        case 48:
        case 50:
          in.packedSint64(tag, message.rows);
          break;
        case 56:
        case 58:
          in.packedUint32(tag, message.error);
          break;
        case 66:
          in.bytes(message.spanIds);
          break;
        case 72:
        case 74:
          in.packedUint32(tag, message.target);
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }

  public void clear() {
    transaction.clear();
    kind.clear();
    text.clear();
    offsetUs.clear();
    durationUs.clear();
    rows.clear();
    error.clear();
    spanIds.clear();
    target.clear();
  }
}
