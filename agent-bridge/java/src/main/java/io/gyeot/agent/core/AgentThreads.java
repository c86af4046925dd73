package io.gyeot.agent.core;

import java.lang.reflect.Constructor;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes the agent's daemon threads. Whoever asks may be a request thread, so nothing of it is inherited: no
 * context loader, no access context, no inheritable thread locals, or a stopped application could not be freed.
 */
public final class AgentThreads {
  private static final long STACK_BYTES = 256 * 1024;

  private AgentThreads() {}

  public static Thread start(final Runnable body, final String name) {
    Thread thread =
        AccessController.doPrivileged(
            new PrivilegedAction<Thread>() {
              @Override
              public Thread run() {
                return make(body, name);
              }
            });
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    return thread;
  }

  static Thread make(Runnable body, String name) {
    try {
      // Since Java 9: without inheritable thread locals.
      Constructor<Thread> constructor =
          Thread.class.getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class);
      return constructor.newInstance(null, body, name, STACK_BYTES, false);
    } catch (ReflectiveOperationException before9) {
      return new Thread(null, body, name, STACK_BYTES);
    }
  }
}
