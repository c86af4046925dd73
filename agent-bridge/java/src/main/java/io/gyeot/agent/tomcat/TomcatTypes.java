package io.gyeot.agent.tomcat;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;

/**
 * Tomcat's own classes as this server loaded them, reached by reflection: names are the same in 9, 10.1 and 11,
 * the servlet types in their signatures are not. One instance a class loader of Tomcat.
 */
final class TomcatTypes {
  /** Coyote's note under which the connector keeps its own request. */
  private static final int ADAPTER_NOTES = 1;

  final ClassLoader loader;
  private final Field sessions;
  private final Field attributes;
  private final Field notes;
  private final Field lastAccessed;
  private final Field thisAccessed;
  private final Method getContext;
  private final Method createEmptySession;
  private final Method willDistribute;
  private final Method setNew;
  private final Method setValid;
  private final Method setCreationTime;
  private final Method setMaxInactive;
  private final Method getMaxInactive;
  private final Method getCreationTime;
  private final Method getThisAccessed;
  private final Method add;
  private final Method removeAttribute;
  private final Field idField;
  private final Method getId;
  private final Method activate;
  private final Method passivate;
  private final Method expire;
  private final Method getPrincipal;
  private final Method setPrincipal;
  private final Method getAuthType;
  private final Method setAuthType;
  private Method getNote;
  private Method getRemoteAddr;

  TomcatTypes(ClassLoader loader) throws ReflectiveOperationException {
    this.loader = loader;
    Class<?> manager = type("org.apache.catalina.session.ManagerBase");
    Class<?> session = type("org.apache.catalina.session.StandardSession");
    sessions = field(manager, "sessions");
    attributes = field(session, "attributes");
    notes = field(session, "notes");
    lastAccessed = field(session, "lastAccessedTime");
    thisAccessed = field(session, "thisAccessedTime");
    getContext = manager.getMethod("getContext");
    createEmptySession = manager.getMethod("createEmptySession");
    willDistribute = manager.getMethod("willAttributeDistribute", String.class, Object.class);
    setNew = session.getMethod("setNew", boolean.class);
    setValid = session.getMethod("setValid", boolean.class);
    setCreationTime = session.getMethod("setCreationTime", long.class);
    setMaxInactive = session.getMethod("setMaxInactiveInterval", int.class);
    getMaxInactive = session.getMethod("getMaxInactiveInterval");
    getCreationTime = session.getMethod("getCreationTimeInternal");
    getThisAccessed = session.getMethod("getThisAccessedTimeInternal");
    add = manager.getMethod("add", type("org.apache.catalina.Session"));
    removeAttribute = session.getDeclaredMethod("removeAttributeInternal", String.class, boolean.class);
    removeAttribute.setAccessible(true);
    idField = field(session, "id");
    getId = session.getMethod("getIdInternal");
    activate = session.getMethod("activate");
    passivate = session.getMethod("passivate");
    expire = session.getMethod("expire", boolean.class);
    getPrincipal = session.getMethod("getPrincipal");
    setPrincipal = session.getMethod("setPrincipal", java.security.Principal.class);
    getAuthType = session.getMethod("getAuthType");
    setAuthType = session.getMethod("setAuthType", String.class);
  }

  /** "Apache Tomcat/10.1.59". */
  String serverInfo() {
    try {
      return (String) type("org.apache.catalina.util.ServerInfo").getMethod("getServerInfo").invoke(null);
    } catch (ReflectiveOperationException unknown) {
      return "Apache Tomcat";
    }
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> sessions(Object manager) {
    return (Map<String, Object>) get(sessions, manager);
  }

  @SuppressWarnings("unchecked")
  ConcurrentMap<String, Object> attributes(Object session) {
    return (ConcurrentMap<String, Object>) get(attributes, session);
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> notes(Object session) {
    return (Map<String, Object>) get(notes, session);
  }

  Object context(Object manager) {
    return call(getContext, manager);
  }

  boolean distributes(Object manager, String name, Object value) {
    return Boolean.TRUE.equals(call(willDistribute, manager, name, value));
  }

  Object createEmpty(Object manager) {
    return call(createEmptySession, manager);
  }

  /** An empty session becomes one that has lived elsewhere; it is not added yet. */
  void revive(Object session, String id, long createdMs, long lastAccessMs, int maxInactiveS) {
    call(setNew, session, Boolean.FALSE);
    call(setValid, session, Boolean.TRUE);
    call(setCreationTime, session, createdMs);
    call(setMaxInactive, session, maxInactiveS);
    accessed(session, lastAccessMs);
    try {
      idField.set(session, id);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  void accessed(Object session, long lastAccessMs) {
    try {
      lastAccessed.setLong(session, lastAccessMs);
      thisAccessed.setLong(session, lastAccessMs);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Adds the session to its manager, without telling anyone. */
  void add(Object manager, Object session) {
    call(add, manager, session);
  }

  /** Removes an attribute and tells it so. */
  void unbind(Object session, String attribute) {
    call(removeAttribute, session, attribute, Boolean.TRUE);
  }

  String id(Object session) {
    return (String) call(getId, session);
  }

  void activate(Object session) {
    call(activate, session);
  }

  void passivate(Object session) {
    call(passivate, session);
  }

  void expire(Object session, boolean notify) {
    call(expire, session, notify);
  }

  long created(Object session) {
    return (Long) call(getCreationTime, session);
  }

  long lastAccess(Object session) {
    return (Long) call(getThisAccessed, session);
  }

  int maxInactive(Object session) {
    return (Integer) call(getMaxInactive, session);
  }

  void maxInactive(Object session, int seconds) {
    call(setMaxInactive, session, seconds);
  }

  Object principal(Object session) {
    return call(getPrincipal, session);
  }

  void principal(Object session, Object principal) {
    call(setPrincipal, session, principal);
  }

  String authType(Object session) {
    return (String) call(getAuthType, session);
  }

  void authType(Object session, String type) {
    call(setAuthType, session, type);
  }

  /** Client address as the container sees it (its RemoteIpValve counts); empty when unknown. */
  String clientAddress(Object coyoteRequest) {
    if (coyoteRequest == null) {
      return "";
    }
    try {
      if (getRemoteAddr == null) {
        getNote = type("org.apache.coyote.Request").getMethod("getNote", int.class);
        getRemoteAddr = type("org.apache.catalina.connector.Request").getMethod("getRemoteAddr");
      }
      Object request = getNote.invoke(coyoteRequest, ADAPTER_NOTES);
      Object address = request == null ? null : getRemoteAddr.invoke(request);
      return address == null ? "" : (String) address;
    } catch (ReflectiveOperationException unknown) {
      return "";
    }
  }

  /** Calls a public method without arguments by name, for what is asked for once. */
  static Object ask(Object target, String method) {
    try {
      for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
        try {
          Method found = type.getDeclaredMethod(method);
          found.setAccessible(true);
          return found.invoke(target);
        } catch (NoSuchMethodException higher) {
          continue;
        }
      }
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException(target.getClass().getName() + "." + method, failed);
    }
    throw new IllegalStateException(target.getClass().getName() + " has no " + method);
  }

  /** Status 503 and no cookie, for a coyote response of which nothing was sent; what the application wrote stays. */
  void refuse(Object coyoteResponse) {
    Object headers = ask(coyoteResponse, "getMimeHeaders");
    try {
      Method remove = headers.getClass().getMethod("removeHeader", String.class);
      for (String name : new String[] {"Set-Cookie", "ETag", "Last-Modified", "Expires", "Cache-Control", "Location"}) {
        remove.invoke(headers, name);
      }
      Method set = coyoteResponse.getClass().getMethod("setHeader", String.class, String.class);
      set.invoke(coyoteResponse, "Cache-Control", "no-store");
      set.invoke(coyoteResponse, "Retry-After", "1");
      coyoteResponse.getClass().getMethod("setStatus", int.class).invoke(coyoteResponse, 503);
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalStateException("the response cannot be refused", unknown);
    }
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, false, loader);
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static Object get(Field field, Object target) {
    try {
      return field.get(target);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw new IllegalStateException(method.getName(), thrown.getCause());
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(method.getName(), impossible);
    }
  }
}
