package io.gyeot.agent.tomcat;

import java.lang.reflect.Method;

/**
 * Closes the WebSockets of a session that ends without a word to its listeners: Tomcat closes them from a
 * session listener, which would not hear of it.
 */
final class WebSockets {
  private static final String[] ATTRIBUTES = {
    "javax.websocket.server.ServerContainer", "jakarta.websocket.server.ServerContainer"
  };

  private WebSockets() {}

  static void close(Object context, String sessionId) {
    try {
      Object servletContext = TomcatTypes.ask(context, "getServletContext");
      Method getAttribute = servletContext.getClass().getMethod("getAttribute", String.class);
      getAttribute.setAccessible(true);
      for (String name : ATTRIBUTES) {
        Object container = getAttribute.invoke(servletContext, name);
        if (container != null) {
          container.getClass().getMethod("closeAuthenticatedSession", String.class).invoke(container, sessionId);
        }
      }
    } catch (ReflectiveOperationException | RuntimeException noWebSockets) {
      // Without WebSocket support there is nothing to close.
    }
  }
}
