package io.gyeot.agent.jdbc;

/**
 * Which classes of which driver are connections, statements and result sets: by package, then by the class's
 * name or its interfaces. Not by loading anything.
 */
final class DriverTable {
  static final int STATEMENT = 1;
  static final int CONNECTION = 2;
  static final int RESULT_SET = 4;

  /** Name of the driver, its packages. "*" before a package: names tell nothing there (obfuscated). */
  private static final String[][] DRIVERS = {
    {"postgresql", "org/postgresql/jdbc"},
    {"h2", "org/h2/jdbc/"},
    {"mysql", "com/mysql/jdbc/", "com/mysql/cj/jdbc/"},
    {"mariadb", "org/mariadb/jdbc/"},
    {"oracle", "oracle/jdbc/driver/"},
    {"tibero", "com/tmax/tibero/jdbc/"},
    {"cubrid", "cubrid/jdbc/driver/"},
    {"sqlserver", "com/microsoft/sqlserver/jdbc/"},
    {"altibase", "Altibase/jdbc/driver/", "Altibase7_1/jdbc/driver/"},
    {"db2", "*com/ibm/db2/jcc/am/"},
  };

  private DriverTable() {}

  static int count() {
    return DRIVERS.length;
  }

  static String name(int driver) {
    return DRIVERS[driver][0];
  }

  /** Worth reading: in the driver's package, and named like a part of JDBC where names mean something. */
  static boolean candidate(int driver, String className) {
    String[] row = DRIVERS[driver];
    for (int i = 1; i < row.length; i++) {
      boolean anyName = row[i].charAt(0) == '*';
      String prefix = anyName ? row[i].substring(1) : row[i];
      if (className.startsWith(prefix)) {
        return anyName || rolesByName(className) != 0;
      }
    }
    return false;
  }

  static int roles(String className, String[] interfaces) {
    int roles = rolesByName(className);
    for (int i = 0; interfaces != null && i < interfaces.length; i++) {
      String name = interfaces[i];
      if (name.startsWith("java/sql/")) {
        if (name.endsWith("Statement")) {
          roles |= STATEMENT;
        } else if (name.equals("java/sql/Connection")) {
          roles |= CONNECTION;
        } else if (name.equals("java/sql/ResultSet")) {
          roles |= RESULT_SET;
        }
      }
    }
    return roles;
  }

  static int rolesByName(String className) {
    String simple = className.substring(className.lastIndexOf('/') + 1);
    if (simple.contains("ResultSet") || simple.endsWith("Result")) {
      return RESULT_SET;
    }
    if (simple.contains("Statement")) {
      return STATEMENT;
    }
    return simple.contains("Connection") ? CONNECTION : 0;
  }
}
