package io.gyeot.agent.trace;

import java.util.concurrent.ThreadLocalRandom;

/** Random ids: not secret, never zero, different between JVMs started in the same instant. */
public final class TraceIds {
  private static final long JVM =
      mix(System.nanoTime() ^ mix(System.currentTimeMillis() ^ ((long) System.identityHashCode(new Object()) << 32)));

  private TraceIds() {}

  public static long any() {
    return mix(ThreadLocalRandom.current().nextLong() ^ JVM);
  }

  /** Any number but zero. */
  public static long span() {
    long id = any();
    return id != 0 ? id : 1;
  }

  /** SplitMix64's finisher: every input bit changes about half of the output bits. */
  public static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
