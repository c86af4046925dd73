package io.gyeot.agent.gauge;

import io.gyeot.agent.proto.telemetry.Collector;
import io.gyeot.agent.proto.telemetry.Gauges;
import io.gyeot.agent.proto.telemetry.MemoryPool;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** Heap by pool, collections, threads, CPU and classes from the JVM's beans; makes no MBean server. */
final class JvmGauges {
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
  private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
  private final AfterCollection afterCollection = new AfterCollection(pools);
  private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();

  /** The bean requests may measure their CPU time with, or null when this JVM does not do it. */
  ThreadMXBean threadsForCpu() {
    return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled() ? threads : null;
  }

  /** CPU time of a thread, microseconds; 0 when it cannot be told. */
  long cpuMicros(Thread thread) {
    if (thread == null || !threads.isThreadCpuTimeSupported()) {
      return 0;
    }
    return Math.max(0, threads.getThreadCpuTime(thread.getId()) / 1000);
  }

  void read(Gauges gauges) {
    MemoryUsage heap = memory.getHeapMemoryUsage();
    gauges.heapUsed = heap.getUsed();
    gauges.heapCommitted = heap.getCommitted();
    gauges.heapMax = Math.max(0, heap.getMax());
    for (MemoryPoolMXBean bean : pools) {
      pool(gauges, bean);
    }
    for (GarbageCollectorMXBean bean : collectors) {
      Collector collector = new Collector();
      collector.name = bean.getName();
      collector.count = Math.max(0, bean.getCollectionCount());
      collector.timeMs = Math.max(0, bean.getCollectionTime());
      gauges.collectors.add(collector);
    }
    gauges.heapUsedAfterGc = afterCollection.read(collectors);
    gauges.threads = threads.getThreadCount();
    gauges.threadsDaemon = threads.getDaemonThreadCount();
    gauges.threadsPeak = threads.getPeakThreadCount();
    gauges.loadedClasses = classes.getLoadedClassCount();
    cpu(gauges);
  }

  private static void pool(Gauges gauges, MemoryPoolMXBean bean) {
    MemoryUsage usage = bean.getUsage();
    if (usage == null) {
      return;
    }
    MemoryPool pool = new MemoryPool();
    pool.name = bean.getName();
    pool.kind = bean.getType() == MemoryType.HEAP ? "heap" : "nonheap";
    pool.used = usage.getUsed();
    pool.committed = usage.getCommitted();
    pool.max = Math.max(0, usage.getMax());
    gauges.pools.add(pool);
  }

  private void cpu(Gauges gauges) {
    gauges.processCpu = -1;
    gauges.systemCpu = -1;
    if (system instanceof com.sun.management.OperatingSystemMXBean) {
      com.sun.management.OperatingSystemMXBean bean = (com.sun.management.OperatingSystemMXBean) system;
      gauges.processCpu = known(bean.getProcessCpuLoad());
      gauges.systemCpu = known(SystemCpu.load(bean));
    }
  }

  private static double known(double load) {
    return load >= 0 && load <= 1 ? load : -1;
  }
}
