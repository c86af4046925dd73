package io.gyeot.agent.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyeot.agent.trace.Call;
import io.gyeot.agent.trace.TracedRequests;
import io.gyeot.agent.trace.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is not recorded, or not whole: outside requests, past the limits, too long; and waits for a pool. */
final class JdbcLimitsTest {
  private final TracedDriver driver = new TracedDriver();
  private final WeavingLoader loader = driver.loader;
  private final TracedRequests traced = driver.traced;

  @Test
  void recordsNothingOutsideARequest() throws Exception {
    try (Connection connection = driver.open("h2")) {
      connection.createStatement().executeQuery("select 1");
      assertEquals(0, traced.tally.callsCreated.get());
    }
  }

  @Test
  void countsWhatIsPastTheLimit() throws Exception {
    try (Connection connection = driver.open("h2")) {
      Transaction transaction =
          traced.run(
              () -> {
                PreparedStatement one = connection.prepareStatement("select 1");
                for (int i = 0; i < 1500; i++) {
                  one.executeQuery().next();
                }
              });
      assertEquals(1000, transaction.callCount);
      assertEquals(500, transaction.callsDropped);
      assertEquals(1500, transaction.sqlCount);
      assertEquals(1500, traced.tally.callsCreated.get());
    }
  }

  @Test
  void cutsLongTexts() throws Exception {
    try (Connection connection = driver.open("h2")) {
      StringBuilder sql = new StringBuilder("select 1 /*");
      while (sql.length() < 20_000) {
        sql.append("long ");
      }
      String text = sql.toString();
      Transaction transaction =
          traced.run(
              () -> {
                for (int i = 0; i < 40; i++) {
                  connection.createStatement().executeQuery(text + i + " */");
                }
              });
      assertEquals(8 * 1024 + 1, transaction.calls[0].text.length());
      int all = 0;
      for (int i = 0; i < transaction.callCount; i++) {
        all += transaction.calls[i].text.length();
      }
      assertTrue(all < 160 * 1024, "texts of one transaction: " + all);
    }
  }

  @Test
  void recordsTheWaitForAPooledConnection() throws Exception {
    Properties properties = new Properties();
    properties.put("jdbcUrl", TracedDriver.url("h2"));
    properties.put("driverClassName", "org.h2.Driver");
    properties.put("username", "sa");
    properties.put("maximumPoolSize", "1");
    properties.put("connectionTimeout", "500");
    Thread.currentThread().setContextClassLoader(loader);
    Class<?> configClass = loader.loadClass("com.zaxxer.hikari.HikariConfig");
    Object config = configClass.getConstructor(Properties.class).newInstance(properties);
    Class<?> poolClass = loader.loadClass("com.zaxxer.hikari.HikariDataSource");
    DataSource pool = (DataSource) poolClass.getConstructor(configClass).newInstance(config);
    try {
      assertEquals(1, loader.pools.alive().size());
      for (int i = 0; i < 2000; i++) {
        pool.getConnection().close();
      }
      Transaction quick = traced.run(() -> pool.getConnection().close());
      Transaction slow =
          traced.run(
              () -> {
                Connection held = pool.getConnection();
                assertThrows(SQLException.class, pool::getConnection);
                held.createStatement().executeQuery("select 1").next();
                held.close();
              });
      assertEquals(0, quick.callCount, TracedDriver.lines(quick));
      String timeout = slow.calls[0].error;
      assertTrue(timeout.contains("Connection is not available"), timeout);
      assertEquals("getConnection | 0 | " + timeout.substring(0, 5) + "\nselect 1 | 1\n", TracedDriver.lines(slow));
      assertTrue(slow.calls[0].endNanos - slow.calls[0].startNanos > 400_000_000L);
      assertEquals(Call.POOL, slow.calls[0].kind);
    } finally {
      ((AutoCloseable) pool).close();
    }
  }
}
