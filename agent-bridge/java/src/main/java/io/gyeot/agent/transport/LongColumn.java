package io.gyeot.agent.transport;

import java.util.Arrays;

/** Growing column of long values without boxing; {@code values[0, size)} hold. Kept and cleared between batches. */
public final class LongColumn {
  private static final long[] EMPTY = {};

  public long[] values = EMPTY;
  public int size;

  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.max(16, size * 2));
    }
    values[size++] = value;
  }

  public void clear() {
    size = 0;
  }
}
