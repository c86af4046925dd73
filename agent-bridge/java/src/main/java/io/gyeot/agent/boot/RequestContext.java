package io.gyeot.agent.boot;

/**
 * One request in flight: made when the connector takes it up, handed to every listener, dropped when the
 * connector recycles the request. It lives in a note of the container's request, so it survives threads.
 */
public final class RequestContext {
  static final ThreadLocal<RequestContext> CURRENT = new ThreadLocal<RequestContext>();

  /** The connector's own request and response (org.apache.coyote.Request and Response on Tomcat). */
  public final Object request;

  public final Object response;

  /** What the trace part keeps about this request. */
  public Object trace;

  /** What the session part keeps about this request. */
  public Object sessions;

  /** Key of the session this request used; null while there is none. */
  public byte[] sessionKey;

  /** Time spent loading and saving the session. */
  public long sessionNanos;

  boolean ended;

  RequestContext(Object request, Object response) {
    this.request = request;
    this.response = response;
  }

  /** The request whose service method runs on this thread, or null. */
  public static RequestContext current() {
    return CURRENT.get();
  }
}
