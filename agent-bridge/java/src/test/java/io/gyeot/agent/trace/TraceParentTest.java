package io.gyeot.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceParentTest {
  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static Transaction with(String traceparent, String tracestate) {
    TracedRequests.Request request = new TracedRequests.Request();
    request.headers.put("traceparent", traceparent);
    request.headers.put("tracestate", tracestate);
    return new Transaction(0, 0, "t", request);
  }

  @Test
  void takesTheCallersTrace() {
    Transaction transaction = with(VALID, "vendor=1");
    transaction.identify();
    assertEquals(0x4bf92f3577b34da6L, transaction.traceHigh);
    assertEquals(0xa3ce929d0e0e4736L, transaction.traceLow);
    assertEquals(0x00f067aa0ba902b7L, transaction.parentSpanId);
    assertEquals("vendor=1", transaction.traceState);
    assertNotEquals(transaction.parentSpanId, transaction.spanId);
    assertEquals("00-4bf92f3577b34da6a3ce929d0e0e4736-00000000000000ff-01", TraceParent.write(transaction, 255));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
      })
  void ignoresWhatIsInvalid(String header) {
    Transaction transaction = with(header, "vendor=1");
    transaction.identify();
    assertEquals(0, transaction.parentSpanId);
    assertNull(transaction.traceState);
    assertNotEquals(0, transaction.traceHigh | transaction.traceLow);
  }

  @Test
  void takesAFutureVersion() {
    assertTrue(TraceParent.read("cc" + VALID.substring(2) + "-what-comes", with("", "")));
    assertTrue(TraceParent.read("01" + VALID.substring(2), with("", "")));
  }

  @Test
  void readsWhatItWroteAndSurvivesAnything() {
    Random random = new Random(20261123);
    for (int i = 0; i < 20_000; i++) {
      Transaction made = with("", "");
      made.identify();
      long span = TraceIds.span();
      String header = TraceParent.write(made, span);
      Transaction read = with("", "");
      assertTrue(TraceParent.read(header, read));
      assertEquals(made.traceHigh, read.traceHigh);
      assertEquals(made.traceLow, read.traceLow);
      assertEquals(span, read.parentSpanId);
      char[] broken = header.toCharArray();
      int at = random.nextInt(broken.length);
      broken[at] = (char) random.nextInt(0x180);
      Transaction other = with("", "");
      boolean valid = TraceParent.read(new String(broken), other);
      String again = valid ? TraceParent.write(other, other.parentSpanId) : "";
      // What is taken is taken literally: only version and flags may differ from what is written back.
      assertTrue(!valid || again.substring(2, 53).equals(new String(broken).substring(2, 53)), new String(broken));
    }
  }

  @Test
  void refusesStatesThatCouldBreakAHeader() {
    assertTrue(TraceParent.validState("a=1,b=2"));
    assertFalse(TraceParent.validState("a=1\r\nSet-Cookie: x"));
    assertFalse(TraceParent.validState("a=한"));
    assertFalse(TraceParent.validState(new String(new char[513]).replace('\0', 'a')));
  }
}
