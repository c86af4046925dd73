package io.gyeot.agent.jdbc;

import io.gyeot.agent.boot.JdbcHook;
import io.gyeot.agent.boot.JdbcNode;
import io.gyeot.agent.boot.RequestContext;
import io.gyeot.agent.trace.Call;
import io.gyeot.agent.trace.Transaction;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Makes calls of what drivers and pools do inside a transaction. Bind values are not looked at; the SQL text is
 * kept as the application sent it. Outside a transaction it costs one thread-local read.
 */
public final class JdbcRecorder extends JdbcHook {
  /** Shorter waits for a connection are no news. */
  private static final long POOL_NANOS_MIN = 1_000_000;

  private static final int ERROR_MAX = 512;
  private static final String NO_TEXT = "(SQL unknown)";

  private final PoolRegistry pools;

  public JdbcRecorder(PoolRegistry pools) {
    this.pools = pools;
  }

  @Override
  protected Object onEnter(Object statement, String sql) {
    Transaction transaction = current();
    if (transaction == null) {
      return null;
    }
    JdbcNode node = statement instanceof JdbcNode ? (JdbcNode) statement : null;
    String text = sql;
    if (text == null && node != null && node.gyeotText() instanceof String) {
      text = (String) node.gyeotText();
    }
    Call call = begin(transaction, text);
    if (call != null && node != null) {
      node.gyeotCall(call);
      // After the call is open: what the driver runs to tell its URL is not a call of the application's.
      call.target = target(node);
    }
    return call;
  }

  @Override
  protected Object onEnterBatch(Object statement) {
    if (!(statement instanceof JdbcNode)) {
      return onEnter(statement, null);
    }
    JdbcNode node = (JdbcNode) statement;
    Object text = node.gyeotText();
    if (text instanceof String[]) {
      node.gyeotText(null);
      return onEnter(statement, ((String[]) text)[0]);
    }
    return onEnter(statement, null);
  }

  @Override
  protected Object onEnterConnection(Object connection, String what) {
    Transaction transaction = current();
    if (transaction == null) {
      return null;
    }
    Call call = begin(transaction, what);
    if (call != null) {
      call.target = connectionTarget(connection);
    }
    return call;
  }

  @Override
  protected Object onEnterPool(Object dataSource) {
    Transaction transaction = current();
    return transaction == null ? null : transaction.open(Call.POOL, "getConnection", null);
  }

  @Override
  protected void onExit(Object token, long rows) {
    Call call = (Call) token;
    call.rows = Math.max(0, rows);
    Transaction.close(call);
  }

  @Override
  protected void onExitPool(Object token) {
    Call call = (Call) token;
    Transaction owner = Transaction.ownerOf(call);
    if (Transaction.close(call) && call.endNanos - call.startNanos >= POOL_NANOS_MIN) {
      owner.keep(call);
    }
  }

  @Override
  protected void onFailed(Object token, Throwable failure) {
    Call call = (Call) token;
    Transaction owner = Transaction.ownerOf(call);
    if (Transaction.close(call)) {
      call.error = text(failure);
      if (call.kind == Call.POOL) {
        owner.keep(call);
      }
    }
  }

  @Override
  protected void onUpdateCount(Object call, long rows) {
    ((Call) call).rows = rows;
  }

  @Override
  protected void onRow(Object token, int source) {
    Call call = (Call) token;
    if (call.rowSource == 0) {
      call.rowSource = source;
    }
    if (call.rowSource == source) {
      call.rows++;
    }
  }

  @Override
  protected void onPool(Object pool) {
    pools.add(pool);
  }

  private static Transaction current() {
    RequestContext context = RequestContext.current();
    return context != null && context.trace instanceof Transaction ? (Transaction) context.trace : null;
  }

  private static Call begin(Transaction transaction, String text) {
    Call call = transaction.open(Call.JDBC, text == null ? NO_TEXT : text, JdbcTarget.UNKNOWN);
    if (call != null) {
      transaction.keep(call);
    }
    return call;
  }

  private static String target(JdbcNode statement) {
    Object target = statement.gyeotTarget();
    if (target instanceof String) {
      return (String) target;
    }
    String name = connectionTarget(target);
    statement.gyeotTarget(name);
    return name;
  }

  private static String connectionTarget(Object connection) {
    if (!(connection instanceof JdbcNode)) {
      return JdbcTarget.UNKNOWN;
    }
    JdbcNode node = (JdbcNode) connection;
    if (!(node.gyeotTarget() instanceof String)) {
      // Set first: asking for the URL may run a statement of the driver's own.
      node.gyeotTarget(JdbcTarget.UNKNOWN);
      if (connection instanceof Connection) {
        node.gyeotTarget(JdbcTarget.of((Connection) connection));
      }
    }
    return (String) node.gyeotTarget();
  }

  private static String text(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String state = failure instanceof SQLException ? ((SQLException) failure).getSQLState() : null;
    String all = (state == null ? failure.getClass().getName() : state) + ": " + message;
    return all.length() > ERROR_MAX ? all.substring(0, ERROR_MAX) + "…" : all;
  }
}
