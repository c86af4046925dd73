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
  synchronized void set(String next, boolean away, String why) {
    mode = next;
    String line = away ? next + " at a peer's sidecar" : next;
    if (!said.equals(line)) {
      said = line;
      if (away || "local".equals(next) || "degraded".equals(next)) {
        log.warn("sessions " + line + ": " + why);
      } else {
        log.info("sessions " + line + ": " + why);
      }
    }
  }
}
