package io.gyeot.agent.transport;

/** Huffman code of HPACK (RFC 7541, appendix B). The code is canonical, so the lengths alone define it. */
final class HuffmanDecoder {
  private static final int LENGTH_MIN = 5;
  private static final int LENGTH_MAX = 30;
  private static final int END = 256;

  /** Code length of symbols 0 to 256, 'A' for 5 bits and so on. */
  private static final String LENGTHS =
      "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHFIBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJBKABA"
          + "BABBBACCBBBABCBAABCCCCCKGJIXPRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSRRSVVPORSRU"
          + "VVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWVZ";

  private static final short[] SYMBOLS = new short[END + 1];
  private static final int[] FIRST_CODE = new int[LENGTH_MAX + 1];
  private static final int[] FIRST_INDEX = new int[LENGTH_MAX + 2];

  static {
    int index = 0;
    int code = 0;
    for (int length = LENGTH_MIN; length <= LENGTH_MAX; length++) {
      FIRST_CODE[length] = code;
      FIRST_INDEX[length] = index;
      for (int symbol = 0; symbol <= END; symbol++) {
        if (LENGTHS.charAt(symbol) - 'A' + LENGTH_MIN == length) {
          SYMBOLS[index++] = (short) symbol;
          code++;
        }
      }
      code <<= 1;
    }
    FIRST_INDEX[LENGTH_MAX + 1] = index;
  }

  private HuffmanDecoder() {}

  /** Text of {@code data[offset, offset + length)}, one character a byte. */
  static String decode(byte[] data, int offset, int length) throws Http2Exception {
    StringBuilder out = new StringBuilder(length * 8 / LENGTH_MIN);
    int code = 0;
    int bits = 0;
    for (int i = offset; i < offset + length; i++) {
      for (int bit = 7; bit >= 0; bit--) {
        code = (code << 1) | ((data[i] >> bit) & 1);
        bits++;
        if (bits < LENGTH_MIN) {
          continue;
        }
        int index = FIRST_INDEX[bits] + code - FIRST_CODE[bits];
        if (index < FIRST_INDEX[bits + 1]) {
          int symbol = SYMBOLS[index];
          if (symbol == END) {
            throw new Http2Exception("header text with an end symbol");
          }
          out.append((char) symbol);
          code = 0;
          bits = 0;
        } else if (bits == LENGTH_MAX) {
          throw new Http2Exception("header text with an unknown code");
        }
      }
    }
    // What is left must be the beginning of the end symbol: up to seven ones.
    if (bits > 7 || code != (1 << bits) - 1) {
      throw new Http2Exception("header text with wrong padding");
    }
    return out.toString();
  }
}
