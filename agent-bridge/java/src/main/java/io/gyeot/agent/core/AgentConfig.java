package io.gyeot.agent.core;

import java.io.File;
import java.util.HashMap;

/**
 * Settings of one agent. Sources, first one wins: agent arguments ("run=/path,was=shop-1"), system properties
 * gyeot.KEY, environment GYEOT_AGENT_KEY. What is wrong is warned about and left out; the application starts.
 */
public final class AgentConfig {
  private static final String[] KEYS = {
    "run", // run directory of this host's sidecar
    "was", // name of this server, unique among the members
    "apps", // context paths whose sessions are shared, separated by commas; empty for all
    "sessions", // on or off
    "trace", // on or off
    "log", // file for the agent's own log; standard error when empty
    "enabled", // off: the agent does nothing at all
  };

  private final HashMap<String, String> values = new HashMap<String, String>();

  private AgentConfig() {}

  /** Reads the arguments after "-javaagent:jar="; they may be null. */
  public static AgentConfig parse(String arguments, AgentLog log) {
    AgentConfig config = new AgentConfig();
    for (String key : KEYS) {
      String value = System.getProperty("gyeot." + key);
      if (value == null) {
        value = System.getenv("GYEOT_AGENT_" + key.toUpperCase(java.util.Locale.ROOT));
      }
      if (value != null) {
        config.values.put(key, value.trim());
      }
    }
    config.arguments(arguments == null ? "" : arguments, log);
    config.refuseNeitherOnNorOff("sessions", log);
    config.refuseNeitherOnNorOff("trace", log);
    config.refuseNeitherOnNorOff("enabled", log);
    return config;
  }

  /** Sidecar's run directory; empty when not set. */
  public String runDirectory() {
    return get("run", "");
  }

  /** Name of this WAS: as set, else the name of Tomcat's base directory, else "was". */
  public String was() {
    String name = get("was", "");
    if (!name.isEmpty()) {
      return name;
    }
    String base = System.getProperty("catalina.base");
    String last = base == null ? "" : new File(base).getName();
    return last.isEmpty() ? "was" : last;
  }

  public boolean isOn(String key) {
    return "on".equals(get(key, "on"));
  }

  /** Value of one of the keys above. */
  public String get(String key, String fallback) {
    String value = values.get(key);
    return value != null ? value : fallback;
  }

  /** "key=value,key=value"; a part without "=" belongs to the value before it, which then has a comma. */
  private void arguments(String arguments, AgentLog log) {
    String key = null;
    int position = 0;
    while (position < arguments.length()) {
      int comma = arguments.indexOf(',', position);
      int end = comma < 0 ? arguments.length() : comma;
      String part = arguments.substring(position, end).trim();
      position = end + 1;
      int equals = part.indexOf('=');
      if (equals > 0) {
        key = part.substring(0, equals).trim();
        put(key, part.substring(equals + 1).trim(), log);
      } else if (key != null && values.containsKey(key) && !part.isEmpty()) {
        values.put(key, values.get(key) + ',' + part);
      } else if (!part.isEmpty()) {
        log.warn("agent argument \"" + part + "\" is not KEY=VALUE and is ignored");
      }
    }
  }

  private void put(String key, String value, AgentLog log) {
    for (String known : KEYS) {
      if (known.equals(key)) {
        values.put(key, value);
        return;
      }
    }
    StringBuilder names = new StringBuilder();
    for (String known : KEYS) {
      names.append(names.length() == 0 ? "" : ", ").append(known);
    }
    log.warn("agent argument \"" + key + "\" is not known and is ignored; known are " + names);
  }

  private void refuseNeitherOnNorOff(String key, AgentLog log) {
    String value = get(key, "on");
    if (value.equals("true") || value.equals("false")) {
      values.put(key, value.equals("true") ? "on" : "off");
    } else if (!value.equals("on") && !value.equals("off")) {
      log.warn("agent argument " + key + "=" + value + " is neither on nor off; it stays on");
      values.put(key, "on");
    }
  }
}
