package io.gyeot.agent.gauge;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Heap in use right after the last collection, old generation included. A pool's own "collection usage" would
 * not do: G1 leaves that of its old generation at zero until it collects the whole of it.
 */
final class AfterCollection {
  private final HashSet<String> heap = new HashSet<String>();
  private long collections = -1;
  private long used;

  AfterCollection(List<MemoryPoolMXBean> pools) {
    for (MemoryPoolMXBean pool : pools) {
      if (pool.getType() == MemoryType.HEAP) {
        heap.add(pool.getName());
      }
    }
  }

  /** Bytes; 0 before the first collection, or when this JVM does not tell. */
  long read(List<? extends java.lang.management.GarbageCollectorMXBean> collectors) {
    long count = 0;
    for (java.lang.management.GarbageCollectorMXBean bean : collectors) {
      count += Math.max(0, bean.getCollectionCount());
    }
    if (count != collections) {
      collections = count;
      GcInfo last = last(collectors);
      used = last == null ? 0 : sum(last.getMemoryUsageAfterGc());
    }
    return used;
  }

  private static GcInfo last(List<? extends java.lang.management.GarbageCollectorMXBean> collectors) {
    GcInfo last = null;
    for (java.lang.management.GarbageCollectorMXBean bean : collectors) {
      GcInfo info = bean instanceof GarbageCollectorMXBean ? ((GarbageCollectorMXBean) bean).getLastGcInfo() : null;
      if (info != null && (last == null || info.getEndTime() > last.getEndTime())) {
        last = info;
      }
    }
    return last;
  }

  private long sum(Map<String, MemoryUsage> pools) {
    long sum = 0;
    for (Map.Entry<String, MemoryUsage> pool : pools.entrySet()) {
      if (heap.contains(pool.getKey())) {
        sum += Math.max(0, pool.getValue().getUsed());
      }
    }
    return sum;
  }
}
