package io.gyeot.agent.tomcat;

import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.proto.session.SessionMeta;
import io.gyeot.agent.session.AppSessions;
import io.gyeot.agent.session.MetaChange;
import io.gyeot.agent.session.NearSession;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/** One web application's StandardManager. Sessions, listeners, cookies and JMX stay Tomcat's own. */
final class TomcatApp extends AppSessions {
  /** Note of a session that holds its {@link NearSession}. */
  static final String NOTE = "io.gyeot.session";

  final Object manager;
  private final TomcatTypes types;
  private final AgentLog log;
  private final ClassLoader applicationLoader;
  private final Executor executor;
  private final Object context;

  TomcatApp(String app, Object manager, Object context, ClassLoader loader, TomcatTypes types, AgentLog log) {
    super(app);
    this.manager = manager;
    this.context = context;
    this.types = types;
    this.log = log;
    this.applicationLoader = loader;
    this.executor = utilityExecutor(context);
  }

  TomcatTypes types() {
    return types;
  }

  NearSession near(Object session) {
    Object near = types.notes(session).get(NOTE);
    return near instanceof NearSession ? (NearSession) near : null;
  }

  void bind(NearSession near, Object session) {
    near.attach(session, types.attributes(session));
    types.notes(session).put(NOTE, near);
  }

  @Override
  public void refuse(Object response) {
    types.refuse(response);
  }

  @Override
  public ClassLoader applicationLoader() {
    return applicationLoader;
  }

  @Override
  public ClassLoader containerLoader() {
    return types.loader;
  }

  @Override
  public Object make(NearSession near, String id, SessionMeta meta, Object[] namesAndValues) {
    Object session = types.createEmpty(manager);
    SessionMeta known = meta != null ? meta : new SessionMeta();
    types.revive(session, id, known.createdMs, known.lastAccessMs, known.maxInactiveS);
    ConcurrentMap<String, Object> attributes = types.attributes(session);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    near.containerSaved = ContainerState.restore(known, session, id, types, applicationLoader, log);
    types.notes(session).put(NOTE, near);
    types.activate(session);
    return session;
  }

  @Override
  public void publish(NearSession near, Object session) {
    near.attach(session, types.attributes(session));
    types.add(manager, session);
  }

  @Override
  public void ensureAdded(String id, Object session) {
    Map<String, Object> all = types.sessions(manager);
    if (all.get(id) != session && near(session).alive()) {
      all.put(id, session);
    }
  }

  @Override
  public void adopt(NearSession near, Object session) {
    bind(near, session);
  }

  @Override
  public void apply(NearSession near, SessionMeta meta) {
    Object session = near.nativeSession();
    ContainerState saved = (ContainerState) near.containerSaved;
    ContainerState now = ContainerState.of(session, types);
    // What this server changed and has not saved yet is newer than what comes.
    if (saved == null || now.same(saved)) {
      types.maxInactive(session, meta.maxInactiveS);
      near.containerSaved = ContainerState.restore(meta, session, types.id(session), types, applicationLoader, log);
    }
    if (meta.lastAccessMs > types.lastAccess(session)) {
      types.accessed(session, meta.lastAccessMs);
    }
  }

  @Override
  public MetaChange changedMeta(NearSession near, boolean full, Object coyoteRequest) {
    Object session = near.nativeSession();
    ContainerState now = ContainerState.of(session, types);
    ContainerState saved = (ContainerState) near.containerSaved;
    boolean container = saved == null ? !now.isEmpty() : !now.sameSecurity(saved);
    if (!full && !container && saved != null && now.same(saved)) {
      return null;
    }
    SessionMeta meta = new SessionMeta();
    meta.app = app;
    meta.createdMs = types.created(session);
    meta.lastAccessMs = System.currentTimeMillis();
    meta.maxInactiveS = types.maxInactive(session);
    meta.user = now.userName();
    meta.address = types.clientAddress(coyoteRequest);
    if (container) {
      now.write(meta, types.id(session), log, app);
    }
    return new MetaChange(meta, container, now);
  }

  @Override
  public boolean isInternal(String name) {
    return name.startsWith(WebSockets.ATTRIBUTE_PREFIX);
  }

  @Override
  public boolean distributes(String name, Object value) {
    return types.distributes(manager, name, value);
  }

  @Override
  public void expire(NearSession near, boolean notify) {
    Object session = near.nativeSession();
    if (session == null) {
      return;
    }
    if (!notify) {
      WebSockets.close(context, session, types);
    }
    types.expire(session, notify);
  }

  @Override
  public long lastAccessMs(NearSession near) {
    return types.lastAccess(near.nativeSession());
  }

  @Override
  public int maxInactiveSeconds(NearSession near) {
    Object session = near.nativeSession();
    return session == null ? 0 : types.maxInactive(session);
  }

  @Override
  public void accessed(NearSession near, long lastAccessMs) {
    types.accessed(near.nativeSession(), lastAccessMs);
  }

  @Override
  public Executor executor() {
    return executor;
  }

  /** Tomcat's own pool for background work; null in an embedding that has none. */
  private static Executor utilityExecutor(Object context) {
    try {
      Object host = TomcatTypes.ask(context, "getParent");
      Object engine = TomcatTypes.ask(host, "getParent");
      Object server = TomcatTypes.ask(TomcatTypes.ask(engine, "getService"), "getServer");
      return (Executor) TomcatTypes.ask(server, "getUtilityExecutor");
    } catch (RuntimeException none) {
      return null;
    }
  }
}
