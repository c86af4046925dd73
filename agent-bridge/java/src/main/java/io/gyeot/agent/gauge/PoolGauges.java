package io.gyeot.agent.gauge;

import io.gyeot.agent.jdbc.PoolRegistry;
import io.gyeot.agent.proto.telemetry.Gauges;
import io.gyeot.agent.proto.telemetry.Pool;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** HikariCP, DBCP2 and tomcat-jdbc pools, asked by reflection: they live in class loaders of applications. */
final class PoolGauges {
  private final PoolRegistry registry;

  PoolGauges(PoolRegistry registry) {
    this.registry = registry;
  }

  void read(Gauges gauges) {
    for (Object pool : registry.alive()) {
      try {
        Pool read = read(pool);
        if (read != null) {
          gauges.jdbcPools.add(read);
        }
      } catch (ReflectiveOperationException | RuntimeException unknown) {
        // A version with other names, or a pool that is being closed: it has no gauge this time.
      }
    }
  }

  private static Pool read(Object pool) throws ReflectiveOperationException {
    String type = pool.getClass().getName();
    if (type.equals("com.zaxxer.hikari.pool.HikariPool")) {
      return hikari(pool);
    }
    return type.startsWith("org.apache.tomcat.jdbc.pool.") ? tomcat(pool) : dbcp(pool);
  }

  private static Pool hikari(Object pool) throws ReflectiveOperationException {
    Object config = field(pool, "config");
    if (config == null || Boolean.TRUE.equals(closed(pool))) {
      return null;
    }
    Pool read = new Pool();
    read.name = String.valueOf(call(config, "getPoolName"));
    read.busy = number(pool, "getActiveConnections");
    read.size = number(pool, "getTotalConnections");
    read.waiting = number(pool, "getThreadsAwaitingConnection");
    read.max = number(config, "getMaximumPoolSize");
    return read;
  }

  private static Pool tomcat(Object pool) throws ReflectiveOperationException {
    if (Boolean.TRUE.equals(call(pool, "isClosed"))) {
      return null;
    }
    Pool read = new Pool();
    read.name = String.valueOf(call(pool, "getName"));
    read.busy = number(pool, "getActive");
    read.size = number(pool, "getSize");
    read.waiting = number(pool, "getWaitCount");
    read.max = number(call(pool, "getPoolProperties"), "getMaxActive");
    return read;
  }

  private static Pool dbcp(Object pool) throws ReflectiveOperationException {
    if (Boolean.TRUE.equals(call(pool, "isClosed"))) {
      return null;
    }
    Pool read = new Pool();
    Object name = call(pool, "getJmxName");
    read.name = name != null ? String.valueOf(name) : "dbcp-" + Integer.toHexString(System.identityHashCode(pool));
    read.busy = number(pool, "getNumActive");
    read.size = read.busy + number(pool, "getNumIdle");
    read.max = number(pool, "getMaxTotal");
    return read;
  }

  /** HikariPool.poolState: 2 is shut down. */
  private static Object closed(Object pool) throws ReflectiveOperationException {
    Object state = field(pool, "poolState");
    return Boolean.valueOf(state instanceof Integer && ((Integer) state).intValue() == 2);
  }

  private static int number(Object target, String method) throws ReflectiveOperationException {
    Object value = call(target, method);
    return value instanceof Number ? Math.max(0, ((Number) value).intValue()) : 0;
  }

  private static Object call(Object target, String name) throws ReflectiveOperationException {
    Method method = target.getClass().getMethod(name);
    method.setAccessible(true);
    return method.invoke(target);
  }

  private static Object field(Object target, String name) throws ReflectiveOperationException {
    for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(target);
        }
      }
    }
    return null;
  }
}
