// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.session;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class GridFrame {
  public long seq;
  public Welcome welcome;
  public LoadResult loadResult;
  public StoreResult storeResult;
  public Done done;
  public Renewed renewed;
  public Stale stale;
  public Kill kill;
  public ModeChange modeChange;
  public ExpireResult expireResult;
  public Failure failure;
  public Chunk chunk;
  public Fallbacks fallbacks;
  public Bundle bundle;

  public void writeTo(ProtoWriter out) {
    out.uint64(8, seq);
    if (welcome != null) {
      int start = out.open(18);
      welcome.writeTo(out);
      out.close(start);
    }
    if (loadResult != null) {
      int start = out.open(26);
      loadResult.writeTo(out);
      out.close(start);
    }
    if (storeResult != null) {
      int start = out.open(34);
      storeResult.writeTo(out);
      out.close(start);
    }
    if (done != null) {
      int start = out.open(42);
      done.writeTo(out);
      out.close(start);
    }
    if (renewed != null) {
      int start = out.open(50);
      renewed.writeTo(out);
      out.close(start);
    }
    if (stale != null) {
      int start = out.open(58);
      stale.writeTo(out);
      out.close(start);
    }
    if (kill != null) {
      int start = out.open(66);
      kill.writeTo(out);
      out.close(start);
    }
    if (modeChange != null) {
      int start = out.open(74);
      modeChange.writeTo(out);
      out.close(start);
    }
    if (expireResult != null) {
      int start = out.open(82);
      expireResult.writeTo(out);
      out.close(start);
    }
    if (failure != null) {
      int start = out.open(90);
      failure.writeTo(out);
      out.close(start);
    }
    if (chunk != null) {
      int start = out.open(98);
      chunk.writeTo(out);
      out.close(start);
    }
    if (fallbacks != null) {
      int start = out.open(106);
      fallbacks.writeTo(out);
      out.close(start);
    }
    if (bundle != null) {
      int start = out.open(114);
      bundle.writeTo(out);
      out.close(start);
    }
  }

  public static GridFrame readFrom(ProtoReader in) {
    GridFrame message = new GridFrame();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.seq = in.uint64();
          break;
        case 18: {
          int end = in.enter();
          message.loadResult = null;
          message.storeResult = null;
          message.done = null;
          message.renewed = null;
          message.stale = null;
          message.kill = null;
          message.modeChange = null;
          message.expireResult = null;
          message.failure = null;
          message.chunk = null;
          message.fallbacks = null;
          message.bundle = null;
          message.welcome = Welcome.readFrom(in);
          in.leave(end);
          break;
        }
        case 26: {
          int end = in.enter();
          message.welcome = null;
          message.storeResult = null;
          message.done = null;
          message.renewed = null;
          message.stale = null;
          message.kill = null;
          message.modeChange = null;
          message.expireResult = null;
          message.failure = null;
          message.chunk = null;
          message.fallbacks = null;
          message.bundle = null;
          message.loadResult = LoadResult.readFrom(in);
          in.leave(end);
          break;
        }
        case 34: {
          int end = in.enter();
          message.welcome = null;
          message.loadResult = null;
          message.done = null;
          message.renewed = null;
          message.stale = null;
          message.kill = null;
          message.modeChange = null;
          message.expireResult = null;
          message.failure = null;
          message.chunk = null;
          message.fallbacks = null;
          message.bundle = null;
          message.storeResult = StoreResult.readFrom(in);
          in.leave(end);
          break;
        }
        case 42: {
          int end = in.enter();
          message.welcome = null;
          message.loadResult = null;
          message.storeResult = null;
          message.renewed = null;
          message.stale = null;
          message.kill = null;
          message.modeChange = null;
          message.expireResult = null;
          message.failure = null;
          message.chunk = null;
          message.fallbacks = null;
          message.bundle = null;
          message.done = Done.readFrom(in);
          in.leave(end);
          break;
        }
        case 50: {
          int end = in.enter();
          message.welcome = null;
          message.loadResult = null;
          message.storeResult = null;
          message.done = null;
          message.stale = null;
          message.kill = null;
          message.modeChange = null;
          message.expireResult = null;
          message.failure = null;
          message.chunk = null;
          message.fallbacks = null;
          message.bundle = null;
          message.renewed = Renewed.readFrom(in);
          in.leave(end);
          break;
        }
        case 58: {
          int end = in.enter();
          message.welcome = null;
          message.loadResult = null;
          message.storeResult = null;
          message.done = null;
          message.renewed = null;
          message.kill = null;
          message.modeChange = null;
          message.expireResult = null;
          message.failure = null;
          message.chunk = null;
          message.fallbacks = null;
          message.bundle = null;
          message.stale = Stale.readFrom(in);
          in.leave(end);
          break;
        }
        case 66: {
          int end = in.enter();
          message.welcome = null;
          message.loadResult = null;
          message.storeResult = null;
          message.done = null;
          message.renewed = null;
          message.stale = null;
          message.modeChange = null;
          message.expireResult = null;
          message.failure = null;
          message.chunk = null;
          message.fallbacks = null;
          message.bundle = null;
          message.kill = Kill.readFrom(in);
          in.leave(end);
          break;
        }
        case 74: {
          int end = in.enter();
          message.welcome = null;
          message.loadResult = null;
          message.storeResult = null;
          message.done = null;
          message.renewed = null;
          message.stale = null;
          message.kill = null;
          message.expireResult = null;
          message.failure = null;
          message.chunk = null;
          message.fallbacks = null;
          message.bundle = null;
          message.modeChange = ModeChange.readFrom(in);
          in.leave(end);
          break;
        }
        case 82: {
          int end = in.enter();
          message.welcome = null;
          message.loadResult = null;
          message.storeResult = null;
          message.done = null;
          message.renewed = null;
          message.stale = null;
          message.kill = null;
          message.modeChange = null;
          message.failure = null;
          message.chunk = null;
          message.fallbacks = null;
          message.bundle = null;
          message.expireResult = ExpireResult.readFrom(in);
          in.leave(end);
          break;
        }
        case 90: {
          int end = in.enter();
          message.welcome = null;
          message.loadResult = null;
          message.storeResult = null;
          message.done = null;
          message.renewed = null;
          message.stale = null;
          message.kill = null;
          message.modeChange = null;
          message.expireResult = null;
          message.chunk = null;
          message.fallbacks = null;
          message.bundle = null;
          message.failure = Failure.readFrom(in);
          in.leave(end);
          break;
        }
        case 98: {
          int end = in.enter();
          message.welcome = null;
          message.loadResult = null;
          message.storeResult = null;
          message.done = null;
          message.renewed = null;
          message.stale = null;
          message.kill = null;
          message.modeChange = null;
          message.expireResult = null;
          message.failure = null;
          message.fallbacks = null;
          message.bundle = null;
          message.chunk = Chunk.readFrom(in);
          in.leave(end);
          break;
        }
        case 106: {
          int end = in.enter();
          message.welcome = null;
          message.loadResult = null;
          message.storeResult = null;
          message.done = null;
          message.renewed = null;
          message.stale = null;
          message.kill = null;
          message.modeChange = null;
          message.expireResult = null;
          message.failure = null;
          message.chunk = null;
          message.bundle = null;
          message.fallbacks = Fallbacks.readFrom(in);
          in.leave(end);
          break;
        }
        case 114: {
          int end = in.enter();
          message.welcome = null;
          message.loadResult = null;
          message.storeResult = null;
          message.done = null;
          message.renewed = null;
          message.stale = null;
          message.kill = null;
          message.modeChange = null;
          message.expireResult = null;
          message.failure = null;
          message.chunk = null;
          message.fallbacks = null;
          message.bundle = Bundle.readFrom(in);
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
