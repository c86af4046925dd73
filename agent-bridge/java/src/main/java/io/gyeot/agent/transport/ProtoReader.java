package io.gyeot.agent.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads protobuf from a slice of a byte array. Unknown fields are skipped. Malformed or hostile input ends in
 * a {@link ProtoException}: lengths are checked against what is left before anything is allocated.
 */
public final class ProtoReader {
  /** Our messages nest five deep; a hostile one must not exhaust the stack. */
  private static final int DEPTH_MAX = 32;

  /** What an absent bytes field holds. */
  public static final byte[] NO_BYTES = {};

  private byte[] buffer;
  private int position;
  private int limit;
  private int depth;

  public ProtoReader(byte[] buffer, int offset, int length) {
    reset(buffer, offset, length);
  }

  /** Reads another slice with the same reader. */
  public void reset(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 0 || offset > bytes.length - length) {
      throw new ProtoException("slice outside of its array", offset);
    }
    this.buffer = bytes;
    this.position = offset;
    this.limit = offset + length;
    this.depth = 0;
  }

  /** The next field's tag, or 0 at the end of the message. */
  public int tag() {
    if (position == limit) {
      return 0;
    }
    int at = position;
    int tag = uint32();
    if (tag >>> 3 == 0) {
      throw new ProtoException("field number 0", at);
    }
    return tag;
  }

  public int uint32() {
    return (int) uint64();
  }

  public long uint64() {
    long result = 0;
    int at = position;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position == limit) {
        throw new ProtoException("varint cut off", at);
      }
      byte b = buffer[position++];
      result |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return result;
      }
    }
    throw new ProtoException("varint longer than ten bytes", at);
  }

  public int int32() {
    return (int) uint64();
  }

  public int sint32() {
    int v = (int) uint64();
    return (v >>> 1) ^ -(v & 1);
  }

  public long sint64() {
    long v = uint64();
    return (v >>> 1) ^ -(v & 1);
  }

  public boolean bool() {
    return uint64() != 0;
  }

  public double float64() {
    need(8);
    long bits = 0;
    for (int i = 0; i < 64; i += 8) {
      bits |= (buffer[position++] & 0xffL) << i;
    }
    return Double.longBitsToDouble(bits);
  }

  public String string() {
    int length = length();
    String value = new String(buffer, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  /** A copy of the field's bytes. */
  public byte[] bytes() {
    int length = length();
    if (length == 0) {
      return NO_BYTES;
    }
    byte[] value = Arrays.copyOfRange(buffer, position, position + length);
    position += length;
    return value;
  }

  public void bytes(BytesColumn column) {
    int length = length();
    column.clear();
    column.add(buffer, position, length);
    position += length;
  }

  /** Elements of a repeated field, packed or not: {@code tag} says which. */
  public void packedUint64(int tag, LongColumn column) {
    if ((tag & 7) != 2) {
      column.add(uint64());
      return;
    }
    int end = enter();
    while (position < limit) {
      column.add(uint64());
    }
    leave(end);
  }

  public void packedSint64(int tag, LongColumn column) {
    if ((tag & 7) != 2) {
      column.add(sint64());
      return;
    }
    int end = enter();
    while (position < limit) {
      column.add(sint64());
    }
    leave(end);
  }

  public void packedUint32(int tag, IntColumn column) {
    if ((tag & 7) != 2) {
      column.add(uint32());
      return;
    }
    int end = enter();
    while (position < limit) {
      column.add(uint32());
    }
    leave(end);
  }

  /** Narrows the reader to a length-delimited field; the result goes to {@link #leave(int)}. */
  public int enter() {
    int length = length();
    if (++depth > DEPTH_MAX) {
      throw new ProtoException("nested deeper than " + DEPTH_MAX, position);
    }
    int end = limit;
    limit = position + length;
    return end;
  }

  /** Back to the message around a field; what its reader left is skipped. */
  public void leave(int end) {
    position = limit;
    limit = end;
    depth--;
  }

  /** Skips a field this program does not know. */
  public void skip(int tag) {
    switch (tag & 7) {
      case 0:
        uint64();
        break;
      case 1:
        need(8);
        position += 8;
        break;
      case 2:
        position += length();
        break;
      case 3:
        skipGroup(tag >>> 3);
        break;
      case 5:
        need(4);
        position += 4;
        break;
      default:
        throw new ProtoException("wire type " + (tag & 7), position);
    }
  }

  private void skipGroup(int field) {
    if (++depth > DEPTH_MAX) {
      throw new ProtoException("nested deeper than " + DEPTH_MAX, position);
    }
    while (true) {
      int tag = tag();
      if (tag == 0) {
        throw new ProtoException("group cut off", position);
      }
      if ((tag & 7) == 4) {
        if (tag >>> 3 != field) {
          throw new ProtoException("end of another group", position);
        }
        depth--;
        return;
      }
      skip(tag);
    }
  }

  private int length() {
    int at = position;
    long length = uint64();
    if (length < 0 || length > limit - position) {
      throw new ProtoException("length " + length + " of " + (limit - position) + " left", at);
    }
    return (int) length;
  }

  private void need(int bytes) {
    if (limit - position < bytes) {
      throw new ProtoException("cut off", position);
    }
  }
}
