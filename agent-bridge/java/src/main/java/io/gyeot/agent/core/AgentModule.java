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
    final AgentLog log = new AgentLog(System.err);
    AgentConfig config = AgentConfig.parse(arguments, log);
    HookLog.install(
        new HookLog() {
          @Override
          protected void write(String where, Throwable failure) {
            log.failure(where, failure);
          }
        });
    Weaver weaver = new Weaver(log);
    Ticker ticker = new Ticker(log);
    AgentServices services = new AgentServices(config, log, weaver, ticker, instrumentation);
    SessionModule.install(services);
    TraceModule.install(services);
    instrumentation.addTransformer(weaver, instrumentation.isRetransformClassesSupported());
    ticker.start();
  }
}
