package io.gyeot.agent.boot;

/**
 * Nobody can confirm the session this request asks for, and the grid is strict: the request must not go on as if there
 * were none. The one exception of ours that reaches an application; its response becomes a 503.
 */
public final class SessionUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SessionUnavailable(String message) {
    super(message);
  }
}
