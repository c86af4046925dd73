package io.gyeot.agent.transport;

import java.util.Arrays;

/** Growing run of bytes, for columns of fixed-width ids; {@code values[0, size)} hold. */
public final class BytesColumn {
  private static final byte[] EMPTY = {};

  public byte[] values = EMPTY;
  public int size;

  public void add(byte[] bytes, int offset, int length) {
    need(length);
    System.arraycopy(bytes, offset, values, size, length);
    size += length;
  }

  /** Eight bytes, big endian. */
  public void addLong(long value) {
    need(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      values[size++] = (byte) (value >>> shift);
    }
  }

  public void clear() {
    size = 0;
  }

  private void need(int more) {
    if (values.length - size < more) {
      values = Arrays.copyOf(values, Math.max(Math.max(64, size + more), size * 2));
    }
  }
}
