package io.gyeot.agent.transport;

import java.nio.charset.StandardCharsets;

/**
 * Reads HPACK header blocks (RFC 7541) without a dynamic table: our SETTINGS say its size is 0, so an index
 * into it is an error. Literals that ask to be indexed are read and not kept.
 */
final class HpackDecoder {
  private static final String[] STATIC = (":authority,,:method,GET,:method,POST,:path,/,:path,/index.html,:scheme,http,"
          + ":scheme,https,:status,200,:status,204,:status,206,:status,304,:status,400,:status,404,:status,500,"
          + "accept-charset,,accept-encoding,gzip; deflate,accept-language,,accept-ranges,,accept,,"
          + "access-control-allow-origin,,age,,allow,,authorization,,cache-control,,content-disposition,,"
          + "content-encoding,,content-language,,content-length,,content-location,,content-range,,content-type,,"
          + "cookie,,date,,etag,,expect,,expires,,from,,host,,if-match,,if-modified-since,,if-none-match,,if-range,,"
          + "if-unmodified-since,,last-modified,,link,,location,,max-forwards,,proxy-authenticate,,"
          + "proxy-authorization,,range,,referer,,refresh,,retry-after,,server,,set-cookie,,"
          + "strict-transport-security,,transfer-encoding,,user-agent,,vary,,via,,www-authenticate,")
      .split(",", -1);

  /** Integers of a block stay far below this; larger ones are an attack on arithmetic. */
  private static final int INTEGER_MAX = 1 << 24;

  private byte[] data;
  private int position;
  private int end;

  /** Decodes {@code bytes[offset, offset + length)} into {@code out}. */
  void decode(byte[] bytes, int offset, int length, ResponseHeaders out) throws Http2Exception {
    data = bytes;
    position = offset;
    end = offset + length;
    boolean fields = false;
    while (position < end) {
      int first = data[position] & 0xff;
      if ((first & 0x80) != 0) {
        int index = integer(7);
        out.header(name(index), value(index));
      } else if ((first & 0xe0) == 0x20) {
        // Size update of the table; only 0 is within what we allowed, and only before the first field.
        if (fields || integer(5) != 0) {
          throw new Http2Exception("header table size we did not allow");
        }
        continue;
      } else {
        int index = integer((first & 0x40) != 0 ? 6 : 4);
        String name = index == 0 ? text() : name(index);
        out.header(name, text());
      }
      fields = true;
    }
    data = null;
  }

  private static String name(int index) throws Http2Exception {
    if (index < 1 || index * 2 > STATIC.length) {
      throw new Http2Exception("header index " + index + " is not in the static table");
    }
    return STATIC[index * 2 - 2];
  }

  private static String value(int index) {
    return STATIC[index * 2 - 1];
  }

  private int integer(int prefixBits) throws Http2Exception {
    int mask = (1 << prefixBits) - 1;
    int value = next() & mask;
    if (value < mask) {
      return value;
    }
    for (int shift = 0; shift <= 21; shift += 7) {
      int b = next();
      value += (b & 0x7f) << shift;
      if (value > INTEGER_MAX) {
        break;
      }
      if ((b & 0x80) == 0) {
        return value;
      }
    }
    throw new Http2Exception("header integer too large");
  }

  private String text() throws Http2Exception {
    if (position == end) {
      throw new Http2Exception("header block cut off");
    }
    boolean huffman = (data[position] & 0x80) != 0;
    int length = integer(7);
    if (length > end - position) {
      throw new Http2Exception("header text longer than its block");
    }
    int from = position;
    position += length;
    return huffman
        ? HuffmanDecoder.decode(data, from, length)
        : new String(data, from, length, StandardCharsets.ISO_8859_1);
  }

  private int next() throws Http2Exception {
    if (position == end) {
      throw new Http2Exception("header block cut off");
    }
    return data[position++] & 0xff;
  }
}
