package io.gyeot.agent.boot;

import java.util.Map;

/**
 * Entry points of woven code for the life of a session. Never throws into the container, but for
 * {@link SessionUnavailable}: when the part behind it fails or is not there, the container goes on as if it were not
 * woven. {@code notes} is the session's own
 * map of internal notes, where the installed part keeps its state.
 */
public abstract class SessionHook {
  private static volatile SessionHook installed;

  protected abstract Object onFound(Object session, Object manager, String id);

  protected abstract void onAdded(Object manager, Object session);

  protected abstract String onCreating(Object manager, String id);

  protected abstract Object onRead(Object value, Object session, Map<?, ?> notes, String name);

  protected abstract void onWritten(Object session, Map<?, ?> notes, String name);

  protected abstract boolean onExpiring(Object session, Map<?, ?> notes, boolean notify);

  protected abstract long onIdle(long idleMs, Object session, Map<?, ?> notes, int maxInactiveS);

  protected abstract void onRenaming(Object manager, Object session, String newId);

  protected abstract void onRenamed(Object manager, Object session);

  protected abstract void onStarted(Object manager);

  protected abstract void onStopping(Object manager);

  public static void install(SessionHook hook) {
    installed = hook;
  }

  /** Manager.findSession is about to return {@code session}; the result is returned instead. */
  public static Object found(Object session, Object manager, String id) {
    SessionHook hook = installed;
    if (hook == null) {
      return session;
    }
    try {
      return hook.onFound(session, manager, id);
    } catch (SessionUnavailable strict) {
      throw strict;
    } catch (Throwable failure) {
      HookLog.failed("session.found", failure);
      return session;
    }
  }

  /** Manager.add was called. */
  public static void added(Object manager, Object session) {
    SessionHook hook = installed;
    if (hook != null) {
      try {
        hook.onAdded(manager, session);
      } catch (Throwable failure) {
        HookLog.failed("session.added", failure);
      }
    }
  }

  /** Manager.createSession begins; the result is the id to use, null for a new one. */
  public static String creating(Object manager, String id) {
    SessionHook hook = installed;
    if (hook == null) {
      return id;
    }
    try {
      return hook.onCreating(manager, id);
    } catch (Throwable failure) {
      HookLog.failed("session.creating", failure);
      return id;
    }
  }

  /** Session.getAttribute is about to return {@code value}; the result is returned instead. */
  public static Object read(Object value, Object session, Map<?, ?> notes, String name) {
    SessionHook hook = installed;
    if (hook == null || value == null) {
      return value;
    }
    try {
      return hook.onRead(value, session, notes, name);
    } catch (Throwable failure) {
      HookLog.failed("session.read", failure);
      return value;
    }
  }

  /** An attribute was set or removed. */
  public static void written(Object session, Map<?, ?> notes, String name) {
    SessionHook hook = installed;
    if (hook != null) {
      try {
        hook.onWritten(session, notes, name);
      } catch (Throwable failure) {
        HookLog.failed("session.written", failure);
      }
    }
  }

  /** Session.expire begins; the result says whether listeners are to hear of it. */
  public static boolean expiring(Object session, Map<?, ?> notes, boolean notify) {
    SessionHook hook = installed;
    if (hook == null) {
      return notify;
    }
    try {
      return hook.onExpiring(session, notes, notify);
    } catch (Throwable failure) {
      HookLog.failed("session.expiring", failure);
      return notify;
    }
  }

  /** Session.isValid measured {@code idleMs}; the result is what counts. */
  public static long idle(long idleMs, Object session, Map<?, ?> notes, int maxInactiveS) {
    SessionHook hook = installed;
    // The common case, a session that is not idle, costs one comparison.
    if (hook == null || maxInactiveS <= 0 || idleMs / 1000L < maxInactiveS) {
      return idleMs;
    }
    try {
      return hook.onIdle(idleMs, session, notes, maxInactiveS);
    } catch (Throwable failure) {
      HookLog.failed("session.idle", failure);
      return idleMs;
    }
  }

  /** Manager.changeSessionId begins. */
  public static void renaming(Object manager, Object session, String newId) {
    SessionHook hook = installed;
    if (hook != null) {
      try {
        hook.onRenaming(manager, session, newId);
      } catch (Throwable failure) {
        HookLog.failed("session.renaming", failure);
      }
    }
  }

  /** Manager.changeSessionId is done. */
  public static void renamed(Object manager, Object session) {
    SessionHook hook = installed;
    if (hook != null) {
      try {
        hook.onRenamed(manager, session);
      } catch (Throwable failure) {
        HookLog.failed("session.renamed", failure);
      }
    }
  }

  /** A manager starts; its sessions of an earlier life are not loaded yet. */
  public static void started(Object manager) {
    SessionHook hook = installed;
    if (hook != null) {
      try {
        hook.onStarted(manager);
      } catch (Throwable failure) {
        HookLog.failed("session.started", failure);
      }
    }
  }

  /** A manager is about to stop and would end its sessions. */
  public static void stopping(Object manager) {
    SessionHook hook = installed;
    if (hook != null) {
      try {
        hook.onStopping(manager);
      } catch (Throwable failure) {
        HookLog.failed("session.stopping", failure);
      }
    }
  }
}
