package io.gyeot.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TransactionRingTest {
  private static Transaction transaction(long number) {
    return new Transaction(0, number, "t", null);
  }

  @Test
  void keepsOrderAndRefusesTheNewestWhenFull() {
    TransactionRing ring = new TransactionRing();
    for (int i = 0; i < TransactionRing.CAPACITY; i++) {
      assertTrue(ring.offer(transaction(i)));
    }
    assertFalse(ring.offer(transaction(-1)));
    assertEquals(TransactionRing.CAPACITY, ring.size());
    for (int i = 0; i < TransactionRing.CAPACITY; i++) {
      assertEquals(i, ring.peek().startMicros);
      ring.remove();
    }
    assertEquals(0, ring.size());
    assertTrue(ring.offer(transaction(1)));
  }

  @Test
  void boundsItsBytes() {
    TransactionRing ring = new TransactionRing();
    long kept = 0;
    String text = new String(new char[8000]).replace('\0', 'x');
    while (true) {
      Transaction transaction = transaction(0);
      for (int i = 0; i < 10; i++) {
        Call call = transaction.open(Call.JDBC, text + i, "db");
        transaction.keep(call);
        Transaction.close(call);
      }
      if (!ring.offer(transaction)) {
        break;
      }
      kept++;
    }
    assertTrue(kept > 100 && kept < 300, "kept " + kept);
    while (ring.peek() != null) {
      ring.remove();
    }
    assertTrue(ring.offer(transaction(1)));
  }

  @Test
  void losesNothingBetweenManyThreadsAndOne() throws Exception {
    TransactionRing ring = new TransactionRing();
    int threads = 6;
    int each = 40_000;
    AtomicLong refused = new AtomicLong();
    AtomicLong offered = new AtomicLong();
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      long base = (long) t << 32;
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  if (ring.offer(transaction(base + i))) {
                    offered.addAndGet(base + i);
                  } else {
                    refused.incrementAndGet();
                  }
                }
                done.countDown();
              })
          .start();
    }
    long sum = 0;
    long taken = 0;
    while (done.getCount() > 0 || ring.size() > 0) {
      Transaction next = ring.peek();
      if (next != null) {
        sum += next.startMicros;
        taken++;
        ring.remove();
      }
    }
    assertEquals((long) threads * each, taken + refused.get());
    assertEquals(offered.get(), sum);
  }

  @Test
  void bandsCountWhatRuns() {
    InFlight inFlight = new InFlight();
    Transaction[] running = new Transaction[40];
    for (int i = 0; i < running.length; i++) {
      running[i] = new Transaction(1_000_000_000L * (i % 10), 0, "t", null);
      inFlight.enter(running[i]);
    }
    int[] bands = new int[4];
    inFlight.bands(10_000_000_000L, bands);
    assertEquals("0 8 20 12", bands[0] + " " + bands[1] + " " + bands[2] + " " + bands[3]);
    for (Transaction transaction : running) {
      inFlight.leave(transaction);
      inFlight.leave(transaction);
    }
    inFlight.bands(10_000_000_000L, bands);
    assertEquals(0, bands[0] + bands[1] + bands[2] + bands[3]);
  }
}
