package io.gyeot.agent.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written without a stream is what a stream writes. */
class ValueBufferTest {
  private static byte[] byStream(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0);
    ObjectOutputStream out = new ObjectOutputStream(bytes);
    out.writeObject(value);
    out.flush();
    return bytes.toByteArray();
  }

  @Test
  void plainValuesAreWrittenAsJavaDoes() throws IOException {
    StringBuilder longest = new StringBuilder();
    for (int i = 0; i < 65_535; i++) {
      longest.append((char) ('a' + i % 26));
    }
    ArrayList<Object> values =
        new ArrayList<Object>(
            Arrays.<Object>asList(
                "", "cart", "장바구니", "a\u0000b", "\u007f\u0080", "\ud83d\ude00", longest.toString(), longest + "x",
                0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, true, false,
                new byte[0], new byte[] {1, -1}, new byte[100_000], 1.5, 'c', (short) 3, new int[] {1}));
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(5_000)];
      random.nextBytes(bytes);
      values.add(bytes);
      values.add(random.nextInt());
      values.add(random.nextLong());
      values.add(Long.toString(random.nextLong(), 36));
    }
    for (Object value : values) {
      byte[] expected = byStream(value);
      assertArrayEquals(expected, ValueCodec.encode(value));
      ValueBuffer written = ValueCodec.written(value);
      assertEquals(true, written.digest().same(Digest128.of(expected, 0, expected.length)));
    }
  }

  /** Writes another value while it is written itself, as a class that reads its session would. */
  private static final class Nested implements Serializable {
    private static final long serialVersionUID = 1L;

    private void writeObject(ObjectOutputStream out) throws IOException {
      ValueCodec.written("another").digest();
      out.defaultWriteObject();
    }
  }

  @Test
  void aValueWrittenWhileAnotherIsLeavesItAlone() throws IOException {
    Object value = new Object[] {new Nested(), "rest"};
    assertArrayEquals(byStream(value), ValueCodec.encode(value));
  }
}
