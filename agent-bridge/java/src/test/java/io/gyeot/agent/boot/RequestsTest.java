package io.gyeot.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RequestsTest {
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void clear() {
    Requests.listenTrace(null);
    Requests.listenSessions(null);
    Requests.suspend(null);
  }

  private RequestListener listener(String name, boolean failing) {
    return new RequestListener() {
      private void say(String what) {
        seen.add(name + "." + what);
        if (failing) {
          throw new AssertionError("broken listener");
        }
      }

      @Override
      public void begin(RequestContext context) {
        say("begin");
      }

      @Override
      public void resume(RequestContext context) {
        say("resume");
      }

      @Override
      public void suspend(RequestContext context) {
        say("suspend");
      }

      @Override
      public void commit(RequestContext context) {
        say("commit");
      }

      @Override
      public void finish(RequestContext context) {
        say("finish");
      }

      @Override
      public void end(RequestContext context, Object connectorRequest) {
        say("end");
      }
    };
  }

  @Test
  void callsBothListenersInOrderAndEndsOnce() {
    Requests.listenTrace(listener("trace", false));
    Requests.listenSessions(listener("sessions", false));
    Object request = new Object();
    RequestContext context = Requests.begin(request, new Object());
    assertSame(request, context.request);
    assertSame(context, RequestContext.current());
    Requests.suspend(context);
    assertNull(RequestContext.current());
    Requests.resume(context);
    assertSame(context, RequestContext.current());
    Requests.commit(context);
    Requests.finish(context);
    Requests.end(context, null);
    Requests.end(context, null);
    assertEquals(
        List.of(
            "trace.begin", "sessions.begin", "sessions.suspend", "trace.suspend", "trace.resume", "sessions.resume",
            "sessions.commit", "trace.commit", "sessions.finish", "trace.finish", "sessions.end", "trace.end"),
        seen);
  }

  @Test
  void aBrokenListenerHurtsNeitherTheRequestNorTheOther() {
    Requests.listenTrace(listener("trace", true));
    Requests.listenSessions(listener("sessions", true));
    long before = HookLog.failures();
    RequestContext context = Requests.begin(null, null);
    Requests.commit(context);
    Requests.finish(context);
    Requests.suspend(context);
    Requests.resume(context);
    Requests.end(context, null);
    assertEquals(12, seen.size());
    assertTrue(HookLog.failures() >= before + 12);
  }

  @Test
  void takesForeignNotesForNone() {
    Requests.listenTrace(listener("trace", false));
    Requests.commit(null);
    Requests.finish("someone else's note");
    Requests.resume(null);
    Requests.end(42, null);
    assertTrue(seen.isEmpty());
  }
}
