package io.gyeot.agent.core;

import java.util.concurrent.CopyOnWriteArrayList;

/** The agent's one timer: a daemon thread that calls every tick each 100 ms, one after the other. */
public final class Ticker implements Runnable {
  private static final long PERIOD_MS = 100;

  private final CopyOnWriteArrayList<Tick> ticks = new CopyOnWriteArrayList<Tick>();
  private final AgentLog log;
  private volatile Thread thread;
  private volatile boolean running;

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
    if (!running) {
      running = true;
      thread = AgentThreads.start(this, "gyeot-tick");
    }
  }

  public void stop() {
    running = false;
    Thread stopped = thread;
    if (stopped != null) {
      stopped.interrupt();
    }
  }

  @Override
  public void run() {
    while (running) {
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
