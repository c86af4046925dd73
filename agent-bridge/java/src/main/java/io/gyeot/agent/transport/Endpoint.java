package io.gyeot.agent.transport;

/** Where a sidecar listens for agents: a Unix socket or a host and port, and the token to present. */
public final class Endpoint {
  /** Absolute path of a Unix socket, or null. */
  public final String unixPath;

  public final String host;
  public final int port;
  public final String token;

  private Endpoint(String unixPath, String host, int port, String token) {
    this.unixPath = unixPath;
    this.host = host;
    this.port = port;
    this.token = token;
  }

  public static Endpoint unix(String path, String token) {
    return new Endpoint(path, null, 0, token);
  }

  public static Endpoint tcp(String host, int port, String token) {
    return new Endpoint(null, host, port, token);
  }

  @Override
  public String toString() {
    return unixPath != null ? "unix:" + unixPath : host + ":" + port;
  }
}
