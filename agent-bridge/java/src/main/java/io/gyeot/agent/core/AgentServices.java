package io.gyeot.agent.core;

import io.gyeot.agent.weave.Weaver;
import java.lang.instrument.Instrumentation;

/** What the agent's parts are given at install. */
public final class AgentServices {
  public final AgentConfig config;
  public final AgentLog log;
  public final Weaver weaver;
  public final Ticker ticker;

  /** Null in unit tests. */
  public final Instrumentation instrumentation;

  /** Set by the session part, read by the gauges; null while there is none. */
  public volatile SessionStatus sessionStatus;

  public AgentServices(
      AgentConfig config, AgentLog log, Weaver weaver, Ticker ticker, Instrumentation instrumentation) {
    this.config = config;
    this.log = log;
    this.weaver = weaver;
    this.ticker = ticker;
    this.instrumentation = instrumentation;
  }
}
