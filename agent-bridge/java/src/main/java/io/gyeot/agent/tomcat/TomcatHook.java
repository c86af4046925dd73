package io.gyeot.agent.tomcat;

import io.gyeot.agent.boot.SessionHook;
import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.session.NearSession;
import io.gyeot.agent.session.Sessions;
import java.lang.reflect.Array;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What woven Tomcat code calls: finds the application and session it is about, and hands on. */
final class TomcatHook extends SessionHook {
  private static final String STANDARD_MANAGER = "org.apache.catalina.session.StandardManager";

  /** What an application may take to save what is unsaved while it stops. */
  private static final long STOP_NANOS = 5_000_000_000L;

  private final Sessions sessions;
  private final AgentLog log;
  private final String[] only;
  private final ConcurrentHashMap<Object, TomcatApp> apps = new ConcurrentHashMap<Object, TomcatApp>();
  private volatile TomcatTypes types;
  private volatile boolean off;

  /** {@code only}: context paths to share; empty for all but Tomcat's own. */
  TomcatHook(Sessions sessions, String[] only, AgentLog log) {
    this.sessions = sessions;
    this.only = only;
    this.log = log;
  }

  void off(String reason) {
    off = true;
    sessions.off(reason);
  }

  private TomcatApp app(Object manager) {
    return off ? null : apps.get(manager);
  }

  private NearSession near(Map<?, ?> notes) {
    Object near = notes == null || off ? null : notes.get(TomcatApp.NOTE);
    return near instanceof NearSession ? (NearSession) near : null;
  }

  @Override
  protected void onStarted(Object manager) {
    if (off) {
      return;
    }
    TomcatTypes known = types(manager);
    if (known == null) {
      return;
    }
    Object context = known.context(manager);
    String path = path(context);
    if (!shared(manager, context, path)) {
      return;
    }
    ClassLoader loader = (ClassLoader) TomcatTypes.ask(TomcatTypes.ask(context, "getLoader"), "getClassLoader");
    boolean first = apps.isEmpty();
    apps.put(manager, new TomcatApp(path, manager, context, loader, known, log));
    if (first) {
      String server = known.serverInfo();
      sessions.start(server, "tomcat " + server.substring(server.indexOf('/') + 1));
    }
  }

  private synchronized TomcatTypes types(Object manager) {
    ClassLoader loader = manager.getClass().getClassLoader();
    if (types == null) {
      try {
        types = new TomcatTypes(loader);
      } catch (ReflectiveOperationException unknown) {
        off("Tomcat is not as expected: " + unknown);
        log.warn("sessions off: Tomcat is not as expected: " + unknown);
      }
    }
    return types;
  }

  private boolean shared(Object manager, Object context, String path) {
    if (only.length > 0) {
      boolean named = false;
      for (String one : only) {
        named |= one.equals(path);
      }
      if (!named) {
        return false;
      }
    } else if (isTomcatsOwn(context)) {
      return false;
    }
    String type = manager.getClass().getName();
    if (!STANDARD_MANAGER.equals(type)) {
      log.warnLimited("manager " + type, path + " has a session manager of its own (" + type + "), left alone");
      return false;
    }
    return true;
  }

  /** Tomcat's manager and host-manager: their sessions are this server's own business. */
  private static boolean isTomcatsOwn(Object context) {
    Object children = TomcatTypes.ask(context, "findChildren");
    for (int i = 0; i < Array.getLength(children); i++) {
      Object servlet = TomcatTypes.ask(Array.get(children, i), "getServletClass");
      if (servlet != null && ((String) servlet).startsWith("org.apache.catalina.manager.")) {
        return true;
      }
    }
    return false;
  }

  /** Context path as deployed, its version behind ##; another host than the default one is part of the name. */
  private static String path(Object context) {
    String name = (String) TomcatTypes.ask(context, "getName");
    String path = name.isEmpty() ? "/" : name.startsWith("/") ? name : "/" + name;
    Object host = TomcatTypes.ask(context, "getParent");
    Object engine = TomcatTypes.ask(host, "getParent");
    Object hostName = TomcatTypes.ask(host, "getName");
    return hostName.equals(TomcatTypes.ask(engine, "getDefaultHost")) ? path : "//" + hostName + path;
  }

  @Override
  protected void onStopping(Object manager) {
    TomcatApp app = app(manager);
    if (app == null) {
      return;
    }
    long deadline = System.nanoTime() + STOP_NANOS;
    Map<String, Object> all = app.types().sessions(manager);
    for (Object session : all.values().toArray()) {
      NearSession near = app.near(session);
      if (near != null && sessions.leaving(near, deadline - System.nanoTime() > 0)) {
        app.types().passivate(session);
        all.remove(app.types().id(session));
      }
    }
    apps.remove(manager);
  }

  @Override
  protected Object onFound(Object session, Object manager, String id) {
    TomcatApp app = app(manager);
    if (app == null || id == null) {
      return session;
    }
    return sessions.find(app, id, session, session == null ? null : app.near(session));
  }

  @Override
  protected String onCreating(Object manager, String id) {
    TomcatApp app = id == null ? null : app(manager);
    return app == null ? id : sessions.reusable(app, id);
  }

  @Override
  protected void onAdded(Object manager, Object session) {
    TomcatApp app = app(manager);
    if (app != null && app.near(session) == null) {
      app.bind(sessions.created(app, app.types().id(session)), session);
    }
  }

  @Override
  protected Object onRead(Object value, Object session, Map<?, ?> notes, String name) {
    NearSession near = near(notes);
    if (near != null) {
      sessions.read(near, name, value);
    }
    return value;
  }

  @Override
  protected void onWritten(Object session, Map<?, ?> notes, String name) {
    NearSession near = near(notes);
    if (near != null && name != null) {
      sessions.written(near, name);
    }
  }

  @Override
  protected boolean onExpiring(Object session, Map<?, ?> notes, boolean notify) {
    NearSession near = near(notes);
    return near == null ? notify : sessions.expiring(near, notify);
  }

  @Override
  protected long onIdle(long idleMs, Object session, Map<?, ?> notes, int maxInactiveS) {
    NearSession near = near(notes);
    return near == null ? idleMs : sessions.idle(near, idleMs, maxInactiveS);
  }

  @Override
  protected void onRenaming(Object manager, Object session, String newId) {
    TomcatApp app = app(manager);
    NearSession near = app == null ? null : app.near(session);
    if (near != null) {
      sessions.renaming(near, newId);
    }
  }

  @Override
  protected void onRenamed(Object manager, Object session) {
    TomcatApp app = app(manager);
    NearSession near = app == null ? null : app.near(session);
    if (near != null) {
      sessions.renamed(near);
    }
  }
}
