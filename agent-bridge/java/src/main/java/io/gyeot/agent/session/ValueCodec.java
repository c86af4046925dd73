package io.gyeot.agent.session;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.ConcurrentModificationException;

/**
 * Attribute values to bytes and back: one byte of format (0x00, Java serialisation) and the value.
 * What another thread changes meanwhile is tried again; what cannot be written says so.
 */
public final class ValueCodec {
  private static final int TRIES = 4;
  private static final byte FORMAT_JAVA = 0;

  /** Larger values are kept local: the wire takes no frame above 64 MiB. */
  static final int VALUE_BYTES_MAX = 32 << 20;

  /** Another thread changed the value each time it was written. */
  static final class Busy extends IOException {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("it changes while it is written");
    }
  }

  private ValueCodec() {}

  /** Bytes of {@code value}; throws NotSerializableException with the class when it cannot be written. */
  public static byte[] encode(Object value) throws IOException {
    return written(value).copy();
  }

  /** As encode, but the bytes are only there until this thread writes the next value. */
  static ValueBuffer written(Object value) throws IOException {
    ValueBuffer bytes = ValueBuffer.take();
    for (int attempt = 1; ; attempt++) {
      try {
        bytes.write(FORMAT_JAVA);
        if (!bytes.plain(value)) {
          bytes.object(value);
        }
        if (bytes.size() > VALUE_BYTES_MAX) {
          throw new NotSerializableException(value.getClass().getName() + " (" + bytes.size() + " bytes)");
        }
        return bytes;
      } catch (ConcurrentModificationException changing) {
        if (attempt == TRIES) {
          throw new Busy();
        }
        Thread.yield();
        bytes = ValueBuffer.take();
      } catch (StackOverflowError deep) {
        throw new NotSerializableException(value.getClass().getName() + " (nested too deep)");
      }
    }
  }

  /** The value of {@code bytes}, its classes looked up in {@code first}, then {@code second}. */
  public static Object decode(byte[] bytes, ClassLoader first, ClassLoader second)
      throws IOException, ClassNotFoundException {
    if (bytes.length == 0 || bytes[0] != FORMAT_JAVA) {
      throw new IOException(bytes.length == 0 ? "empty value" : "unknown value format " + bytes[0]);
    }
    try (ValueInput in = new ValueInput(new ByteArrayInputStream(bytes, 1, bytes.length - 1), first, second)) {
      return in.readObject();
    }
  }
}
