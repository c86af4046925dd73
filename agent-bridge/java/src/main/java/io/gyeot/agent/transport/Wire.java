package io.gyeot.agent.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/** The socket of a connection with what is read from and written to it. Never blocks; the owner keeps the locks. */
final class Wire {
  /** Holds any frame we allow several times over. */
  private static final int IN_BYTES = 64 * 1024;

  /** A sidecar that took the connection must say its settings within this; covers one that is stopped or busy. */
  private static final long HANDSHAKE_NANOS = 5_000_000_000L;

  /** Messages that wait in a POLLED connection; protects the heap of the WAS from a sidecar that reads slowly. */
  private static final int QUEUE_BYTES_MAX = 4 << 20;

  /** Without any progress for this long, what waits will never be taken. */
  private static final long STALL_NANOS = 10_000_000_000L;

  private static final long CONNECT_PAUSE_NANOS = 200_000;

  private final SocketChannel channel;
  private final byte[] head;
  private final long startNanos = System.nanoTime();
  private final long connectNanos;
  private final SendWindow window = new SendWindow();
  private final ControlFrames control = new ControlFrames();
  private final FrameReader reader;
  private FrameWriter writer;
  private byte[] in;
  private int inBytes;
  private ByteBuffer inBuffer;

  private final ArrayDeque<byte[]> queue = new ArrayDeque<byte[]>(4);
  private long queueBytes;
  private int headDone;
  private long progressNanos;

  private Wire(SocketChannel channel, byte[] head, StreamListener listener, int connectTimeoutMs) {
    this.channel = channel;
    this.head = head;
    this.connectNanos = connectTimeoutMs * 1_000_000L;
    this.reader = new FrameReader(window, control, listener);
  }

  static Wire connect(Endpoint endpoint, byte[] head, StreamListener listener, int connectTimeoutMs)
      throws IOException {
    boolean unix = endpoint.unixPath != null;
    SocketAddress address =
        unix ? UnixSockets.address(endpoint.unixPath) : new InetSocketAddress(endpoint.host, endpoint.port);
    SocketChannel channel = unix ? UnixSockets.open() : SocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (!unix) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, Boolean.TRUE);
      }
      channel.connect(address);
      return new Wire(channel, head, listener, connectTimeoutMs);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    } catch (RuntimeException failure) {
      channel.close();
      throw new IOException(failure.toString(), failure);
    }
  }

  void awaitConnected() throws IOException {
    while (!connected()) {
      LockSupport.parkNanos(CONNECT_PAUSE_NANOS);
    }
  }

  /** True once the socket is connected and the stream's head is on its way; throws when it took too long. */
  boolean connected() throws IOException {
    if (writer != null) {
      return true;
    }
    if (!channel.finishConnect()) {
      if (System.nanoTime() - startNanos > connectNanos) {
        throw new Http2Exception("no connection within " + connectNanos / 1_000_000 + " ms");
      }
      return false;
    }
    in = new byte[IN_BYTES];
    inBuffer = ByteBuffer.wrap(in);
    writer = new FrameWriter(channel, window, control);
    writer.raw(head);
    writer.flush();
    progressNanos = System.nanoTime();
    return true;
  }

  Selector selector() throws IOException {
    Selector selector = channel.provider().openSelector();
    channel.register(selector, SelectionKey.OP_READ);
    return selector;
  }

  /** Reads what came and hands it on. The result says why the stream ended in order; null while it goes on. */
  String receive() throws IOException {
    while (true) {
      inBuffer.limit(IN_BYTES).position(inBytes);
      int read = channel.read(inBuffer);
      if (read < 0) {
        return "the sidecar closed the connection";
      }
      inBytes += read;
      int done = reader.read(in, 0, inBytes);
      if (reader.ended() != null) {
        return reader.ended();
      }
      inBytes -= done;
      if (inBytes > 0 && done > 0) {
        System.arraycopy(in, done, in, 0, inBytes);
      }
      if (inBuffer.hasRemaining()) {
        break;
      }
    }
    if (!reader.settingsSeen() && System.nanoTime() - startNanos > HANDSHAKE_NANOS) {
      throw new Http2Exception("no HTTP/2 answer within " + HANDSHAKE_NANOS / 1_000_000_000L + " s");
    }
    return null;
  }

  /** As FrameWriter.append. */
  boolean append(byte[] message) {
    return writer.append(message);
  }

  boolean send(byte[] buffer, int offset, int length, long deadlineNanos) throws IOException {
    return writer.message(buffer, offset, length, deadlineNanos);
  }

  /** Sends a message or keeps a copy for the next push; false when too much waits. */
  boolean queue(byte[] buffer, int offset, int length) throws IOException {
    if (!queue.isEmpty() && queueBytes + length > QUEUE_BYTES_MAX) {
      return false;
    }
    int done = 0;
    if (writer != null && queue.isEmpty()) {
      done = writer.frames(buffer, offset, length, 0);
      writer.flush();
    }
    if (done < length + Http2.PREFIX_BYTES) {
      byte[] copy = new byte[length];
      System.arraycopy(buffer, offset, copy, 0, length);
      if (queue.isEmpty()) {
        headDone = done;
        progressNanos = System.nanoTime();
      }
      queue.add(copy);
      queueBytes += length;
    }
    return true;
  }

  /** Frames and writes what waits, as far as window and socket allow. */
  void push() throws IOException {
    boolean moved = false;
    while (true) {
      boolean flushed = writer.flush();
      byte[] first = queue.peek();
      if (first == null) {
        moved |= flushed;
        break;
      }
      int done = writer.frames(first, 0, first.length, headDone);
      if (done == headDone) {
        break;
      }
      moved = true;
      headDone = done;
      if (done == first.length + Http2.PREFIX_BYTES) {
        queue.poll();
        queueBytes -= first.length;
        headDone = 0;
      }
    }
    long now = System.nanoTime();
    if (moved) {
      progressNanos = now;
    } else if (now - progressNanos > STALL_NANOS) {
      throw new Http2Exception("took nothing for " + STALL_NANOS / 1_000_000_000L + " s");
    }
  }

  /** Never before the connection is there: a message may be queued first. */
  boolean answersWait() {
    return writer != null && (!control.isEmpty() || writer.unflushed());
  }

  /** Bytes wait for a socket that is full. */
  boolean stuck() {
    return writer != null && writer.unflushed();
  }

  void wakeSender() {
    window.wake();
  }

  boolean flush() throws IOException {
    return writer.flush();
  }

  /** Tells the sidecar that the stream is over, if the socket takes it at once. */
  void cancel() {
    try {
      if (writer != null) {
        control.reset(Http2.CANCEL);
        writer.flush();
      }
    } catch (IOException ignored) {
      // The close that follows says the same.
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // Nothing can be done about a socket that does not close.
    }
    window.wake();
  }
}
