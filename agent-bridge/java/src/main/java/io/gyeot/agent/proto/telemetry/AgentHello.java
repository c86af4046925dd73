// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;

public final class AgentHello {
  public int protocol;
  public String was = "";
  public String server = "";
  public String jvm = "";
  public int pid;
  public long startedMs;
  public String agentVersion = "";
  public String incarnation = "";
  public String sessionHook = "";

  public void writeTo(ProtoWriter out) {
    out.uint32(8, protocol);
    out.string(18, was);
    out.string(26, server);
    out.string(34, jvm);
    out.uint32(40, pid);
    out.uint64(48, startedMs);
    out.string(58, agentVersion);
    out.string(66, incarnation);
    out.string(74, sessionHook);
  }

  public static AgentHello readFrom(ProtoReader in) {
    AgentHello message = new AgentHello();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.protocol = in.uint32();
          break;
        case 18:
          message.was = in.string();
          break;
        case 26:
          message.server = in.string();
          break;
        case 34:
          message.jvm = in.string();
          break;
        case 40:
          message.pid = in.uint32();
          break;
        case 48:
          message.startedMs = in.uint64();
          break;
        case 58:
          message.agentVersion = in.string();
          break;
        case 66:
          message.incarnation = in.string();
          break;
        case 74:
          message.sessionHook = in.string();
          break;
        default:
          in.skip(tag);
      }
    }
    return message;
  }
}
