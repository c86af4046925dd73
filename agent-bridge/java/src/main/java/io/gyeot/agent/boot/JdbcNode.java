package io.gyeot.agent.boot;

/**
 * Three slots woven into a driver's connections, statements and result sets, so that no map from object to
 * text is needed. Connection: target. Statement: text, target (its connection until the first call), call.
 * Result set: call whose rows it reads.
 */
public interface JdbcNode {
  /** SQL of a prepared statement (String), or the first SQL of an open batch (String[1]). */
  Object gyeotText();

  void gyeotText(Object text);

  /** Database URL without credentials (String), or the connection it is to be asked from. */
  Object gyeotTarget();

  void gyeotTarget(Object target);

  /** The record of the last call. */
  Object gyeotCall();

  void gyeotCall(Object call);
}
