package io.gyeot.agent.jdbc;

import java.lang.ref.WeakReference;
import java.util.ArrayList;

/** Connection pools seen at their construction, held weakly: an undeployed application's pool goes away. */
public final class PoolRegistry {
  /** Pools watched; protects the gauges' cost. */
  private static final int POOLS_MAX = 64;

  private final ArrayList<WeakReference<Object>> pools = new ArrayList<WeakReference<Object>>();

  public synchronized void add(Object pool) {
    for (int i = pools.size() - 1; i >= 0; i--) {
      Object known = pools.get(i).get();
      if (known == null) {
        pools.remove(i);
      } else if (known == pool) {
        return;
      }
    }
    if (pools.size() < POOLS_MAX) {
      pools.add(new WeakReference<Object>(pool));
    }
  }

  /** Pools alive now. */
  public synchronized ArrayList<Object> alive() {
    ArrayList<Object> alive = new ArrayList<Object>();
    for (WeakReference<Object> reference : pools) {
      Object pool = reference.get();
      if (pool != null) {
        alive.add(pool);
      }
    }
    return alive;
  }
}
