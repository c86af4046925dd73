package io.gyeot.agent.core;

import io.gyeot.agent.boot.HookLog;
import io.gyeot.agent.session.SessionModule;
import io.gyeot.agent.trace.TraceModule;
import io.gyeot.agent.weave.Weaver;
import java.lang.instrument.Instrumentation;

/** The agent's wiring, by hand: config, log, weaver, ticker, then sessions and traces. */
public final class AgentModule {
  private AgentModule() {}

  /** Called once by AgentMain, through the agent's own loader. */
  public static void start(String arguments, Instrumentation instrumentation, boolean attached) {
    AgentConfig config = AgentConfig.parse(arguments, new AgentLog(System.err));
    AgentLog log = AgentLog.open(config.get("log", ""));
    if (!config.isOn("enabled")) {
      log.info("agent is switched off by enabled=off");
      return;
    }
    if (config.runDirectory().isEmpty()) {
      log.warn("no sidecar to talk to: add run=DIRECTORY (the sidecar's run directory) to the agent's arguments");
    }
    HookLog.install(new HookFailures(log));
    Weaver weaver = new Weaver(log);
    Ticker ticker = new Ticker(log);
    AgentServices services = new AgentServices(config, log, weaver, ticker, instrumentation);
    // One part that cannot start must not take the other with it.
    try {
      SessionModule.install(services);
    } catch (Throwable failure) {
      log.failure("sessions off: their start", failure);
    }
    try {
      if (config.isOn("trace")) {
        TraceModule.install(services);
      }
    } catch (Throwable failure) {
      log.failure("traces off: their start", failure);
    }
    Class<?>[] before = weaver.install(instrumentation);
    if (attached) {
      weaver.weaveLoaded(instrumentation, before);
    } else {
      ticker.add(new WeaveLoaded(services, before));
    }
    ticker.start();
  }

  /**
   * At the first tick: weaves what was loaded before premain. Nothing is, unless another agent came first, so
   * the start need not wait for the look.
   */
  private static final class WeaveLoaded implements Tick {
    private final AgentServices services;
    private final Class<?>[] before;

    WeaveLoaded(AgentServices services, Class<?>[] before) {
      this.services = services;
      this.before = before;
    }

    @Override
    public void tick(long nowNanos) {
      services.ticker.remove(this);
      services.weaver.weaveLoaded(services.instrumentation, before);
    }
  }

  /** Failures inside hooks, from the bootstrap side into the agent's log. */
  private static final class HookFailures extends HookLog {
    private final AgentLog log;

    HookFailures(AgentLog log) {
      this.log = log;
    }

    @Override
    protected void write(String where, Throwable failure) {
      log.failure(where, failure);
    }
  }
}
