package io.gyeot.agent.trace;

import io.gyeot.agent.core.AgentServices;

/** Wires traces, gauges and their sender into the agent. */
public final class TraceModule {
  private TraceModule() {}

  public static void install(AgentServices services) {}
}
