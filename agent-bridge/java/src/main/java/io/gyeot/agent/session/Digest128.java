package io.gyeot.agent.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * 128-bit digest of bytes: MurmurHash3 x64 128 (Austin Appleby, public domain; constants and finalizer his).
 * Fast and well spread, not cryptographic: it tells "changed" from "not changed", nobody is kept out by it.
 */
final class Digest128 {
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  final long high;
  final long low;

  private Digest128(long high, long low) {
    this.high = high;
    this.low = low;
  }

  boolean same(Digest128 other) {
    return other != null && high == other.high && low == other.low;
  }

  static Digest128 of(byte[] bytes, int offset, int length) {
    long h1 = 0;
    long h2 = 0;
    int end = offset + (length & ~15);
    // Eight bytes in one load; byte by byte is eight times the work.
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = offset; i < end; i += 16) {
      h1 ^= mix1(words.getLong(i));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729L;
      h2 ^= mix2(words.getLong(i + 8));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5L;
    }
    int rest = length & 15;
    if (rest > 8) {
      h2 ^= mix2(part(bytes, end + 8, rest - 8));
    }
    if (rest > 0) {
      h1 ^= mix1(part(bytes, end, Math.min(rest, 8)));
    }
    h1 ^= length;
    h2 ^= length;
    h1 += h2;
    h2 += h1;
    h1 = finish(h1);
    h2 = finish(h2);
    h1 += h2;
    h2 += h1;
    return new Digest128(h1, h2);
  }

  private static long mix1(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long mix2(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  private static long part(byte[] bytes, int from, int count) {
    long word = 0;
    for (int i = count - 1; i >= 0; i--) {
      word = word << 8 | (bytes[from + i] & 0xffL);
    }
    return word;
  }

  private static long finish(long value) {
    long h = value;
    h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
    h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
    return h ^ h >>> 33;
  }
}
