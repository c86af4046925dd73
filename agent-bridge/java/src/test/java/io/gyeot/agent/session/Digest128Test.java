package io.gyeot.agent.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class Digest128Test {
  private static Digest128 of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Digest128.of(bytes, 0, bytes.length);
  }

  @Test
  void agreesWithThePublishedVectorsOfMurmurHash3() {
    // Seed 0, x64 128: the reference implementation's values.
    assertEquals("0000000000000000 0000000000000000", hex(of("")));
    assertEquals("cbd8a7b341bd9b02 5b1e906a48ae1d19", hex(of("hello")));
    assertEquals("e34bbc7bbc071b6c 7a433ca9c49a9347", hex(of("The quick brown fox jumps over the lazy dog")));
  }

  @Test
  void tellsApartWhatA32BitHashDoesNot() {
    assertEquals("AaAa".hashCode(), "BBBB".hashCode());
    assertFalse(of("AaAa").same(of("BBBB")));
  }

  @Test
  void everyLengthAndEveryByteCounts() {
    HashSet<String> seen = new HashSet<String>();
    byte[] bytes = new byte[70];
    for (int length = 0; length <= bytes.length; length++) {
      assertTrue(seen.add(hex(Digest128.of(bytes, 0, length))));
      for (int i = 0; i < length; i++) {
        bytes[i] = 1;
        assertTrue(seen.add(hex(Digest128.of(bytes, 0, length))));
        bytes[i] = 0;
      }
    }
  }

  @Test
  void takesASliceForWhatItIs() {
    byte[] bytes = "xxhelloyy".getBytes(StandardCharsets.UTF_8);
    assertTrue(of("hello").same(Digest128.of(bytes, 2, 5)));
    assertFalse(of("hello").same(null));
  }

  private static String hex(Digest128 digest) {
    return String.format("%016x %016x", digest.high, digest.low);
  }
}
