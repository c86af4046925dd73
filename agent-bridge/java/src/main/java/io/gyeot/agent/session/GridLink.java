package io.gyeot.agent.session;

import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.GridFrame;
import io.gyeot.agent.proto.session.Hello;
import io.gyeot.agent.proto.session.Welcome;
import io.gyeot.agent.transport.Endpoint;
import io.gyeot.agent.transport.Endpoints;
import java.io.File;
import java.util.ArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a sidecar that answers: the WAS's own first, then those it named. Connecting may block, so it has a
 * thread for as long as it takes; at a peer's sidecar it looks every two seconds whether its own is back.
 */
final class GridLink implements Runnable {
  private static final int PROTOCOL = 1;
  private static final long WELCOME_NANOS = 1_000_000_000L;
  private static final long BACKOFF_FIRST_MS = 50;
  private static final long BACKOFF_LAST_MS = 1_000;
  private static final long HOME_NANOS = 2_000_000_000L;

  /** What came of it, on the connecting thread. */
  interface Owner extends GridStream.Owner {
    void connected(GridStream stream, Welcome welcome);

    void unreachable(String why);
  }

  private final String runDirectory;
  private final Hello hello;
  private final Owner owner;
  private final AgentLog log;
  private volatile ArrayList<io.gyeot.agent.proto.session.Endpoint> fallbacks =
      new ArrayList<io.gyeot.agent.proto.session.Endpoint>(0);
  private Thread connecting;
  private boolean homeOnly;
  private boolean othersFirst;

  /** Asked for while it was under way: what was found is gone again. */
  private boolean again;
  private long lookedHomeNanos;

  GridLink(String runDirectory, Hello hello, Owner owner, AgentLog log) {
    this.runDirectory = runDirectory;
    this.hello = hello;
    this.owner = owner;
    this.log = log;
  }

  /** Starts looking for a sidecar unless that is under way; {@code ownFirst} unless the own one is the silent one. */
  synchronized void connect(boolean ownFirst) {
    homeOnly = false;
    othersFirst = !ownFirst;
    again = connecting != null;
    start();
  }

  /** Where else to go from now on, as the own sidecar says. */
  void fallbacks(GridStream stream, ArrayList<io.gyeot.agent.proto.session.Endpoint> others) {
    if (stream.own) {
      fallbacks = others;
    }
  }

  /** While at a peer's sidecar: looks for the own one from time to time. */
  synchronized void lookHome(long nowNanos) {
    if (connecting == null && nowNanos - lookedHomeNanos > HOME_NANOS) {
      lookedHomeNanos = nowNanos;
      homeOnly = true;
      start();
    }
  }

  private void start() {
    if (connecting == null) {
      Thread thread = new Thread(null, this, "gyeot-session", 256 * 1024);
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      connecting = thread;
      thread.start();
    }
  }

  @Override
  public void run() {
    long backoffMs = BACKOFF_FIRST_MS;
    while (true) {
      boolean done;
      try {
        done = tryAll();
      } catch (Throwable failure) {
        log.failure("session connect", failure);
        done = false;
      }
      synchronized (this) {
        if ((done || homeOnly) && !again) {
          connecting = null;
          return;
        }
        again = false;
      }
      try {
        Thread.sleep(backoffMs + ThreadLocalRandom.current().nextLong(backoffMs / 4 + 1));
      } catch (InterruptedException ignored) {
        // Nobody interrupts this thread on purpose; the next try is simply earlier.
      }
      backoffMs = Math.min(BACKOFF_LAST_MS, backoffMs * 2);
    }
  }

  private boolean tryAll() {
    boolean home;
    boolean others;
    synchronized (this) {
      home = homeOnly;
      others = othersFirst && !home;
      othersFirst = false;
    }
    if (others && tryFallbacks()) {
      return true;
    }
    String why;
    try {
      why = tryOne(Endpoints.read(runDirectory, "session"), true, home);
      if (why == null) {
        return true;
      }
    } catch (Exception absent) {
      why = String.valueOf(absent.getMessage());
    }
    if (home) {
      return false;
    }
    if (!others && tryFallbacks()) {
      return true;
    }
    owner.unreachable(why);
    return false;
  }

  private boolean tryFallbacks() {
    for (io.gyeot.agent.proto.session.Endpoint fallback : fallbacks) {
      if (!fallback.unixPath.isEmpty() && Endpoints.unixSockets() && new File(fallback.unixPath).exists()) {
        if (tryOne(Endpoint.unix(fallback.unixPath, fallback.token), false, false) == null) {
          return true;
        }
      } else if (fallback.port != 0) {
        if (tryOne(Endpoint.tcp(fallback.host, fallback.port, fallback.token), false, false) == null) {
          return true;
        }
      }
    }
    return false;
  }

  /** Null when connected, else why not. One that works is left only for one that is in step with its peer. */
  private String tryOne(Endpoint endpoint, boolean own, boolean onlyInStep) {
    GridStream stream = new GridStream(endpoint, own, owner);
    try {
      stream.open();
      AgentFrame frame = new AgentFrame();
      frame.hello = hello;
      Ask ask = new Ask(frame, null, 0);
      long deadline = System.nanoTime() + WELCOME_NANOS;
      GridFrame answer = stream.ask(ask, WELCOME_NANOS) ? ask.await(deadline) : null;
      if (answer == null || answer.welcome == null) {
        String why =
            answer != null && answer.failure != null
                ? answer.failure.message
                : answer == null ? "no Welcome within a second" : "no Welcome";
        stream.close(why);
        return endpoint + ": " + why;
      }
      Welcome welcome = answer.welcome;
      if (welcome.protocol != PROTOCOL) {
        stream.close("protocol " + welcome.protocol);
        return endpoint + ": speaks protocol " + welcome.protocol + ", this agent speaks " + PROTOCOL;
      }
      if (onlyInStep && welcome.mode != null && !"clustered".equals(welcome.mode.mode)) {
        stream.close("not in step yet");
        return endpoint + ": not in step yet";
      }
      stream.leaseMs(welcome.leaseMs);
      if (own || fallbacks.isEmpty()) {
        fallbacks = welcome.fallbacks;
      }
      owner.connected(stream, welcome);
      return null;
    } catch (Exception failed) {
      stream.close("could not connect");
      return endpoint + ": " + failed.getMessage();
    }
  }
}
