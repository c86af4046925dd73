package io.gyeot.agent.gauge;

import io.gyeot.agent.core.AgentServices;
import io.gyeot.agent.core.SessionStatus;
import io.gyeot.agent.jdbc.PoolRegistry;
import io.gyeot.agent.proto.telemetry.Gauges;
import io.gyeot.agent.trace.InFlight;
import io.gyeot.agent.trace.TraceSettings;

/**
 * State of the JVM every 2 s. No bean is touched before the first request ended or {@link #QUIET_NANOS} have
 * passed: early beans break the start of some servers. Ticker only.
 */
public final class GaugeReader {
  private static final long PERIOD_NANOS = 2_000_000_000L;
  private static final long QUIET_NANOS = 5_000_000_000L;

  private final AgentServices services;
  private final TraceSettings settings;
  private final InFlight inFlight;
  private final PoolGauges pools;
  private final long startNanos = System.nanoTime();
  private final int[] bands = new int[4];
  private JvmGauges jvm;
  private ConnectorGauges connectors;
  private long nextNanos = startNanos;

  public GaugeReader(AgentServices services, TraceSettings settings, InFlight inFlight, PoolRegistry pools) {
    this.services = services;
    this.settings = settings;
    this.inFlight = inFlight;
    this.pools = new PoolGauges(pools);
  }

  /** Opens the beans when the time has come. */
  public void tick(long nowNanos) {
    if (jvm == null && (settings.requestEnded || nowNanos - startNanos > QUIET_NANOS)) {
      jvm = new JvmGauges();
      connectors = new ConnectorGauges();
      settings.measureCpu(jvm.threadsForCpu());
    }
  }

  public boolean due(long nowNanos) {
    return jvm != null && nowNanos - nextNanos >= 0;
  }

  /** The server's own name ("Apache Tomcat/10.1.59"); empty until it is known. */
  public String server() {
    return connectors == null ? "" : connectors.server();
  }

  public Gauges read(long nowNanos) {
    nextNanos = nowNanos + PERIOD_NANOS;
    Gauges gauges = new Gauges();
    gauges.atMs = System.currentTimeMillis();
    jvm.read(gauges);
    connectors.read(gauges, nowNanos);
    pools.read(gauges);
    inFlight.bands(nowNanos, bands);
    for (int band : bands) {
      gauges.inFlight.add(band);
    }
    gauges.agentCpuUs = jvm.cpuMicros(services.ticker.thread());
    SessionStatus sessions = services.sessionStatus;
    gauges.sessionMode = sessions == null ? "off" : sessions.mode();
    if (sessions != null) {
      gauges.nearSessions = sessions.nearSessions();
      gauges.agentCpuUs += sessions.cpuMicros();
    }
    return gauges;
  }
}
