package io.gyeot.agent.transport;

/** Malformed protobuf, with where it was found. Carries no stack trace: hostile input must stay cheap. */
public final class ProtoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Offset of the byte that was refused. */
  public final int position;

  ProtoException(String message, int position) {
    super(message + " at byte " + position, null, false, false);
    this.position = position;
  }
}
