// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class Batch {
  public long seq;
  public AgentHello hello;
  public final ArrayList<String> strings = new ArrayList<String>(0);
  public Transactions transactions;
  public Calls calls;
  public Gauges gauges;
  public Ledger ledger;
  public final ArrayList<LogLine> logs = new ArrayList<LogLine>(0);

  public void writeTo(ProtoWriter out) {
    out.uint64(8, seq);
    if (hello != null) {
      int start = out.open(18);
      hello.writeTo(out);
      out.close(start);
    }
    for (int i = 0; i < strings.size(); i++) {
      out.stringElement(26, strings.get(i));
    }
    if (transactions != null) {
      int start = out.open(34);
      transactions.writeTo(out);
      out.close(start);
    }
    if (calls != null) {
      int start = out.open(42);
      calls.writeTo(out);
      out.close(start);
    }
    if (gauges != null) {
      int start = out.open(50);
      gauges.writeTo(out);
      out.close(start);
    }
    if (ledger != null) {
      int start = out.open(58);
      ledger.writeTo(out);
      out.close(start);
    }
    for (int i = 0; i < logs.size(); i++) {
      int start = out.open(66);
      logs.get(i).writeTo(out);
      out.close(start);
    }
  }

  public static Batch readFrom(ProtoReader in) {
    Batch message = new Batch();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.seq = in.uint64();
          break;
        case 18: {
          int end = in.enter();
          message.hello = AgentHello.readFrom(in);
          in.leave(end);
          break;
        }
        case 26:
          message.strings.add(in.string());
          break;
        case 34: {
          int end = in.enter();
          message.transactions = Transactions.readFrom(in);
          in.leave(end);
          break;
        }
        case 42: {
          int end = in.enter();
          message.calls = Calls.readFrom(in);
          in.leave(end);
          break;
        }
        case 50: {
          int end = in.enter();
          message.gauges = Gauges.readFrom(in);
          in.leave(end);
          break;
        }
        case 58: {
          int end = in.enter();
          message.ledger = Ledger.readFrom(in);
          in.leave(end);
          break;
        }
        case 66: {
          int end = in.enter();
          message.logs.add(LogLine.readFrom(in));
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
