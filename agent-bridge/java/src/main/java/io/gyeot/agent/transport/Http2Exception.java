package io.gyeot.agent.transport;

import java.io.IOException;

/** The sidecar broke the protocol or a limit: the connection ends with this reason. No stack trace, stays cheap. */
final class Http2Exception extends IOException {
  private static final long serialVersionUID = 1L;

  Http2Exception(String reason) {
    super(reason);
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
