package io.gyeot.agent.gauge;

import com.sun.management.OperatingSystemMXBean;

/** CPU load of the machine: the call has another name since JDK 14, and the old one warns when compiled. */
final class SystemCpu {
  private SystemCpu() {}

  @SuppressWarnings("deprecation")
  static double load(OperatingSystemMXBean bean) {
    return bean.getSystemCpuLoad();
  }
}
