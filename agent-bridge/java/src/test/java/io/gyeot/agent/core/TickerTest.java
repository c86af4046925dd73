package io.gyeot.agent.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TickerTest {
  private final AgentLog log = new AgentLog(new PrintStream(new ByteArrayOutputStream()));

  @Test
  void goesOnAfterATickThatFails() throws Exception {
    Ticker ticker = new Ticker(log);
    CountDownLatch ticked = new CountDownLatch(3);
    ticker.add(
        now -> {
          throw new AssertionError("this one is broken");
        });
    ticker.add(now -> ticked.countDown());
    ticker.start();
    ticker.start();
    assertTrue(ticked.await(5, TimeUnit.SECONDS));
    Thread thread = ticker.thread();
    assertTrue(thread.isDaemon());
    assertEquals("gyeot-tick", thread.getName());
    assertNull(thread.getContextClassLoader());
    ticker.stop();
    thread.join(5000);
    assertTrue(!thread.isAlive());
  }

  @Test
  void inheritsNothingFromTheThreadThatStartsIt() throws Exception {
    InheritableThreadLocal<String> ofTheApplication = new InheritableThreadLocal<>();
    ofTheApplication.set("application");
    String[] seen = {"unset"};
    CountDownLatch done = new CountDownLatch(1);
    AgentThreads.start(
        () -> {
          seen[0] = ofTheApplication.get();
          done.countDown();
        },
        "gyeot-test");
    assertTrue(done.await(5, TimeUnit.SECONDS));
    assertNull(seen[0]);
  }
}
