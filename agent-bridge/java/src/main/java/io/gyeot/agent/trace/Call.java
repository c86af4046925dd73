package io.gyeot.agent.trace;

/**
 * One call inside a transaction: SQL, outgoing HTTP, or a wait for a pooled connection. Written by the thread
 * that makes the call (HTTP answers: by the client's thread), read by the ticker after the transaction ended.
 * Statements of a pool keep their last call, so it refers to nothing large.
 */
public final class Call {
  public static final byte JDBC = 0;
  public static final byte HTTP = 1;
  public static final byte POOL = 2;

  public final byte kind;
  public String text;
  public String target;
  public final long startNanos;

  /** 0 while it runs. */
  public volatile long endNanos;

  /** Rows read or changed; HTTP status. */
  public long rows;

  public String error;

  /** Only for HTTP, whose id goes out in a header; others get theirs when sent. */
  public long spanId;

  /** Identity of the class that counts rows; 0 until the first row. */
  public int rowSource;

  /** The transaction while the call is the one being made, else null. */
  Transaction owner;

  /** Used for identity only: the connection or request an HTTP call belongs to; cleared at the end. */
  public Object key;

  Call(byte kind, String text, String target, long startNanos) {
    this.kind = kind;
    this.text = text;
    this.target = target;
    this.startNanos = startNanos;
  }
}
