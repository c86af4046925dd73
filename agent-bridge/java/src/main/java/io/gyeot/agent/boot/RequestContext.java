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

  /** What the session seen by this request is worth: 0 none seen, 1 the grid confirmed it, 2 nobody could. */
  public int sessionFound;

  /**
   * Worst outcome of its session changes so far: 0 none, 1 acknowledged, 2 degraded, 3 not acknowledged yet, 4 refused
   * because the session is dead. Applications and tests may read it after a flush.
   */
  public int sessionSaved;

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
