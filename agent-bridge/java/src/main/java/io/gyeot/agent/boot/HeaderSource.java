package io.gyeot.agent.boot;

/** Woven into org.apache.coyote.Request, which has the method already: its headers without reflection. */
public interface HeaderSource {
  /** First value of the header, or null. */
  String getHeader(String name);
}
