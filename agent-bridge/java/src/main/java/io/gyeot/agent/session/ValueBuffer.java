package io.gyeot.agent.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Arrays;

/**
 * Bytes of one value while they are looked at; one a thread, used again for the next value. What is kept is copied.
 * Values of the plain classes that make up most of a session are written here directly, byte for byte as Java's own
 * serialisation writes them: a stream of its own costs more than all they hold.
 */
final class ValueBuffer extends ByteArrayOutputStream {
  /** A thread keeps no more than this between values. */
  private static final int KEEP_BYTES_MAX = 64 << 10;

  private static final int STRING_BYTES_MAX = 65_535;

  private static final ThreadLocal<ValueBuffer> OWN = new ThreadLocal<ValueBuffer>();

  // Stream head, class descriptors and all, up to where the value itself begins.
  private static final byte[] STRING = hex("aced000574");
  private static final byte[] BYTES = hex("aced0005757200025b42acf317f8060854e00200007870");
  private static final String NUMBER = "7872" + "00106a6176612e6c616e672e4e756d62657286ac951d0b94e08b0200007870";
  private static final byte[] INTEGER =
      hex("aced0005737200116a6176612e6c616e672e496e746567657212e2a0a4f781873802000149000576616c7565" + NUMBER);
  private static final byte[] LONG =
      hex("aced00057372000e6a6176612e6c616e672e4c6f6e673b8be490cc8f23df0200014a000576616c7565" + NUMBER);
  private static final byte[] BOOLEAN =
      hex("aced0005737200116a6176612e6c616e672e426f6f6c65616ecd207280d59cfaee0200015a000576616c75657870");

  /** True while code of the application may run that writes a value of its own. */
  private boolean busy;

  private ValueBuffer() {
    super(512);
  }

  /** The thread's own, empty; another one while that is being written. */
  static ValueBuffer take() {
    ValueBuffer own = OWN.get();
    if (own == null || !own.busy && own.buf.length > KEEP_BYTES_MAX) {
      own = new ValueBuffer();
      OWN.set(own);
    }
    if (own.busy) {
      return new ValueBuffer();
    }
    own.reset();
    return own;
  }

  /** Writes any value as Java does. */
  void object(Object value) throws IOException {
    busy = true;
    try {
      ObjectOutputStream out = new ObjectOutputStream(this);
      out.writeObject(value);
      out.flush();
    } finally {
      busy = false;
    }
  }

  Digest128 digest() {
    return Digest128.of(buf, 0, count);
  }

  byte[] copy() {
    return Arrays.copyOf(buf, count);
  }

  /** Writes a value of a class known here; false, and nothing is written, for any other. */
  boolean plain(Object value) {
    Class<?> type = value.getClass();
    if (type == String.class) {
      return string((String) value);
    }
    if (type == Integer.class) {
      head(INTEGER, 4);
      int32((Integer) value);
    } else if (type == Long.class) {
      long number = (Long) value;
      head(LONG, 8);
      int32((int) (number >>> 32));
      int32((int) number);
    } else if (type == Boolean.class) {
      head(BOOLEAN, 1);
      buf[count++] = (byte) ((Boolean) value ? 1 : 0);
    } else if (type == byte[].class) {
      byte[] bytes = (byte[]) value;
      head(BYTES, 4 + bytes.length);
      int32(bytes.length);
      System.arraycopy(bytes, 0, buf, count, bytes.length);
      count += bytes.length;
    } else {
      return false;
    }
    return true;
  }

  /** Only of characters that are one byte there: all others have rules of their own. */
  private boolean string(String text) {
    int length = text.length();
    if (length > STRING_BYTES_MAX) {
      return false;
    }
    int before = count;
    head(STRING, 2 + length);
    buf[count++] = (byte) (length >> 8);
    buf[count++] = (byte) length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == 0 || c > 0x7f) {
        count = before;
        return false;
      }
      buf[count++] = (byte) c;
    }
    return true;
  }

  /** Writes {@code bytes} and makes room for {@code more}. */
  private void head(byte[] bytes, int more) {
    int needed = count + bytes.length + more;
    if (needed > buf.length) {
      buf = Arrays.copyOf(buf, Math.max(needed, buf.length * 2));
    }
    System.arraycopy(bytes, 0, buf, count, bytes.length);
    count += bytes.length;
  }

  private void int32(int value) {
    buf[count++] = (byte) (value >>> 24);
    buf[count++] = (byte) (value >>> 16);
    buf[count++] = (byte) (value >>> 8);
    buf[count++] = (byte) value;
  }

  private static byte[] hex(String digits) {
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int at = i * 2;
      bytes[i] = (byte) (Character.digit(digits.charAt(at), 16) << 4 | Character.digit(digits.charAt(at + 1), 16));
    }
    return bytes;
  }
}
