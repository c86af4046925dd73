package io.gyeot.agent.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyeot.agent.trace.Call;
import io.gyeot.agent.trace.TracedRequests;
import io.gyeot.agent.trace.Transaction;
import java.sql.Connection;
import java.sql.Driver;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;

/** A woven driver and requests to use it in. */
final class TracedDriver {
  private static PostgresServer postgres;

  final WeavingLoader loader = new WeavingLoader();
  final TracedRequests traced = new TracedRequests();

  static void stop() {
    if (postgres != null) {
      postgres.stop();
    }
  }

  Connection open(String database) throws Exception {
    String url = url(database);
    String name = database.equals("h2") ? "org.h2.Driver" : "org.postgresql.Driver";
    Driver driver = (Driver) loader.loadClass(name).getDeclaredConstructor().newInstance();
    Properties properties = new Properties();
    properties.put("user", database.equals("h2") ? "sa" : "postgres");
    properties.put("password", "");
    return driver.connect(url, properties);
  }

  static String url(String database) {
    if (database.equals("h2")) {
      return "jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1";
    }
    if (postgres == null) {
      postgres = PostgresServer.start();
    }
    Assumptions.assumeTrue(postgres.port > 0, "NOT TESTED: PostgreSQL is not installed on this machine");
    return "jdbc:postgresql://127.0.0.1:" + postgres.port + "/postgres?sslmode=disable";
  }

  /** "text | rows | error" of each call, one a line. */
  static String lines(Transaction transaction) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < transaction.callCount; i++) {
      Call call = transaction.calls[i];
      out.append(call.text).append(" | ").append(call.rows);
      if (call.error != null) {
        out.append(" | ").append(call.error, 0, 5);
      }
      out.append('\n');
      assertTrue(call.endNanos > call.startNanos, "no duration: " + call.text);
      assertTrue(call.startNanos >= transaction.startNanos);
    }
    return out.toString();
  }
}
