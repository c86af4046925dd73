// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.BytesColumn;
import io.gyeot.agent.transport.IntColumn;
import io.gyeot.agent.transport.LongColumn;
import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class Transactions {
  public final LongColumn startUsDelta = new LongColumn();
  public final LongColumn durationUs = new LongColumn();
  public final BytesColumn traceIds = new BytesColumn();
  public final BytesColumn spanIds = new BytesColumn();
  public final BytesColumn parentSpanIds = new BytesColumn();
  public final IntColumn endpoint = new IntColumn();
  public final IntColumn path = new IntColumn();
  public final IntColumn status = new IntColumn();
  public final IntColumn error = new IntColumn();
  public final IntColumn address = new IntColumn();
  public final BytesColumn sessionKeys = new BytesColumn();
  public final BytesColumn userHashes = new BytesColumn();
  public final LongColumn cpuUs = new LongColumn();
  public final LongColumn sqlUs = new LongColumn();
  public final IntColumn sqlCount = new IntColumn();
  public final LongColumn sessionUs = new LongColumn();
  public final IntColumn app = new IntColumn();
  public final IntColumn thread = new IntColumn();

  public void writeTo(ProtoWriter out) {
    out.packedSint64(10, startUsDelta);
    out.packedUint64(18, durationUs);
    out.bytes(26, traceIds);
    out.bytes(34, spanIds);
    out.bytes(42, parentSpanIds);
    out.packedUint32(50, endpoint);
    out.packedUint32(58, path);
    out.packedUint32(66, status);
    out.packedUint32(74, error);
    out.packedUint32(82, address);
    out.bytes(90, sessionKeys);
    out.bytes(98, userHashes);
    out.packedUint64(106, cpuUs);
    out.packedUint64(114, sqlUs);
    out.packedUint32(122, sqlCount);
    out.packedUint64(130, sessionUs);
    out.packedUint32(138, app);
    out.packedUint32(146, thread);
  }

  public static Transactions readFrom(ProtoReader in) {
    Transactions message = new Transactions();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
        case 10:
          in.packedSint64(tag, message.startUsDelta);
          break;
        case 16:
        case 18:
          in.packedUint64(tag, message.durationUs);
          break;
        case 26:
          in.bytes(message.traceIds);
          break;
        case 34:
          in.bytes(message.spanIds);
          break;
        case 42:
          in.bytes(message.parentSpanIds);
          break;
        case 48:
        case 50:
          in.packedUint32(tag, message.endpoint);
          break;
        case 56:
        case 58:
          in.packedUint32(tag, message.path);
          break;
        case 64:
        case 66:
          in.packedUint32(tag, message.status);
          break;
        case 72:
        case 74:
          in.packedUint32(tag, message.error);
          break;
        case 80:
        case 82:
          in.packedUint32(tag, message.address);
          break;
        case 90:
          in.bytes(message.sessionKeys);
          break;
        case 98:
          in.bytes(message.userHashes);
          break;
        case 104:
        case 106:
          in.packedUint64(tag, message.cpuUs);
          break;
        case 112:
        case 114:
          in.packedUint64(tag, message.sqlUs);
          break;
        case 120:
        case 122:
          in.packedUint32(tag, message.sqlCount);
          break;
        case 128:
        case 130:
          in.packedUint64(tag, message.sessionUs);
          break;
        case 136:
        case 138:
          in.packedUint32(tag, message.app);
          break;
        case 144:
        case 146:
          in.packedUint32(tag, message.thread);
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }

  public void clear() {
    startUsDelta.clear();
    durationUs.clear();
    traceIds.clear();
    spanIds.clear();
    parentSpanIds.clear();
    endpoint.clear();
    path.clear();
    status.clear();
    error.clear();
    address.clear();
    sessionKeys.clear();
    userHashes.clear();
    cpuUs.clear();
    sqlUs.clear();
    sqlCount.clear();
    sessionUs.clear();
    app.clear();
    thread.clear();
  }
}
