package io.gyeot.agent.transport;

/** What a stream hands to its owner, always from one thread at a time. What it throws closes the connection. */
public interface StreamListener {
  /** One message: {@code data[offset, offset + length)}, valid only during the call. */
  void onMessage(byte[] data, int offset, int length);

  /** The stream is over; exactly once, whoever ended it. The reason is for people. */
  void onClosed(String reason);

  /** Name of the reader thread of a {@link GrpcConnection.Mode#READER} connection. */
  default String threadName() {
    return "gyeot-session";
  }
}
