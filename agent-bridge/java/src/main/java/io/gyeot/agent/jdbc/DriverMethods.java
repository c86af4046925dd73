package io.gyeot.agent.jdbc;

import io.gyeot.agent.weave.MethodWrap;

/** Which methods of java.sql's interfaces get a hook, by name and descriptor. */
final class DriverMethods {
  private static final String HOOK = "io/gyeot/agent/boot/JdbcHook";
  private static final String STRING = "Ljava/lang/String;";

  private static final MethodWrap QUERY = MethodWrap.around(HOOK, "enter", "t0", "exitQuery", "kr");
  private static final MethodWrap QUERY_TEXT = MethodWrap.around(HOOK, "enter", "ts", "exitQuery", "kr");
  private static final MethodWrap UPDATE = MethodWrap.around(HOOK, "enter", "t0", "exitRows", "kr");
  private static final MethodWrap UPDATE_TEXT = MethodWrap.around(HOOK, "enter", "ts", "exitRows", "kr");
  private static final MethodWrap EXECUTE = MethodWrap.around(HOOK, "enter", "t0", "exit", "kr");
  private static final MethodWrap EXECUTE_TEXT = MethodWrap.around(HOOK, "enter", "ts", "exit", "kr");
  private static final MethodWrap BATCH = MethodWrap.around(HOOK, "enterBatch", "t", "exitBatch", "kr");
  private static final MethodWrap ADD_BATCH = MethodWrap.after(HOOK, "addBatch", "ts");
  private static final MethodWrap CLEAR_BATCH = MethodWrap.after(HOOK, "clearBatch", "t");
  private static final MethodWrap UPDATE_COUNT = MethodWrap.after(HOOK, "updateCount", "tr");
  private static final MethodWrap RESULT_SET = MethodWrap.after(HOOK, "resultSet", "tr");
  private static final MethodWrap COMMIT = MethodWrap.around(HOOK, "COMMIT", "enterConnection", "exit");
  private static final MethodWrap ROLLBACK = MethodWrap.around(HOOK, "ROLLBACK", "enterConnection", "exit");
  private static final MethodWrap PREPARE = MethodWrap.after(HOOK, "prepared", "rts");
  private static final MethodWrap CREATE = MethodWrap.after(HOOK, "created", "rt");
  private static final MethodWrap NEXT = MethodWrap.after(HOOK, "row", "tri");

  static final MethodWrap POOL = MethodWrap.around(HOOK, "enterPool", "t", "exitPool", "k");

  private DriverMethods() {}

  /** Hook of a public method of a class that plays {@code roles}; null for none. */
  static MethodWrap wrap(int roles, String name, String descriptor) {
    MethodWrap wrap = null;
    if ((roles & DriverTable.STATEMENT) != 0) {
      wrap = statement(name, descriptor);
    }
    if (wrap == null && (roles & DriverTable.CONNECTION) != 0) {
      wrap = connection(name, descriptor);
    }
    if (wrap == null && (roles & DriverTable.RESULT_SET) != 0 && name.equals("next") && descriptor.equals("()Z")) {
      wrap = NEXT;
    }
    return wrap;
  }

  private static MethodWrap statement(String name, String descriptor) {
    if (name.equals("executeQuery")) {
      return pick(descriptor, "Ljava/sql/ResultSet;", QUERY, QUERY_TEXT);
    }
    if (name.equals("executeUpdate")) {
      return pick(descriptor, "I", UPDATE, UPDATE_TEXT);
    }
    if (name.equals("executeLargeUpdate")) {
      return pick(descriptor, "J", UPDATE, UPDATE_TEXT);
    }
    if (name.equals("execute")) {
      return pick(descriptor, "Z", EXECUTE, EXECUTE_TEXT);
    }
    if (name.equals("executeBatch") && descriptor.equals("()[I")) {
      return BATCH;
    }
    if (name.equals("executeLargeBatch") && descriptor.equals("()[J")) {
      return BATCH;
    }
    if (name.equals("addBatch") && descriptor.equals("(" + STRING + ")V")) {
      return ADD_BATCH;
    }
    if (name.equals("clearBatch") && descriptor.equals("()V")) {
      return CLEAR_BATCH;
    }
    if (name.equals("getUpdateCount") && descriptor.equals("()I")) {
      return UPDATE_COUNT;
    }
    if (name.equals("getLargeUpdateCount") && descriptor.equals("()J")) {
      return UPDATE_COUNT;
    }
    return name.equals("getResultSet") && descriptor.equals("()Ljava/sql/ResultSet;") ? RESULT_SET : null;
  }

  /** execute*(), execute*(sql) and execute*(sql, keys) with the given result. */
  private static MethodWrap pick(String descriptor, String result, MethodWrap plain, MethodWrap withText) {
    if (!descriptor.endsWith(")" + result)) {
      return null;
    }
    String arguments = descriptor.substring(1, descriptor.length() - result.length() - 1);
    if (arguments.isEmpty()) {
      return plain;
    }
    boolean known =
        arguments.equals(STRING)
            || arguments.equals(STRING + "I")
            || arguments.equals(STRING + "[I")
            || arguments.equals(STRING + "[" + STRING);
    return known ? withText : null;
  }

  private static MethodWrap connection(String name, String descriptor) {
    if (name.equals("commit") && descriptor.equals("()V")) {
      return COMMIT;
    }
    if (name.equals("rollback") && (descriptor.equals("()V") || descriptor.equals("(Ljava/sql/Savepoint;)V"))) {
      return ROLLBACK;
    }
    if (name.equals("createStatement") && descriptor.endsWith(")Ljava/sql/Statement;")) {
      return CREATE;
    }
    boolean prepares =
        (name.equals("prepareStatement") && descriptor.endsWith(")Ljava/sql/PreparedStatement;"))
            || (name.equals("prepareCall") && descriptor.endsWith(")Ljava/sql/CallableStatement;"));
    return prepares && descriptor.startsWith("(" + STRING) ? PREPARE : null;
  }
}
