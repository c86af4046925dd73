package io.gyeot.agent.session;

import io.gyeot.agent.proto.session.SessionMeta;
import java.util.concurrent.Executor;

/** What the session part needs of one application in a container; one instance an application and manager. */
public abstract class AppSessions {
  /** Context path as deployed, "/" for the root. */
  public final String app;

  protected AppSessions(String app) {
    this.app = app;
  }

  public SessionKey key(String id) {
    return SessionKey.of(app, id);
  }

  public abstract ClassLoader applicationLoader();

  /** Loader of the container's own classes. */
  public abstract ClassLoader containerLoader();

  /** Makes the container's session for {@code id}, told of its activation, not found by anyone yet. */
  public abstract Object make(NearSession near, String id, SessionMeta meta, Object[] namesAndValues);

  /** Attaches and adds a session of {@link #make}; runs no code of the application. */
  public abstract void publish(NearSession near, Object session);

  /** Makes sure that the container finds {@code session} under {@code id}. */
  public abstract void ensureAdded(String id, Object session);

  /** Takes in a session the container had before it was known here: all of it counts as unsaved. */
  public abstract void adopt(NearSession near, Object session);

  /** Takes over times, user and container state another WAS saved. */
  public abstract void apply(NearSession near, SessionMeta meta);

  /** Meta to save: always when {@code full}, else when user, timeout or container state changed; else null. */
  public abstract MetaChange changedMeta(NearSession near, boolean full, Object coyoteRequest);

  /** True for an attribute the container itself keeps in the session for this server's use only. */
  public abstract boolean isInternal(String name);

  /** True when the container lets this attribute leave the JVM. */
  public abstract boolean distributes(String name, Object value);

  /** Ends the container's session natively; the fate of {@code near} says who hears of it. */
  public abstract void expire(NearSession near, boolean notify);

  public abstract long lastAccessMs(NearSession near);

  public abstract int maxInactiveSeconds(NearSession near);

  public abstract void accessed(NearSession near, long lastAccessMs);

  /** Nothing of the response was sent yet: it becomes a 503 that sets no cookie. {@code response}: the connector's. */
  public abstract void refuse(Object response);

  /** The container's own threads for work that runs application code outside of a request; null when it has none. */
  public abstract Executor executor();
}
