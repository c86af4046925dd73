package io.gyeot.agent.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes protobuf into one growing buffer that is reused: {@link #reset()} between messages. Not thread-safe.
 * The bytes are those of the reference encoder: minimal varints, packed columns, defaults left out.
 */
public final class ProtoWriter {
  /** Larger buffers are given back at {@link #reset()}, so that one huge session does not stay in memory. */
  private static final int KEPT_BYTES_MAX = 1 << 20;

  private byte[] buffer;
  private int size;

  public ProtoWriter() {
    this(512);
  }

  public ProtoWriter(int capacity) {
    buffer = new byte[Math.max(16, capacity)];
  }

  /** The bytes written so far are {@code buffer()[0, size())}; valid until the next write. */
  public byte[] buffer() {
    return buffer;
  }

  public int size() {
    return size;
  }

  public void reset() {
    size = 0;
    if (buffer.length > KEPT_BYTES_MAX) {
      buffer = new byte[512];
    }
  }

  public byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  public void tag(int tag) {
    rawVarint32(tag);
  }

  public void rawVarint32(int value) {
    need(5);
    int v = value;
    while ((v & ~0x7f) != 0) {
      buffer[size++] = (byte) (v | 0x80);
      v >>>= 7;
    }
    buffer[size++] = (byte) v;
  }

  public void rawVarint64(long value) {
    need(10);
    long v = value;
    while ((v & ~0x7fL) != 0) {
      buffer[size++] = (byte) (v | 0x80);
      v >>>= 7;
    }
    buffer[size++] = (byte) v;
  }

  public void rawBytes(byte[] bytes, int offset, int length) {
    need(length);
    System.arraycopy(bytes, offset, buffer, size, length);
    size += length;
  }

  public void uint32(int tag, int value) {
    if (value != 0) {
      rawVarint32(tag);
      rawVarint32(value);
    }
  }

  public void uint64(int tag, long value) {
    if (value != 0) {
      rawVarint32(tag);
      rawVarint64(value);
    }
  }

  public void sint32(int tag, int value) {
    uint32(tag, (value << 1) ^ (value >> 31));
  }

  public void sint64(int tag, long value) {
    uint64(tag, (value << 1) ^ (value >> 63));
  }

  /** Enumerations and int32: negative values take ten bytes, as the format wants. */
  public void int32(int tag, int value) {
    uint64(tag, value);
  }

  public void bool(int tag, boolean value) {
    if (value) {
      rawVarint32(tag);
      need(1);
      buffer[size++] = 1;
    }
  }

  public void float64(int tag, double value) {
    long bits = Double.doubleToRawLongBits(value);
    if (bits != 0) {
      rawVarint32(tag);
      need(8);
      for (int i = 0; i < 64; i += 8) {
        buffer[size++] = (byte) (bits >>> i);
      }
    }
  }

  public void string(int tag, String value) {
    if (value != null && !value.isEmpty()) {
      stringElement(tag, value);
    }
  }

  /** A string of a repeated field: written even when empty. */
  public void stringElement(int tag, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    bytesElement(tag, bytes, 0, bytes.length);
  }

  public void bytes(int tag, byte[] value) {
    if (value != null && value.length > 0) {
      bytesElement(tag, value, 0, value.length);
    }
  }

  public void bytes(int tag, BytesColumn value) {
    if (value.size > 0) {
      bytesElement(tag, value.values, 0, value.size);
    }
  }

  /** Bytes of a repeated field: written even when empty. */
  public void bytesElement(int tag, byte[] value, int offset, int length) {
    rawVarint32(tag);
    rawVarint32(length);
    rawBytes(value, offset, length);
  }

  public void packedUint64(int tag, LongColumn column) {
    if (column.size > 0) {
      int start = open(tag);
      for (int i = 0; i < column.size; i++) {
        rawVarint64(column.values[i]);
      }
      close(start);
    }
  }

  public void packedSint64(int tag, LongColumn column) {
    if (column.size > 0) {
      int start = open(tag);
      for (int i = 0; i < column.size; i++) {
        long value = column.values[i];
        rawVarint64((value << 1) ^ (value >> 63));
      }
      close(start);
    }
  }

  public void packedUint32(int tag, IntColumn column) {
    if (column.size > 0) {
      int start = open(tag);
      for (int i = 0; i < column.size; i++) {
        rawVarint32(column.values[i]);
      }
      close(start);
    }
  }

  /** Begins a length-delimited field; the result goes to {@link #close(int)} after its body. */
  public int open(int tag) {
    rawVarint32(tag);
    need(1);
    size++;
    return size;
  }

  /** Ends a field begun by {@link #open(int)}: writes its length, moving the body when that takes over a byte. */
  public void close(int start) {
    int length = size - start;
    int extra = 0;
    for (int v = length >>> 7; v != 0; v >>>= 7) {
      extra++;
    }
    if (extra > 0) {
      need(extra);
      System.arraycopy(buffer, start, buffer, start + extra, length);
    }
    int at = start - 1;
    int v = length;
    while ((v & ~0x7f) != 0) {
      buffer[at++] = (byte) (v | 0x80);
      v >>>= 7;
    }
    buffer[at] = (byte) v;
    size += extra;
  }

  private void need(int more) {
    if (buffer.length - size < more) {
      long wanted = Math.max((long) size + more, 2L * buffer.length);
      if ((long) size + more > Integer.MAX_VALUE - 16) {
        throw new ProtoException("message too long", size);
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }
  }
}
