package io.gyeot.agent.tomcat;

import io.gyeot.agent.boot.Requests;
import io.gyeot.agent.boot.SessionHook;
import io.gyeot.agent.core.AgentServices;
import io.gyeot.agent.session.Sessions;

/** Adds Tomcat's patches: request points for everyone, session points when there is a sidecar to talk to. */
public final class TomcatModule {
  private TomcatModule() {}

  /** {@code sessions} is null when sessions are not shared; {@code apps} as configured, empty for all. */
  public static void install(AgentServices services, Sessions sessions, String apps) {
    if (sessions == null) {
      RequestPatches.add(services.weaver, null);
      return;
    }
    String[] only = apps.isEmpty() ? new String[0] : apps.split("[,;:|]");
    TomcatHook hook = new TomcatHook(sessions, only, services.log);
    RequestPatches.add(services.weaver, hook);
    SessionPatches.add(services.weaver, hook);
    SessionHook.install(hook);
    Requests.listenSessions(sessions);
  }
}
