package io.gyeot.agent.boot;

/**
 * Entry points of code woven into the JDK's HTTP clients. Never throws into the client. A token is what an
 * enter method returned; null means "not recorded".
 */
public abstract class HttpHook {
  private static volatile HttpHook hook;

  public static void install(HttpHook installed) {
    hook = installed;
  }

  protected abstract Object onUrlEnter(Object connection);

  protected abstract void onUrlAnswered(Object token, Object connection);

  protected abstract void onUrlFailed(Object token, Object connection, Throwable failure);

  protected abstract Object onClientEnter(Object request);

  protected abstract void onClientSent(Object token, Object future);

  protected abstract void onClientFailed(Object token, Throwable failure);

  protected abstract String onClientHeader(Object request, String name);

  /** HttpURLConnection is about to connect, write or read: the last moment a header can be set. */
  public static Object urlEnter(Object connection) {
    HttpHook installed = hook;
    if (installed == null) {
      return null;
    }
    try {
      return installed.onUrlEnter(connection);
    } catch (Throwable failure) {
      HookLog.failed("http.urlEnter", failure);
      return null;
    }
  }

  /** The connection has its answer. */
  public static void urlAnswered(Object token, Object connection) {
    if (token != null) {
      try {
        hook.onUrlAnswered(token, connection);
      } catch (Throwable failure) {
        HookLog.failed("http.urlAnswered", failure);
      }
    }
  }

  public static void urlFailed(Object token, Object connection, Throwable failure) {
    if (token != null) {
      try {
        hook.onUrlFailed(token, connection, failure);
      } catch (Throwable own) {
        HookLog.failed("http.urlFailed", own);
      }
    }
  }

  /** java.net.http.HttpClient is about to send. */
  public static Object clientEnter(Object request) {
    HttpHook installed = hook;
    if (installed == null) {
      return null;
    }
    try {
      return installed.onClientEnter(request);
    } catch (Throwable failure) {
      HookLog.failed("http.clientEnter", failure);
      return null;
    }
  }

  public static void clientSent(Object token, Object future) {
    if (token != null) {
      try {
        hook.onClientSent(token, future);
      } catch (Throwable failure) {
        HookLog.failed("http.clientSent", failure);
      }
    }
  }

  public static void clientFailed(Object token, Throwable failure) {
    if (token != null) {
      try {
        hook.onClientFailed(token, failure);
      } catch (Throwable own) {
        HookLog.failed("http.clientFailed", own);
      }
    }
  }

  /** Value of traceparent or tracestate for the request being sent; null for none. */
  public static String clientHeader(Object request, String name) {
    HttpHook installed = hook;
    if (installed == null) {
      return null;
    }
    try {
      return installed.onClientHeader(request, name);
    } catch (Throwable failure) {
      HookLog.failed("http.clientHeader", failure);
      return null;
    }
  }
}
