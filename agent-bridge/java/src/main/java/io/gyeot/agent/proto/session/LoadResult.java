// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class LoadResult {
  public static final int OUTCOME_UNSPECIFIED = 0;
  public static final int OUTCOME_FOUND = 1;
  public static final int OUTCOME_ABSENT = 2;
  public static final int OUTCOME_DEAD = 3;
  public static final int OUTCOME_UNKNOWN = 4;
  public static final int OUTCOME_NOT_MODIFIED = 5;

  public int outcome;
  public SessionMeta meta;
  public Version version;
  public final ArrayList<Attribute> attributes = new ArrayList<Attribute>(0);
  public boolean delta;
  public final ArrayList<String> removed = new ArrayList<String>(0);

  public void writeTo(ProtoWriter out) {
    out.int32(8, outcome);
    if (meta != null) {
      int start = out.open(18);
      meta.writeTo(out);
      out.close(start);
    }
    if (version != null) {
      int start = out.open(26);
      version.writeTo(out);
      out.close(start);
    }
    for (int i = 0; i < attributes.size(); i++) {
      int start = out.open(34);
      attributes.get(i).writeTo(out);
      out.close(start);
    }
    out.bool(40, delta);
    for (int i = 0; i < removed.size(); i++) {
      out.stringElement(50, removed.get(i));
    }
  }

  public static LoadResult readFrom(ProtoReader in) {
    LoadResult message = new LoadResult();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.outcome = in.int32();
          break;
        case 18: {
          int end = in.enter();
          message.meta = SessionMeta.readFrom(in);
          in.leave(end);
          break;
        }
        case 26: {
          int end = in.enter();
          message.version = Version.readFrom(in);
          in.leave(end);
          break;
        }
        case 34: {
          int end = in.enter();
          message.attributes.add(Attribute.readFrom(in));
          in.leave(end);
          break;
        }
        case 40:
          message.delta = in.bool();
          break;
        case 50:
          message.removed.add(in.string());
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
