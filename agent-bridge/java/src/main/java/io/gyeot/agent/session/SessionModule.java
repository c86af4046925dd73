package io.gyeot.agent.session;

import io.gyeot.agent.core.AgentServices;

/** Wires the session part into the agent. */
public final class SessionModule {
  private SessionModule() {}

  public static void install(AgentServices services) {}
}
