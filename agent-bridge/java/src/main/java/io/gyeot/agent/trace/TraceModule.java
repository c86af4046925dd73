package io.gyeot.agent.trace;

import io.gyeot.agent.boot.Requests;
import io.gyeot.agent.core.AgentServices;
import io.gyeot.agent.gauge.GaugeReader;
import io.gyeot.agent.httpclient.HttpClientModule;
import io.gyeot.agent.jdbc.JdbcModule;
import io.gyeot.agent.jdbc.PoolRegistry;
import io.gyeot.agent.telemetry.BatchSource;
import io.gyeot.agent.telemetry.TelemetrySender;

/** Wires traces, gauges and their sender into the agent. */
public final class TraceModule {
  private TraceModule() {}

  public static void install(AgentServices services) {
    TraceSettings settings = new TraceSettings();
    WallClock clock = new WallClock();
    InFlight inFlight = new InFlight();
    TransactionRing ring = new TransactionRing();
    Tally tally = new Tally();
    services.weaver.add(new FactsPatch());
    PoolRegistry pools = JdbcModule.install(services.weaver);
    HttpClientModule.install(services.weaver, services.instrumentation);
    GaugeReader gauges = new GaugeReader(services, settings, inFlight, pools);
    String incarnation = Long.toHexString(TraceIds.span());
    BatchSource source =
        new BatchSource(services, tally, new EndpointNames(), gauges, "0.1.0", incarnation);
    Requests.listenTrace(new TraceListener(clock, inFlight, ring, tally, settings));
    services.ticker.add(clock);
    services.ticker.add(
        new TelemetrySender(services.config.runDirectory(), services.log, ring, tally, settings, source));
  }
}
