package io.gyeot.agent.session;

import io.gyeot.agent.proto.session.AgentFrame;
import io.gyeot.agent.proto.session.Chunk;
import io.gyeot.agent.proto.session.GridFrame;
import io.gyeot.agent.proto.session.Renew;
import io.gyeot.agent.transport.Endpoint;
import io.gyeot.agent.transport.GrpcConnection;
import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import io.gyeot.agent.transport.StreamListener;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One connection to one sidecar: numbers frames, cuts and joins chunks, pairs answers with questions, and knows
 * how long its lease holds. Garbage closes it.
 */
final class GridStream implements StreamListener {
  private static final String PATH = "/gyeot.session.v1.SessionService/Attach";

  /** Longer frames travel as chunks; both sides refuse longer pieces. */
  private static final int PIECE_BYTES = 255 << 10;

  /** Longest joined frame accepted. */
  private static final int FRAME_BYTES_MAX = 64 << 20;

  /** Chunked answers under way at once: more is a sidecar gone mad. */
  private static final int JOINS_MAX = 256;

  private static final int CONNECT_TIMEOUT_MS = 500;
  private static final int RENEWS = 32;

  /** A Renew that takes longer comes too late anyway; the ticker waits no longer for it. */
  private static final long RENEW_NANOS = 50_000_000L;
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** What the owner hears, on the reader thread. */
  interface Owner {
    void push(GridStream stream, GridFrame frame);

    void late(GridStream stream, Ask ask, GridFrame frame);

    void closed(GridStream stream, String reason);
  }

  /** Number of this connection, from 1 up. */
  final long id = NUMBERS.incrementAndGet();

  /** True for the WAS's own sidecar, false for a peer's. */
  final boolean own;

  final Endpoint endpoint;
  private final Owner owner;
  private final ConcurrentHashMap<Long, Ask> asks = new ConcurrentHashMap<Long, Ask>();
  private final ConcurrentHashMap<Long, ProtoWriter> joins = new ConcurrentHashMap<Long, ProtoWriter>(2);
  private final AtomicLong sequence = new AtomicLong();
  private final long[] renewSeq = new long[RENEWS];
  private final long[] renewSent = new long[RENEWS];
  private int renewNext;
  private volatile GrpcConnection connection;
  private volatile boolean closed;
  private volatile long leaseNanos;
  private volatile long leaseUntil = System.nanoTime();
  private volatile long heardCount;
  private volatile long reader;

  GridStream(Endpoint endpoint, boolean own, Owner owner) {
    this.endpoint = endpoint;
    this.own = own;
    this.owner = owner;
  }

  /** Blocks until connected; never on a request's thread. */
  void open() throws IOException {
    GrpcConnection opened =
        GrpcConnection.open(endpoint, PATH, this, GrpcConnection.Mode.READER, CONNECT_TIMEOUT_MS);
    connection = opened;
    if (closed) {
      opened.close("closed while connecting");
    }
  }

  boolean isOpen() {
    return !closed && connection != null;
  }

  void leaseMs(int ms) {
    leaseNanos = ms * 1_000_000L;
  }

  boolean leaseHolds() {
    return leaseUntil - System.nanoTime() > 0;
  }

  /** Grows with everything heard; unchanged for long means silence. */
  long heard() {
    return heardCount;
  }

  long readerThreadId() {
    return reader;
  }

  int asking() {
    return asks.size();
  }

  /** Sends a question; false when it could not be handed over in time (it is then not under way). */
  boolean ask(Ask ask, long timeoutNanos) {
    long seq = sequence.incrementAndGet();
    ask.frame.seq = seq;
    asks.put(seq, ask);
    if (closed || !send(ask.frame, seq, timeoutNanos)) {
      asks.remove(seq);
      return false;
    }
    return true;
  }

  /** Sends a frame that expects no answer. */
  boolean tell(AgentFrame frame, long timeoutNanos) {
    return !closed && send(frame, 0, timeoutNanos);
  }

  /** From the ticker. */
  void renew() {
    AgentFrame frame = new AgentFrame();
    frame.seq = sequence.incrementAndGet();
    frame.renew = new Renew();
    synchronized (renewSeq) {
      renewSeq[renewNext] = frame.seq;
      renewSent[renewNext] = System.nanoTime();
      renewNext = (renewNext + 1) % RENEWS;
    }
    send(frame, frame.seq, RENEW_NANOS);
  }

  void close(String reason) {
    GrpcConnection open = connection;
    if (open != null) {
      open.close(reason);
    } else {
      onClosed(reason);
    }
  }

  @Override
  public void onMessage(byte[] data, int offset, int length) {
    try {
      dispatch(GridFrame.readFrom(new ProtoReader(data, offset, length)));
    } catch (RuntimeException garbage) {
      close("the sidecar sent what is not a frame: " + garbage.getMessage());
    }
  }

  @Override
  public void onClosed(String reason) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    leaseUntil = System.nanoTime();
    joins.clear();
    for (Ask ask : asks.values()) {
      ask.lost();
    }
    asks.clear();
    owner.closed(this, reason);
  }

  private void dispatch(GridFrame frame) {
    heardCount = heardCount + 1;
    if (reader == 0) {
      reader = Thread.currentThread().getId();
    }
    if (frame.bundle != null) {
      for (byte[] each : frame.bundle.frames) {
        GridFrame one = GridFrame.readFrom(new ProtoReader(each, 0, each.length));
        if (one.bundle != null) {
          throw new IllegalStateException("a bundle within a bundle");
        }
        dispatch(one);
      }
      return;
    }
    if (frame.chunk != null) {
      join(frame);
      return;
    }
    if (frame.renewed != null) {
      renewed(frame.seq);
      return;
    }
    if (frame.seq == 0) {
      owner.push(this, frame);
      return;
    }
    Ask ask = asks.remove(frame.seq);
    if (ask != null) {
      boolean late = ask.abandoned();
      ask.answered(frame, id);
      if (late || ask.operation != 0) {
        owner.late(this, ask, frame);
      }
    }
  }

  private void renewed(long seq) {
    synchronized (renewSeq) {
      for (int i = 0; i < RENEWS; i++) {
        if (renewSeq[i] == seq) {
          long until = renewSent[i] + leaseNanos;
          if (until - leaseUntil > 0) {
            leaseUntil = until;
          }
          return;
        }
      }
    }
  }

  private void join(GridFrame frame) {
    Chunk chunk = frame.chunk;
    ProtoWriter joined = joins.get(frame.seq);
    if (joined == null) {
      if (joins.size() >= JOINS_MAX) {
        throw new IllegalStateException("too many chunked frames at once");
      }
      joined = new ProtoWriter(PIECE_BYTES * 2);
      joins.put(frame.seq, joined);
    }
    if ((long) joined.size() + chunk.piece.length > FRAME_BYTES_MAX) {
      throw new IllegalStateException("a frame above 64 MiB");
    }
    joined.rawBytes(chunk.piece, 0, chunk.piece.length);
    if (chunk.last) {
      joins.remove(frame.seq);
      GridFrame whole = GridFrame.readFrom(new ProtoReader(joined.buffer(), 0, joined.size()));
      if (whole.chunk != null || whole.bundle != null) {
        throw new IllegalStateException("a chunk or bundle within chunks");
      }
      dispatch(whole);
    }
  }

  private boolean send(AgentFrame frame, long seq, long timeoutNanos) {
    GrpcConnection open = connection;
    if (open == null) {
      return false;
    }
    ProtoWriter out = new ProtoWriter(256);
    frame.writeTo(out);
    if (out.size() <= PIECE_BYTES) {
      return open.send(out.buffer(), 0, out.size(), timeoutNanos);
    }
    long deadline = System.nanoTime() + timeoutNanos;
    ProtoWriter piece = new ProtoWriter(PIECE_BYTES + 32);
    for (int from = 0; from < out.size(); from += PIECE_BYTES) {
      int to = Math.min(out.size(), from + PIECE_BYTES);
      AgentFrame part = new AgentFrame();
      part.seq = seq;
      part.chunk = new Chunk();
      part.chunk.piece = Arrays.copyOfRange(out.buffer(), from, to);
      part.chunk.last = to == out.size();
      piece.reset();
      part.writeTo(piece);
      if (!open.send(piece.buffer(), 0, piece.size(), Math.max(0, deadline - System.nanoTime()))) {
        // Half a frame is on its way: the sidecar can only tell by the end of the connection.
        close("could not send a large session in time");
        return false;
      }
    }
    return true;
  }
}
