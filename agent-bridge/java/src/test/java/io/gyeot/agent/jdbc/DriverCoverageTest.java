package io.gyeot.agent.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyeot.agent.boot.JdbcNode;
import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drivers whose databases are not here: every class of theirs that is woven still passes the JVM's verifier. */
final class DriverCoverageTest {
  @ParameterizedTest
  @CsvSource({
    "org.h2.Driver, org.h2.jdbc.JdbcPreparedStatement, org.h2.jdbc.JdbcConnection, org.h2.jdbc.JdbcResultSet",
    "org.postgresql.Driver, org.postgresql.jdbc.PgPreparedStatement, org.postgresql.jdbc.PgConnection,"
        + " org.postgresql.jdbc.PgResultSet",
    "com.mysql.cj.jdbc.Driver, com.mysql.cj.jdbc.ClientPreparedStatement, com.mysql.cj.jdbc.ConnectionImpl,"
        + " com.mysql.cj.jdbc.result.ResultSetImpl",
    "org.mariadb.jdbc.Driver, org.mariadb.jdbc.ClientPreparedStatement, org.mariadb.jdbc.Connection,"
        + " org.mariadb.jdbc.client.result.CompleteResult",
    "oracle.jdbc.OracleDriver, oracle.jdbc.driver.OraclePreparedStatement, oracle.jdbc.driver.PhysicalConnection,"
        + " oracle.jdbc.driver.ForwardOnlyResultSet",
    "com.microsoft.sqlserver.jdbc.SQLServerDriver, com.microsoft.sqlserver.jdbc.SQLServerPreparedStatement,"
        + " com.microsoft.sqlserver.jdbc.SQLServerConnection, com.microsoft.sqlserver.jdbc.SQLServerResultSet",
  })
  void weavesWithoutBreaking(String driver, String statement, String connection, String resultSet) throws Exception {
    WeavingLoader loader = new WeavingLoader();
    List<String> broken = new ArrayList<>();
    for (String name : candidates(driver)) {
      try {
        Class.forName(name, true, loader);
      } catch (VerifyError | ClassFormatError | IncompatibleClassChangeError wrong) {
        broken.add(name + ": " + wrong.getMessage());
      } catch (Throwable optionalPartIsAbsent) {
        // Needs a library that is not here, or a static initializer that fails without one.
      }
    }
    assertEquals(Collections.emptyList(), broken);
    assertEquals("", loader.log());
    assertTrue(hooked(loader, statement, Statement.class, "executeQuery"), statement);
    assertTrue(hooked(loader, connection, Connection.class, "commit"), connection);
    assertTrue(hooked(loader, connection, Connection.class, "prepareStatement"), connection);
    assertTrue(hooked(loader, resultSet, ResultSet.class, "next"), resultSet);
  }

  private static boolean hooked(WeavingLoader loader, String name, Class<?> type, String method) throws Exception {
    Class<?> woven = loader.loadClass(name);
    assertTrue(type.isAssignableFrom(woven), name);
    assertTrue(JdbcNode.class.isAssignableFrom(woven), name + " has no slots");
    for (Class<?> at = woven; at != null; at = at.getSuperclass()) {
      for (Method declared : at.getDeclaredMethods()) {
        if (declared.getName().equals("gyeot$" + method) && Modifier.isPrivate(declared.getModifiers())) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> candidates(String driver) throws Exception {
    File jar = jarOf(driver);
    List<String> names = new ArrayList<>();
    try (JarFile file = new JarFile(jar)) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF")) {
          String internal = name.substring(0, name.length() - 6);
          for (int i = 0; i < DriverTable.count(); i++) {
            if (DriverTable.candidate(i, internal)) {
              names.add(internal.replace('/', '.'));
            }
          }
        }
      }
    }
    assertTrue(names.size() >= 3, jar + " has nothing to weave");
    return names;
  }

  private static File jarOf(String driver) throws ClassNotFoundException, URISyntaxException {
    Class<?> known = Class.forName(driver, false, DriverCoverageTest.class.getClassLoader());
    return new File(known.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
