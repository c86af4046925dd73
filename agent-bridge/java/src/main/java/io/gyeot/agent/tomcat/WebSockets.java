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

  /** Tomcat 10.1 keeps its listener as an attribute of the session. */
  static final String ATTRIBUTE_PREFIX = "org.apache.tomcat.websocket.";

  private WebSockets() {}

  static void close(Object context, Object session, TomcatTypes types) {
    for (String name : types.attributes(session).keySet()) {
      if (name.startsWith(ATTRIBUTE_PREFIX)) {
        types.unbind(session, name);
      }
    }
    try {
      Object servletContext = TomcatTypes.ask(context, "getServletContext");
      Method getAttribute = servletContext.getClass().getMethod("getAttribute", String.class);
      getAttribute.setAccessible(true);
      for (String name : ATTRIBUTES) {
        Object container = getAttribute.invoke(servletContext, name);
        if (container != null) {
          container.getClass().getMethod("closeAuthenticatedSession", String.class).invoke(container, types.id(session));
        }
      }
    } catch (ReflectiveOperationException | RuntimeException noWebSockets) {
      // Without WebSocket support there is nothing to close.
    }
  }
}
