package io.gyeot.agent.transport;

import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Listener that keeps what comes, for tests. */
final class Inbox implements StreamListener {
  final LinkedBlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<String> closed = new LinkedBlockingQueue<>();
  final AtomicInteger closedCount = new AtomicInteger();

  @Override
  public void onMessage(byte[] data, int offset, int length) {
    messages.add(Arrays.copyOfRange(data, offset, offset + length));
  }

  @Override
  public void onClosed(String reason) {
    closedCount.incrementAndGet();
    closed.add(reason);
  }

  byte[] next() throws InterruptedException {
    byte[] message = messages.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message within 10 s; closed: " + closed.peek());
    }
    return message;
  }

  String reason() throws InterruptedException {
    String reason = closed.poll(15, TimeUnit.SECONDS);
    if (reason == null) {
      throw new AssertionError("not closed within 15 s");
    }
    return reason;
  }
}
