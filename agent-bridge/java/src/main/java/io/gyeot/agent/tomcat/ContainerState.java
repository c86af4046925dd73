package io.gyeot.agent.tomcat;

import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.proto.session.Attribute;
import io.gyeot.agent.proto.session.SessionMeta;
import io.gyeot.agent.session.ValueCodec;
import java.io.Serializable;
import java.security.Principal;
import java.util.Map;

/**
 * What Tomcat keeps of a session beside its attributes: who signed in and how, the request saved while a
 * FORM login is under way, and the timeout. A snapshot; compared by reference, which is how Tomcat changes it.
 */
final class ContainerState {
  // Same strings in 9, 10.1 and 11: org.apache.catalina.authenticator.Constants.
  private static final String EXPECTED_ID = "org.apache.catalina.authenticator.SESSION_ID";
  private static final String SAVED_REQUEST = "org.apache.catalina.authenticator.REQUEST";

  private static final String AUTH_TYPE = "authType";
  private static final String PRINCIPAL = "principal";
  private static final String REQUEST = "savedRequest";
  private static final String EXPECTED = "expectedId";

  private final String authType;
  private final Object principal;
  private final Object expectedId;
  private final Object savedRequest;
  private final int maxInactive;

  private ContainerState(String authType, Object principal, Object expectedId, Object savedRequest, int maxInactive) {
    this.authType = authType;
    this.principal = principal;
    this.expectedId = expectedId;
    this.savedRequest = savedRequest;
    this.maxInactive = maxInactive;
  }

  static ContainerState of(Object session, TomcatTypes types) {
    Map<String, Object> notes = types.notes(session);
    return new ContainerState(
        types.authType(session),
        types.principal(session),
        notes.get(EXPECTED_ID),
        notes.get(SAVED_REQUEST),
        types.maxInactive(session));
  }

  boolean same(ContainerState other) {
    return sameSecurity(other) && maxInactive == other.maxInactive;
  }

  boolean sameSecurity(ContainerState other) {
    return principal == other.principal
        && savedRequest == other.savedRequest
        && (authType == null ? other.authType == null : authType.equals(other.authType))
        && (expectedId == null ? other.expectedId == null : expectedId.equals(other.expectedId));
  }

  boolean isEmpty() {
    return principal == null && savedRequest == null && authType == null && expectedId == null;
  }

  String userName() {
    String name = principal instanceof Principal ? ((Principal) principal).getName() : null;
    return name == null ? "" : name;
  }

  /** Writes the state into {@code meta}; what cannot be written is said once and left out. */
  void write(SessionMeta meta, String id, AgentLog log, String app) {
    add(meta, AUTH_TYPE, authType, log, app);
    add(meta, PRINCIPAL, principal, log, app);
    add(meta, REQUEST, savedRequest, log, app);
    // The id itself stays in the server: what counts is whether it is the session's own.
    if (expectedId != null && expectedId.equals(id)) {
      add(meta, EXPECTED, Boolean.TRUE, log, app);
    }
  }

  /** Gives the session what {@code meta} holds and returns the state it then has. */
  static ContainerState restore(
      SessionMeta meta, Object session, String id, TomcatTypes types, ClassLoader application, AgentLog log) {
    Map<String, Object> notes = types.notes(session);
    String authType = null;
    Object principal = null;
    Object request = null;
    boolean expected = false;
    for (Attribute attribute : meta.container) {
      try {
        Object value = ValueCodec.decode(attribute.value, types.loader, application);
        if (AUTH_TYPE.equals(attribute.name)) {
          authType = (String) value;
        } else if (PRINCIPAL.equals(attribute.name)) {
          principal = value;
        } else if (REQUEST.equals(attribute.name)) {
          request = value;
        } else if (EXPECTED.equals(attribute.name)) {
          expected = true;
        }
      } catch (Exception | LinkageError cannot) {
        log.warnLimited(
            "container " + attribute.name,
            meta.app + ": the session's " + attribute.name + " cannot be read here: " + cannot);
      }
    }
    types.authType(session, authType);
    types.principal(session, principal);
    put(notes, SAVED_REQUEST, request);
    put(notes, EXPECTED_ID, expected ? id : null);
    return of(session, types);
  }

  private static void put(Map<String, Object> notes, String name, Object value) {
    if (value == null) {
      notes.remove(name);
    } else {
      notes.put(name, value);
    }
  }

  private static void add(SessionMeta meta, String name, Object value, AgentLog log, String app) {
    if (value == null) {
      return;
    }
    try {
      if (!(value instanceof Serializable)) {
        throw new java.io.NotSerializableException(value.getClass().getName());
      }
      Attribute attribute = new Attribute();
      attribute.name = name;
      attribute.value = ValueCodec.encode(value);
      attribute.type = value.getClass().getName();
      meta.container.add(attribute);
    } catch (Exception | LinkageError cannot) {
      log.warnLimited(
          "container " + name,
          app + ": the session's " + name + " stays in this server, its user signs in again elsewhere: " + cannot);
    }
  }
}
