// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.IntColumn;
import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class Gauges {
  public long atMs;
  public final ArrayList<MemoryPool> pools = new ArrayList<MemoryPool>(0);
  public final ArrayList<Collector> collectors = new ArrayList<Collector>(0);
  public int threads;
  public int threadsDaemon;
  public int threadsPeak;
  public double processCpu;
  public double systemCpu;
  public long heapUsed;
  public long heapCommitted;
  public long heapMax;
  public final ArrayList<Pool> connectors = new ArrayList<Pool>(0);
  public final ArrayList<Pool> jdbcPools = new ArrayList<Pool>(0);
  public final IntColumn inFlight = new IntColumn();
  public long loadedClasses;
  public String sessionMode = "";
  public long nearSessions;
  public long agentCpuUs;
  public long heapUsedAfterGc;

  public void writeTo(ProtoWriter out) {
    out.uint64(8, atMs);
    for (int i = 0; i < pools.size(); i++) {
      int start = out.open(18);
      pools.get(i).writeTo(out);
      out.close(start);
    }
    for (int i = 0; i < collectors.size(); i++) {
      int start = out.open(26);
      collectors.get(i).writeTo(out);
      out.close(start);
    }
    out.uint32(32, threads);
    out.uint32(40, threadsDaemon);
    out.uint32(48, threadsPeak);
    out.float64(57, processCpu);
    out.float64(65, systemCpu);
    out.uint64(72, heapUsed);
    out.uint64(80, heapCommitted);
    out.uint64(88, heapMax);
    for (int i = 0; i < connectors.size(); i++) {
      int start = out.open(98);
      connectors.get(i).writeTo(out);
      out.close(start);
    }
    for (int i = 0; i < jdbcPools.size(); i++) {
      int start = out.open(106);
      jdbcPools.get(i).writeTo(out);
      out.close(start);
    }
    out.packedUint32(114, inFlight);
    out.uint64(120, loadedClasses);
    out.string(130, sessionMode);
    out.uint64(136, nearSessions);
    out.uint64(144, agentCpuUs);
    out.uint64(152, heapUsedAfterGc);
  }

  public static Gauges readFrom(ProtoReader in) {
    Gauges message = new Gauges();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.atMs = in.uint64();
          break;
        case 18: {
          int end = in.enter();
          message.pools.add(MemoryPool.readFrom(in));
          in.leave(end);
          break;
        }
        case 26: {
          int end = in.enter();
          message.collectors.add(Collector.readFrom(in));
          in.leave(end);
          break;
        }
        case 32:
          message.threads = in.uint32();
          break;
        case 40:
          message.threadsDaemon = in.uint32();
          break;
        case 48:
          message.threadsPeak = in.uint32();
          break;
        case 57:
          message.processCpu = in.float64();
          break;
        case 65:
          message.systemCpu = in.float64();
          break;
        case 72:
          message.heapUsed = in.uint64();
          break;
        case 80:
          message.heapCommitted = in.uint64();
          break;
        case 88:
          message.heapMax = in.uint64();
          break;
        case 98: {
          int end = in.enter();
          message.connectors.add(Pool.readFrom(in));
          in.leave(end);
          break;
        }
        case 106: {
          int end = in.enter();
          message.jdbcPools.add(Pool.readFrom(in));
          in.leave(end);
          break;
        }
        case 112:
        case 114:
          in.packedUint32(tag, message.inFlight);
          break;
        case 120:
          message.loadedClasses = in.uint64();
          break;
        case 130:
          message.sessionMode = in.string();
          break;
        case 136:
          message.nearSessions = in.uint64();
          break;
        case 144:
          message.agentCpuUs = in.uint64();
          break;
        case 152:
          message.heapUsedAfterGc = in.uint64();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
