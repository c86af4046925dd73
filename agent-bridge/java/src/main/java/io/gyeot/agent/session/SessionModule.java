package io.gyeot.agent.session;

import io.gyeot.agent.core.AgentServices;
import io.gyeot.agent.proto.session.Hello;
import io.gyeot.agent.tomcat.TomcatModule;

/** Wires the session part into the agent. */
public final class SessionModule {
  private SessionModule() {}

  public static void install(AgentServices services) {
    String runDirectory = services.config.runDirectory();
    if (runDirectory.isEmpty() || "off".equals(services.config.get("sessions", "on"))) {
      TomcatModule.install(services, null, "");
      return;
    }
    Hello hello = new Hello();
    hello.protocol = 1;
    hello.features.add("fallbacks");
    hello.features.add("bundle");
    hello.features.add("strict");
    hello.was = services.config.was();
    hello.incarnation = Long.toHexString(System.currentTimeMillis()) + Long.toHexString(System.nanoTime());
    Sessions sessions = new Sessions(runDirectory, hello, services.ticker, services.log);
    services.sessionStatus = sessions;
    TomcatModule.install(services, sessions, services.config.get("apps", ""));
  }
}
