package io.gyeot.agent.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class AgentConfigTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private AgentConfig parse(String arguments) {
    return AgentConfig.parse(arguments, new AgentLog(new PrintStream(said, true, StandardCharsets.UTF_8)));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void readsArguments() {
    AgentConfig config = parse("run=/var/lib/gyeot/run, was=가게-1,trace=false");
    assertEquals("/var/lib/gyeot/run", config.runDirectory());
    assertEquals("가게-1", config.was());
    assertFalse(config.isOn("trace"));
    assertTrue(config.isOn("sessions"));
    assertEquals("", said());
  }

  @Test
  void namesWhatItKnowsWhenItDoesNotKnowAKey() {
    AgentConfig config = parse("wsa=shop-1,run=/r");
    assertEquals("/r", config.runDirectory());
    assertTrue(said().contains("\"wsa\" is not known"), said());
    assertTrue(said().contains("run, was, apps, sessions, trace, log, enabled"), said());
  }

  @Test
  void keepsCommasOfAList() {
    assertEquals("/a,/b,/c", parse("apps=/a,/b,/c,was=x").get("apps", ""));
  }

  @Test
  void saysWhatIsNeitherOnNorOff() {
    assertTrue(parse("sessions=maybe").isOn("sessions"));
    assertTrue(said().contains("sessions=maybe is neither on nor off"), said());
  }

  @Test
  void survivesNonsense() {
    assertEquals("", parse(null).runDirectory());
    assertEquals("", parse("").runDirectory());
    assertEquals("", parse(",,,=,==,x,=y").runDirectory());
  }

  @Test
  void takesSystemPropertiesBelowArguments() {
    System.setProperty("gyeot.run", "/from/property");
    System.setProperty("gyeot.was", "from-property");
    try {
      AgentConfig config = parse("was=from-argument");
      assertEquals("/from/property", config.runDirectory());
      assertEquals("from-argument", config.was());
    } finally {
      System.clearProperty("gyeot.run");
      System.clearProperty("gyeot.was");
    }
  }
}
