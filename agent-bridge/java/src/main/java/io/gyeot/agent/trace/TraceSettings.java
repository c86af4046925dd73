package io.gyeot.agent.trace;

import java.lang.management.ThreadMXBean;

/** What the sidecar told the agent about users, and what may be measured by now. Written by the ticker. */
public final class TraceSettings {
  private volatile String userCookie = "";
  private volatile TrustedProxies proxies = TrustedProxies.NONE;
  private volatile ThreadMXBean threads;

  /** Set by request threads: from then on beans may be touched. */
  public volatile boolean requestEnded;

  public String userCookie() {
    return userCookie;
  }

  public void userCookie(String name) {
    userCookie = name;
  }

  public TrustedProxies proxies() {
    return proxies;
  }

  public void proxies(TrustedProxies trusted) {
    proxies = trusted;
  }

  boolean believesForwarding() {
    return proxies != TrustedProxies.NONE;
  }

  /** Lets transactions measure CPU time from now on. */
  public void measureCpu(ThreadMXBean bean) {
    threads = bean;
  }

  /** CPU time of this thread, nanoseconds; negative when it is not measured. */
  long cpuNow() {
    ThreadMXBean bean = threads;
    return bean == null ? -1 : bean.getCurrentThreadCpuTime();
  }
}
