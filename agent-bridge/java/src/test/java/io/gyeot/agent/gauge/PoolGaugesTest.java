package io.gyeot.agent.gauge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyeot.agent.jdbc.WeavingLoader;
import io.gyeot.agent.proto.telemetry.Gauges;
import io.gyeot.agent.proto.telemetry.Pool;
import java.sql.Connection;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The three pools, woven: found at their construction, read by the names their versions really have. */
final class PoolGaugesTest {
  private final WeavingLoader loader = new WeavingLoader();

  private String read() {
    Gauges gauges = new Gauges();
    new PoolGauges(loader.pools).read(gauges);
    StringBuilder out = new StringBuilder();
    for (Pool pool : gauges.jdbcPools) {
      out.append(pool.busy).append('/').append(pool.size).append('/').append(pool.max).append(' ');
    }
    return out.toString().trim();
  }

  private DataSource made(String type, String urlSetter, String maxSetter) throws Exception {
    Thread.currentThread().setContextClassLoader(loader);
    Class<?> known = loader.loadClass(type);
    Object pool = known.getConstructor().newInstance();
    known.getMethod("setDriverClassName", String.class).invoke(pool, "org.h2.Driver");
    known.getMethod(urlSetter, String.class).invoke(pool, "jdbc:h2:mem:" + System.nanoTime());
    known.getMethod("setUsername", String.class).invoke(pool, "sa");
    known.getMethod(maxSetter, int.class).invoke(pool, 5);
    return (DataSource) pool;
  }

  @Test
  void readsDbcp() throws Exception {
    DataSource pool = made("org.apache.commons.dbcp2.BasicDataSource", "setUrl", "setMaxTotal");
    Connection one = pool.getConnection();
    Connection two = pool.getConnection();
    assertEquals("2/2/5", read());
    one.close();
    assertEquals("1/2/5", read());
    two.close();
    ((AutoCloseable) pool).close();
    assertEquals("", read());
    assertEquals("", loader.log());
  }

  @Test
  void readsTomcatJdbc() throws Exception {
    DataSource pool = made("org.apache.tomcat.jdbc.pool.DataSource", "setUrl", "setMaxActive");
    pool.getClass().getMethod("setInitialSize", int.class).invoke(pool, 1);
    Connection one = pool.getConnection();
    assertEquals("1/1/5", read());
    one.close();
    pool.getClass().getMethod("close").invoke(pool);
    assertEquals("", read());
    assertEquals("", loader.log());
  }

  @Test
  void readsHikariAndForgetsItWhenClosed() throws Exception {
    Properties properties = new Properties();
    properties.put("jdbcUrl", "jdbc:h2:mem:" + System.nanoTime());
    properties.put("driverClassName", "org.h2.Driver");
    properties.put("username", "sa");
    properties.put("maximumPoolSize", "3");
    properties.put("minimumIdle", "1");
    Thread.currentThread().setContextClassLoader(loader);
    Class<?> config = loader.loadClass("com.zaxxer.hikari.HikariConfig");
    Object made = config.getConstructor(Properties.class).newInstance(properties);
    DataSource pool =
        (DataSource) loader.loadClass("com.zaxxer.hikari.HikariDataSource").getConstructor(config).newInstance(made);
    Connection one = pool.getConnection();
    String now = read();
    assertEquals("1/3", now.charAt(0) + "/" + now.charAt(now.length() - 1), now);
    one.close();
    ((AutoCloseable) pool).close();
    assertEquals("", read());
  }
}
