package io.gyeot.agent.core;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;

/**
 * Entry of the agent, named in the jar's manifest. Whatever goes wrong, the application starts without the
 * agent and one line on stderr says why.
 */
public final class AgentMain {
  private static boolean started;

  private AgentMain() {}

  /** -javaagent. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation, false);
  }

  /** Attached to a running JVM. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation, true);
  }

  private static synchronized void start(String arguments, Instrumentation instrumentation, boolean attached) {
    if (started) {
      return;
    }
    started = true;
    try {
      File file = new File(AgentMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      JarFile jar = new JarFile(file, false);
      // Of this jar the bootstrap loader can see only boot and these two classes: the rest is renamed.
      instrumentation.appendToBootstrapClassLoaderSearch(jar);
      ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
      Class<?> module = new AgentLoader(jar, platform).loadClass("io.gyeot.agent.core.AgentModule");
      module
          .getMethod("start", String.class, Instrumentation.class, boolean.class)
          .invoke(null, arguments, instrumentation, attached);
    } catch (Throwable failure) {
      Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
      System.err.println("gyeot-agent WARN agent is off, the application runs without it: " + cause);
    }
  }
}
