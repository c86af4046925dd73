package io.gyeot.agent.boot;

import java.util.Enumeration;

/** Woven into org.apache.catalina.connector.Request (javax and jakarta): what a trace needs, without reflection. */
public interface RequestFacts {
  String getMethod();

  /** Path decoded and without parameters such as ;jsessionid. */
  String getDecodedRequestURI();

  String getHeader(String name);

  Enumeration<String> getHeaders(String name);

  /** Address of the socket's other end. */
  String gyeotPeer();

  int gyeotStatus();

  /** Context path, "/" for the root application, empty when no application took the request. */
  String gyeotApp();

  /** Throwable that escaped the application, or null. */
  Object gyeotError();
}
