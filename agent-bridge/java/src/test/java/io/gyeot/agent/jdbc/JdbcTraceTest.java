package io.gyeot.agent.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyeot.agent.trace.Call;
import io.gyeot.agent.trace.TracedRequests;
import io.gyeot.agent.trace.Transaction;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real drivers, woven by the real Weaver: exactly the calls made are recorded, once each. */
final class JdbcTraceTest {
  private final TracedDriver driver = new TracedDriver();
  private final WeavingLoader loader = driver.loader;
  private final TracedRequests traced = driver.traced;

  @AfterAll
  static void stop() {
    TracedDriver.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "postgresql"})
  void recordsStatementsWithRowsOnce(String database) throws Exception {
    try (Connection connection = driver.open(database)) {
      Transaction transaction =
          traced.run(
              () -> {
                Statement plain = connection.createStatement();
                plain.execute("drop table if exists item");
                plain.execute("create table item(id int primary key, name varchar(20))");
                assertEquals(2, plain.executeUpdate("insert into item values (1, 'a'), (2, 'b')"));
                PreparedStatement insert = connection.prepareStatement("insert into item values (?, ?)");
                insert.setInt(1, 3);
                insert.setString(2, "secret-value");
                assertEquals(1, insert.executeUpdate());
                ResultSet rows = plain.executeQuery("select * from item order by id");
                while (rows.next()) {
                  rows.getString(2);
                }
                PreparedStatement one = connection.prepareStatement("select name from item where id = ?");
                one.setInt(1, 2);
                assertTrue(one.executeQuery().next());
                plain.close();
              });
      assertEquals(
          "drop table if exists item | 0\n"
              + "create table item(id int primary key, name varchar(20)) | 0\n"
              + "insert into item values (1, 'a'), (2, 'b') | 2\n"
              + "insert into item values (?, ?) | 1\n"
              + "select * from item order by id | 3\n"
              + "select name from item where id = ? | 1\n",
          TracedDriver.lines(transaction));
      assertEquals(6, transaction.sqlCount);
      assertTrue(transaction.sqlNanos > 0);
      String target = transaction.calls[0].target;
      assertTrue(target.startsWith("jdbc:" + database) && !target.contains("?") && !target.contains(";"), target);
      assertFalse(TracedDriver.lines(transaction).contains("secret-value"));
      assertEquals("", loader.log());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "postgresql"})
  void recordsExecuteWithWhatIsReadFromIt(String database) throws Exception {
    try (Connection connection = driver.open(database)) {
      connection.createStatement().execute("drop table if exists t");
      connection.createStatement().execute("create table t(n int)");
      Transaction transaction =
          traced.run(
              () -> {
                Statement plain = connection.createStatement();
                assertFalse(plain.execute("insert into t values (1), (2), (3), (4)"));
                assertEquals(4, plain.getUpdateCount());
                PreparedStatement select = connection.prepareStatement("select n from t where n > ?");
                select.setInt(1, 2);
                assertTrue(select.execute());
                ResultSet rows = select.getResultSet();
                while (rows.next()) {
                  rows.getInt(1);
                }
                select.setInt(1, 3);
                assertTrue(select.executeQuery().next());
              });
      assertEquals(
          "insert into t values (1), (2), (3), (4) | 4\n"
              + "select n from t where n > ? | 2\n"
              + "select n from t where n > ? | 1\n",
          TracedDriver.lines(transaction));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "postgresql"})
  void recordsBatchesAsOneCall(String database) throws Exception {
    try (Connection connection = driver.open(database)) {
      connection.createStatement().execute("drop table if exists b");
      connection.createStatement().execute("create table b(n int)");
      Transaction transaction =
          traced.run(
              () -> {
                PreparedStatement insert = connection.prepareStatement("insert into b values (?)");
                for (int i = 0; i < 5; i++) {
                  insert.setInt(1, i);
                  insert.addBatch();
                }
                assertEquals(5, insert.executeBatch().length);
                Statement plain = connection.createStatement();
                plain.addBatch("insert into b values (10)");
                plain.addBatch("update b set n = n + 1 where n < 3");
                plain.executeBatch();
                plain.addBatch("delete from b where n = 10");
                plain.executeBatch();
              });
      assertEquals(
          "insert into b values (?) | 5\n"
              + "insert into b values (10) | 4\n"
              + "delete from b where n = 10 | 1\n",
          TracedDriver.lines(transaction));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "postgresql"})
  void recordsErrorsAndTransactions(String database) throws Exception {
    try (Connection connection = driver.open(database)) {
      connection.createStatement().execute("drop table if exists e");
      connection.createStatement().execute("create table e(n int primary key)");
      Transaction transaction =
          traced.run(
              () -> {
                connection.setAutoCommit(false);
                Statement plain = connection.createStatement();
                plain.executeUpdate("insert into e values (1)");
                connection.commit();
                SQLException twice =
                    assertThrows(SQLException.class, () -> plain.executeUpdate("insert into e values (1)"));
                assertEquals("23505", twice.getSQLState());
                connection.rollback();
                SQLException wrong = assertThrows(SQLException.class, () -> plain.executeQuery("selekt 1"));
                assertTrue(wrong.getSQLState().startsWith("42"));
                connection.rollback();
              });
      String expected =
          "insert into e values (1) | 1\n"
              + "COMMIT | 0\n"
              + "insert into e values (1) | 0 | 23505\n"
              + "ROLLBACK | 0\n"
              + "selekt 1 | 0 | "
              + (database.equals("h2") ? "42001" : "42601")
              + "\nROLLBACK | 0\n";
      assertEquals(expected, TracedDriver.lines(transaction));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "postgresql"})
  void recordsCalls(String database) throws Exception {
    try (Connection connection = driver.open(database)) {
      Transaction transaction =
          traced.run(
              () -> {
                CallableStatement call = connection.prepareCall("{call abs(?)}");
                call.setInt(1, -4);
                call.execute();
                call.close();
              });
      assertEquals(1, transaction.callCount);
      assertEquals("{call abs(?)}", transaction.calls[0].text);
    }
  }
}
