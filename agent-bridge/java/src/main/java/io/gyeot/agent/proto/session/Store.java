// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class Store {
  public byte[] key = ProtoReader.NO_BYTES;
  public Version base;
  public SessionMeta meta;
  public final ArrayList<Attribute> attributes = new ArrayList<Attribute>(0);
  public final ArrayList<String> removed = new ArrayList<String>(0);
  public boolean create;
  public final ArrayList<Attribute> localOnly = new ArrayList<Attribute>(0);
  public long operation;
  public boolean containerChanged;
  public long ageMs;

  public void writeTo(ProtoWriter out) {
    out.bytes(10, key);
    if (base != null) {
      int start = out.open(18);
      base.writeTo(out);
      out.close(start);
    }
    if (meta != null) {
      int start = out.open(26);
      meta.writeTo(out);
      out.close(start);
    }
    for (int i = 0; i < attributes.size(); i++) {
      int start = out.open(34);
      attributes.get(i).writeTo(out);
      out.close(start);
    }
    for (int i = 0; i < removed.size(); i++) {
      out.stringElement(42, removed.get(i));
    }
    out.bool(48, create);
    for (int i = 0; i < localOnly.size(); i++) {
      int start = out.open(58);
      localOnly.get(i).writeTo(out);
      out.close(start);
    }
    out.uint64(64, operation);
    out.bool(72, containerChanged);
    out.uint64(80, ageMs);
  }

  public static Store readFrom(ProtoReader in) {
    Store message = new Store();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 10:
          message.key = in.bytes();
          break;
        case 18: {
          int end = in.enter();
          message.base = Version.readFrom(in);
          in.leave(end);
          break;
        }
        case 26: {
          int end = in.enter();
          message.meta = SessionMeta.readFrom(in);
          in.leave(end);
          break;
        }
        case 34: {
          int end = in.enter();
          message.attributes.add(Attribute.readFrom(in));
          in.leave(end);
          break;
        }
        case 42:
          message.removed.add(in.string());
          break;
        case 48:
          message.create = in.bool();
          break;
        case 58: {
          int end = in.enter();
          message.localOnly.add(Attribute.readFrom(in));
          in.leave(end);
          break;
        }
        case 64:
          message.operation = in.uint64();
          break;
        case 72:
          message.containerChanged = in.bool();
          break;
        case 80:
          message.ageMs = in.uint64();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
