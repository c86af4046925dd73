package io.gyeot.agent.core;

/** How the session part does, for the gauges and the page. */
public interface SessionStatus {
  /** "clustered", "degraded", "local", "recovering" or "off". */
  String mode();

  /** Sessions in the near cache. */
  long nearSessions();

  /** "tomcat-10.1", or "off: " and the reason. */
  String hook();

  /** CPU time of the session part's own thread, microseconds. */
  long cpuMicros();
}
