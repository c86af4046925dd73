// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class AgentFrame {
  public long seq;
  public Hello hello;
  public Load load;
  public Store store;
  public Touch touch;
  public Invalidate invalidate;
  public ChangeId changeId;
  public Renew renew;
  public Dropped dropped;
  public ExpireIfIdle expireIfIdle;
  public Chunk chunk;

  public void writeTo(ProtoWriter out) {
    out.uint64(8, seq);
    if (hello != null) {
      int start = out.open(18);
      hello.writeTo(out);
      out.close(start);
    }
    if (load != null) {
      int start = out.open(26);
      load.writeTo(out);
      out.close(start);
    }
    if (store != null) {
      int start = out.open(34);
      store.writeTo(out);
      out.close(start);
    }
    if (touch != null) {
      int start = out.open(42);
      touch.writeTo(out);
      out.close(start);
    }
    if (invalidate != null) {
      int start = out.open(50);
      invalidate.writeTo(out);
      out.close(start);
    }
    if (changeId != null) {
      int start = out.open(58);
      changeId.writeTo(out);
      out.close(start);
    }
    if (renew != null) {
      int start = out.open(66);
      renew.writeTo(out);
      out.close(start);
    }
    if (dropped != null) {
      int start = out.open(74);
      dropped.writeTo(out);
      out.close(start);
    }
    if (expireIfIdle != null) {
      int start = out.open(82);
      expireIfIdle.writeTo(out);
      out.close(start);
    }
    if (chunk != null) {
      int start = out.open(90);
      chunk.writeTo(out);
      out.close(start);
    }
  }

  public static AgentFrame readFrom(ProtoReader in) {
    AgentFrame message = new AgentFrame();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.seq = in.uint64();
          break;
        case 18: {
          int end = in.enter();
          message.load = null;
          message.store = null;
          message.touch = null;
          message.invalidate = null;
          message.changeId = null;
          message.renew = null;
          message.dropped = null;
          message.expireIfIdle = null;
          message.chunk = null;
          message.hello = Hello.readFrom(in);
          in.leave(end);
          break;
        }
        case 26: {
          int end = in.enter();
          message.hello = null;
          message.store = null;
          message.touch = null;
          message.invalidate = null;
          message.changeId = null;
          message.renew = null;
          message.dropped = null;
          message.expireIfIdle = null;
          message.chunk = null;
          message.load = Load.readFrom(in);
          in.leave(end);
          break;
        }
        case 34: {
          int end = in.enter();
          message.hello = null;
          message.load = null;
          message.touch = null;
          message.invalidate = null;
          message.changeId = null;
          message.renew = null;
          message.dropped = null;
          message.expireIfIdle = null;
          message.chunk = null;
          message.store = Store.readFrom(in);
          in.leave(end);
          break;
        }
        case 42: {
          int end = in.enter();
          message.hello = null;
          message.load = null;
          message.store = null;
          message.invalidate = null;
          message.changeId = null;
          message.renew = null;
          message.dropped = null;
          message.expireIfIdle = null;
          message.chunk = null;
          message.touch = Touch.readFrom(in);
          in.leave(end);
          break;
        }
        case 50: {
          int end = in.enter();
          message.hello = null;
          message.load = null;
          message.store = null;
          message.touch = null;
          message.changeId = null;
          message.renew = null;
          message.dropped = null;
          message.expireIfIdle = null;
          message.chunk = null;
          message.invalidate = Invalidate.readFrom(in);
          in.leave(end);
          break;
        }
        case 58: {
          int end = in.enter();
          message.hello = null;
          message.load = null;
          message.store = null;
          message.touch = null;
          message.invalidate = null;
          message.renew = null;
          message.dropped = null;
          message.expireIfIdle = null;
          message.chunk = null;
          message.changeId = ChangeId.readFrom(in);
          in.leave(end);
          break;
        }
        case 66: {
          int end = in.enter();
          message.hello = null;
          message.load = null;
          message.store = null;
          message.touch = null;
          message.invalidate = null;
          message.changeId = null;
          message.dropped = null;
          message.expireIfIdle = null;
          message.chunk = null;
          message.renew = Renew.readFrom(in);
          in.leave(end);
          break;
        }
        case 74: {
          int end = in.enter();
          message.hello = null;
          message.load = null;
          message.store = null;
          message.touch = null;
          message.invalidate = null;
          message.changeId = null;
          message.renew = null;
          message.expireIfIdle = null;
          message.chunk = null;
          message.dropped = Dropped.readFrom(in);
          in.leave(end);
          break;
        }
        case 82: {
          int end = in.enter();
          message.hello = null;
          message.load = null;
          message.store = null;
          message.touch = null;
          message.invalidate = null;
          message.changeId = null;
          message.renew = null;
          message.dropped = null;
          message.chunk = null;
          message.expireIfIdle = ExpireIfIdle.readFrom(in);
          in.leave(end);
          break;
        }
        case 90: {
          int end = in.enter();
          message.hello = null;
          message.load = null;
          message.store = null;
          message.touch = null;
          message.invalidate = null;
          message.changeId = null;
          message.renew = null;
          message.dropped = null;
          message.expireIfIdle = null;
          message.chunk = Chunk.readFrom(in);
          in.leave(end);
          break;
        }
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
