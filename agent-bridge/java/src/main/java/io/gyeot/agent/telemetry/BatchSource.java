package io.gyeot.agent.telemetry;

import io.gyeot.agent.core.AgentServices;
import io.gyeot.agent.core.SessionStatus;
import io.gyeot.agent.gauge.GaugeReader;
import io.gyeot.agent.proto.telemetry.AgentHello;
import io.gyeot.agent.proto.telemetry.DropCount;
import io.gyeot.agent.proto.telemetry.Gauges;
import io.gyeot.agent.proto.telemetry.Ledger;
import io.gyeot.agent.trace.EndpointNames;
import io.gyeot.agent.trace.Tally;

/** What a batch carries beside its rows: who the agent is, its gauges and its counts. Ticker only. */
public final class BatchSource {
  private static final int PROTOCOL = 1;

  private final AgentServices services;
  private final Tally tally;
  private final EndpointNames endpoints;
  private final GaugeReader gauges;
  private final String agentVersion;
  private final String incarnation;
  private final long startedMs = System.currentTimeMillis();
  private String toldServer;
  private String toldHook;

  public BatchSource(
      AgentServices services,
      Tally tally,
      EndpointNames endpoints,
      GaugeReader gauges,
      String agentVersion,
      String incarnation) {
    this.services = services;
    this.tally = tally;
    this.endpoints = endpoints;
    this.gauges = gauges;
    this.agentVersion = agentVersion;
    this.incarnation = incarnation;
  }

  EndpointNames endpoints() {
    return endpoints;
  }

  void tick(long nowNanos) {
    gauges.tick(nowNanos);
  }

  /** True when gauges, or news about the server, are to be sent even without transactions. */
  boolean due(long nowNanos) {
    return gauges.due(nowNanos) || !same();
  }

  /** Gauges when they are due, else null. */
  Gauges gauges(long nowNanos) {
    return gauges.due(nowNanos) ? gauges.read(nowNanos) : null;
  }

  /** The first batch of a stream says who speaks; a later one again when server or session hook became known. */
  AgentHello hello(boolean first) {
    if (!first && same()) {
      return null;
    }
    toldServer = gauges.server();
    toldHook = hook();
    AgentHello hello = new AgentHello();
    hello.protocol = PROTOCOL;
    hello.was = services.config.was();
    hello.server = toldServer;
    hello.jvm = System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
    hello.pid = ProcessId.get();
    hello.startedMs = startedMs;
    hello.agentVersion = agentVersion;
    hello.incarnation = incarnation;
    hello.sessionHook = toldHook;
    return hello;
  }

  Ledger ledger() {
    Ledger ledger = new Ledger();
    // Dropped and sent before created: read in this order the sum can only lag behind, never exceed.
    ledger.transactionsSent = tally.transactionsSent.get();
    ledger.callsSent = tally.callsSent.get();
    for (int i = 0; i < Tally.REASONS.length; i++) {
      long transactions = tally.transactionsDropped(i);
      long calls = tally.callsDropped(i);
      if (transactions > 0) {
        ledger.transactionsDropped.add(count(i, transactions));
      }
      if (calls > 0) {
        ledger.callsDropped.add(count(i, calls));
      }
    }
    ledger.transactionsCreated = tally.transactionsCreated.get();
    ledger.callsCreated = tally.callsCreated.get();
    return ledger;
  }

  private boolean same() {
    return gauges.server().equals(toldServer) && hook().equals(toldHook);
  }

  private String hook() {
    SessionStatus status = services.sessionStatus;
    return status == null ? "off: no session part" : String.valueOf(status.hook());
  }

  private static DropCount count(int reason, long count) {
    DropCount drop = new DropCount();
    drop.reason = Tally.REASONS[reason];
    drop.count = count;
    return drop;
  }
}
