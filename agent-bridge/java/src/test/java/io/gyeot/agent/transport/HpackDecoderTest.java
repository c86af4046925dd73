package io.gyeot.agent.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Header blocks of RFC 7541, appendix C, and damaged ones. */
final class HpackDecoderTest {
  private final ResponseHeaders headers = new ResponseHeaders();

  private void decode(String hex) throws Http2Exception {
    byte[] block = HexFormat.of().parseHex(hex.replace(" ", ""));
    new HpackDecoder().decode(block, 0, block.length, headers);
  }

  @Test
  void readsTheResponseOfTheStandardWithHuffmanTexts() throws Http2Exception {
    // C.6.1: :status 302 as a literal, then cache-control, date and location.
    decode("4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d"
        + " 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3");
    assertEquals("302", headers.status);
  }

  @Test
  void readsTextsOfTheStandard() throws Http2Exception {
    byte[] code = HexFormat.of().parseHex("f1e3c2e5f23a6ba0ab90f4ff");
    assertEquals("www.example.com", HuffmanDecoder.decode(code, 0, code.length));
    byte[] date = HexFormat.of().parseHex("d07abe941054d444a8200595040b8166e082a62d1bff");
    assertEquals("Mon, 21 Oct 2013 20:13:21 GMT", HuffmanDecoder.decode(date, 0, date.length));
  }

  @Test
  void readsGrpcTrailers() throws Http2Exception {
    // grpc-status and grpc-message as plain literals never seen before.
    decode("00 0b 677270632d737461747573 02 3136 00 0c 677270632d6d657373616765 0a 6e6f25323074%6f6b656e".replace("%", ""));
    assertEquals("UNAUTHENTICATED: no token", headers.reason());
  }

  @Test
  void refusesDamagedBlocks() {
    for (String block : new String[] {"80", "bf", "00", "0005ab", "7fffffffff7f", "3f01", "8820", "000182", "ffffffffff"}) {
      assertThrows(Http2Exception.class, () -> decode(block), block);
    }
  }

  /** The whole table against netty's, which is written out code by code. */
  @Test
  void decodesWhatNettyEncodes() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 256; c++) {
      all.append((char) c);
    }
    Class<?> type = Class.forName("io.grpc.netty.shaded.io.netty.handler.codec.http2.HpackHuffmanEncoder");
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Method encode = type.getDeclaredMethod("encode", ByteBuf.class, CharSequence.class);
    encode.setAccessible(true);
    ByteBuf out = Unpooled.buffer();
    encode.invoke(constructor.newInstance(), out, new AsciiString(all.toString().getBytes(StandardCharsets.ISO_8859_1)));
    byte[] code = new byte[out.readableBytes()];
    out.readBytes(code);
    assertEquals(all.toString(), HuffmanDecoder.decode(code, 0, code.length));
  }

  @Test
  void refusesWrongHuffmanEnds() {
    byte[] longPadding = HexFormat.of().parseHex("ffffffff");
    assertThrows(Http2Exception.class, () -> HuffmanDecoder.decode(longPadding, 0, 4));
    byte[] zeros = HexFormat.of().parseHex("f1e3c2e5f23a6ba0ab90f400");
    assertThrows(Http2Exception.class, () -> HuffmanDecoder.decode(zeros, 0, zeros.length));
  }
}
