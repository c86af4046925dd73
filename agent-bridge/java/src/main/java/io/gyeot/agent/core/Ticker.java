package io.gyeot.agent.core;

import java.util.concurrent.CopyOnWriteArrayList;

/** The agent's one timer: a daemon thread that calls every tick each 100 ms, one after the other. */
public final class Ticker implements Runnable {
  private static final long PERIOD_MS = 100;

  private final CopyOnWriteArrayList<Tick> ticks = new CopyOnWriteArrayList<Tick>();
  private final AgentLog log;
  private volatile Thread thread;

  public Ticker(AgentLog log) {
    this.log = log;
  }

  public void add(Tick tick) {
    ticks.add(tick);
  }

  public void remove(Tick tick) {
    ticks.remove(tick);
  }

  /** Thread that ticks, for its CPU time; null before the start. */
  public Thread thread() {
    return thread;
  }

  public synchronized void start() {
    if (thread == null) {
      Thread made = new Thread(null, this, "gyeot-tick", 256 * 1024);
      made.setDaemon(true);
      made.setContextClassLoader(null);
      thread = made;
      made.start();
    }
  }

  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public void run() {
    while (thread == Thread.currentThread()) {
      try {
        Thread.sleep(PERIOD_MS);
      } catch (InterruptedException stopped) {
        continue;
      }
      long now = System.nanoTime();
      for (Tick tick : ticks) {
        try {
          tick.tick(now);
        } catch (Throwable failure) {
          log.failure("tick", failure);
        }
      }
    }
  }
}
