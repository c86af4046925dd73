package io.gyeot.agent.boot;

/**
 * Entry points of code woven into JDBC drivers and connection pools. Never throws into the driver. A token is
 * what an enter method returned; null means "not recorded" and makes the exit free.
 */
public abstract class JdbcHook {
  private static volatile JdbcHook hook;

  public static void install(JdbcHook installed) {
    hook = installed;
  }

  protected abstract Object onEnter(Object statement, String sql);

  protected abstract Object onEnterBatch(Object statement);

  protected abstract Object onEnterConnection(Object connection, String what);

  protected abstract Object onEnterPool(Object dataSource);

  protected abstract void onExit(Object token, long rows);

  protected abstract void onExitPool(Object token);

  protected abstract void onFailed(Object token, Throwable failure);

  protected abstract void onUpdateCount(Object call, long rows);

  protected abstract void onRow(Object call, int source);

  protected abstract void onPool(Object pool);

  /** A statement is executed; {@code sql} is null for a prepared one. */
  public static Object enter(Object statement, String sql) {
    JdbcHook installed = hook;
    if (installed == null) {
      return null;
    }
    try {
      return installed.onEnter(statement, sql);
    } catch (Throwable failure) {
      HookLog.failed("jdbc.enter", failure);
      return null;
    }
  }

  public static Object enterBatch(Object statement) {
    JdbcHook installed = hook;
    if (installed == null) {
      return null;
    }
    try {
      return installed.onEnterBatch(statement);
    } catch (Throwable failure) {
      HookLog.failed("jdbc.enterBatch", failure);
      return null;
    }
  }

  /** Commit or rollback. */
  public static Object enterConnection(Object connection, String what) {
    JdbcHook installed = hook;
    if (installed == null) {
      return null;
    }
    try {
      return installed.onEnterConnection(connection, what);
    } catch (Throwable failure) {
      HookLog.failed("jdbc.enterConnection", failure);
      return null;
    }
  }

  /** A connection is wanted from a pool. */
  public static Object enterPool(Object dataSource) {
    JdbcHook installed = hook;
    if (installed == null) {
      return null;
    }
    try {
      return installed.onEnterPool(dataSource);
    } catch (Throwable failure) {
      HookLog.failed("jdbc.enterPool", failure);
      return null;
    }
  }

  public static void exitPool(Object token) {
    if (token != null) {
      try {
        hook.onExitPool(token);
      } catch (Throwable failure) {
        HookLog.failed("jdbc.exitPool", failure);
      }
    }
  }

  /** A query returned; its rows are counted as they are read. */
  public static void exitQuery(Object token, Object resultSet) {
    if (token != null) {
      exitRows(token, 0);
      link(resultSet, token);
    }
  }

  public static void exitRows(Object token, long rows) {
    if (token != null) {
      try {
        hook.onExit(token, rows);
      } catch (Throwable failure) {
        HookLog.failed("jdbc.exit", failure);
      }
    }
  }

  public static void exitRows(Object token, int rows) {
    exitRows(token, (long) rows);
  }

  public static void exit(Object token) {
    exitRows(token, 0L);
  }

  /** Statement.execute returned: rows come with getUpdateCount or getResultSet. */
  public static void exit(Object token, boolean hasResultSet) {
    exitRows(token, 0L);
  }

  public static void exitBatch(Object token, int[] counts) {
    if (token != null) {
      long sum = 0;
      for (int i = 0; counts != null && i < counts.length; i++) {
        sum += Math.max(0, counts[i]);
      }
      exitRows(token, sum);
    }
  }

  public static void exitBatch(Object token, long[] counts) {
    if (token != null) {
      long sum = 0;
      for (int i = 0; counts != null && i < counts.length; i++) {
        sum += Math.max(0, counts[i]);
      }
      exitRows(token, sum);
    }
  }

  public static void failed(Object token, Throwable failure) {
    if (token != null) {
      try {
        hook.onFailed(token, failure);
      } catch (Throwable own) {
        HookLog.failed("jdbc.failed", own);
      }
    }
  }

  /** A connection made a prepared statement. */
  public static void prepared(Object statement, Object connection, String sql) {
    if (statement instanceof JdbcNode) {
      JdbcNode node = (JdbcNode) statement;
      node.gyeotText(sql);
      node.gyeotTarget(connection);
    }
  }

  /** A connection made a plain statement. */
  public static void created(Object statement, Object connection) {
    if (statement instanceof JdbcNode) {
      ((JdbcNode) statement).gyeotTarget(connection);
    }
  }

  /** Keeps the first text of a plain statement's batch: it names the whole. */
  public static void addBatch(Object statement, String sql) {
    if (statement instanceof JdbcNode && ((JdbcNode) statement).gyeotText() == null) {
      ((JdbcNode) statement).gyeotText(new String[] {sql});
    }
  }

  public static void clearBatch(Object statement) {
    if (statement instanceof JdbcNode && ((JdbcNode) statement).gyeotText() instanceof String[]) {
      ((JdbcNode) statement).gyeotText(null);
    }
  }

  public static void updateCount(Object statement, long rows) {
    if (rows > 0 && statement instanceof JdbcNode) {
      Object call = ((JdbcNode) statement).gyeotCall();
      JdbcHook installed = hook;
      if (call != null && installed != null) {
        installed.onUpdateCount(call, rows);
      }
    }
  }

  public static void updateCount(Object statement, int rows) {
    updateCount(statement, (long) rows);
  }

  /** A statement handed out the result set of its last execute. */
  public static void resultSet(Object statement, Object resultSet) {
    if (statement instanceof JdbcNode) {
      link(resultSet, ((JdbcNode) statement).gyeotCall());
    }
  }

  /** ResultSet.next returned; {@code source} is the class that says so, as a subclass may say it again. */
  public static void row(Object resultSet, boolean more, int source) {
    if (more && resultSet instanceof JdbcNode) {
      Object call = ((JdbcNode) resultSet).gyeotCall();
      JdbcHook installed = hook;
      if (call != null && installed != null) {
        installed.onRow(call, source);
      }
    }
  }

  /** A connection pool was made. */
  public static void pool(Object pool) {
    JdbcHook installed = hook;
    if (installed != null) {
      try {
        installed.onPool(pool);
      } catch (Throwable failure) {
        HookLog.failed("jdbc.pool", failure);
      }
    }
  }

  private static void link(Object resultSet, Object call) {
    if (resultSet instanceof JdbcNode && ((JdbcNode) resultSet).gyeotCall() == null) {
      ((JdbcNode) resultSet).gyeotCall(call);
    }
  }
}
