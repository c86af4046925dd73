// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.telemetry;

import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;

public final class Ledger {
  public long transactionsCreated;
  public long transactionsSent;
  public final ArrayList<DropCount> transactionsDropped = new ArrayList<DropCount>(0);
  public long callsCreated;
  public long callsSent;
  public final ArrayList<DropCount> callsDropped = new ArrayList<DropCount>(0);

  public void writeTo(ProtoWriter out) {
    out.uint64(8, transactionsCreated);
    out.uint64(16, transactionsSent);
    for (int i = 0; i < transactionsDropped.size(); i++) {
      int start = out.open(26);
      transactionsDropped.get(i).writeTo(out);
      out.close(start);
    }
    out.uint64(32, callsCreated);
    out.uint64(40, callsSent);
    for (int i = 0; i < callsDropped.size(); i++) {
      int start = out.open(50);
      callsDropped.get(i).writeTo(out);
      out.close(start);
    }
  }

  public static Ledger readFrom(ProtoReader in) {
    Ledger message = new Ledger();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 8:
          message.transactionsCreated = in.uint64();
          break;
        case 16:
          message.transactionsSent = in.uint64();
          break;
        case 26: {
          int end = in.enter();
          message.transactionsDropped.add(DropCount.readFrom(in));
          in.leave(end);
          break;
        }
        case 32:
          message.callsCreated = in.uint64();
          break;
        case 40:
          message.callsSent = in.uint64();
          break;
        case 50: {
          int end = in.enter();
          message.callsDropped.add(DropCount.readFrom(in));
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
