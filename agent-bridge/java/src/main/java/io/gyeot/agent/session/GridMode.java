package io.gyeot.agent.session;

import io.gyeot.agent.core.AgentLog;

/** The one state every operator sees: clustered, degraded, recovering or local; each change is one log line. */
final class GridMode {
  private final AgentLog log;
  private String mode = "local";
  private String said = "";

  GridMode(AgentLog log) {
    this.log = log;
  }

  synchronized String mode() {
    return mode;
  }

  /** {@code why} is for people: the sidecar's guarantee, or what is missing. */
  synchronized void set(String next, String why) {
    mode = next;
    if (!said.equals(next)) {
      said = next;
      if ("local".equals(next) || "degraded".equals(next)) {
        log.warn("sessions " + next + ": " + why);
      } else {
        log.info("sessions " + next + ": " + why);
      }
    }
  }
}
