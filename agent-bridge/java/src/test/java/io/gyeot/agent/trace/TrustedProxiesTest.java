package io.gyeot.agent.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.of(Arrays.asList("10.0.0.0/8", "127.0.0.1", "::1", "fd00::/8", "192.168.4.128/25", "junk", "1.2.3/8"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 1.1.1.1 | 203.0.113.9",
        "10.1.1.1 | 1.1.1.1 | 1.1.1.1",
        "10.1.1.1 | 9.9.9.9, 1.1.1.1 | 1.1.1.1",
        "10.1.1.1 | 9.9.9.9, 1.1.1.1, 10.2.2.2 | 1.1.1.1",
        "10.1.1.1 | 10.3.3.3, 10.2.2.2 | 10.3.3.3",
        "10.1.1.1 | 9.9.9.9, unknown | 10.1.1.1",
        "10.1.1.1 | '' | 10.1.1.1",
        "10.1.1.1 | 1.1.1.1:5511 | 1.1.1.1",
        "::1 | \"[2001:db8::7]:443\" | 2001:db8:0:0:0:0:0:7",
        "0:0:0:0:0:0:0:1 | 1.1.1.1 | 1.1.1.1",
        "::ffff:10.0.0.3 | 1.1.1.1 | 1.1.1.1",
        "192.168.4.129 | 1.1.1.1 | 1.1.1.1",
        "192.168.4.1 | 1.1.1.1 | 192.168.4.1",
        "fd12::9 | 1.1.1.1, fd00::1 | 1.1.1.1",
      })
  void findsTheClient(String peer, String forwardedFor, String client) {
    assertEquals(client, PROXIES.client(peer, forwardedFor));
  }

  @Test
  void believesNobodyUnlessTold() {
    assertSame(TrustedProxies.NONE, TrustedProxies.of(Collections.emptyList()));
    assertSame(TrustedProxies.NONE, TrustedProxies.of(Arrays.asList("", "x", "1.2.3.4/33", "::1/129", "1.2.3.4/-1")));
    assertEquals("10.1.1.1", TrustedProxies.NONE.client("10.1.1.1", "1.1.1.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.2.3", "1.2.3.4.5", "256.1.1.1", "1..2.3", "::1::2", ":1", "1:2:3:4:5:6:7", "12345::", "g::", "::1.2.3"})
  void refusesWhatIsNoAddress(String text) {
    assertNull(IpAddress.parse(text));
  }

  @Test
  void readsAddressesAsTheJdkDoes() throws Exception {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      byte[] address = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(address);
      for (int j = 0; j < address.length; j++) {
        if (random.nextInt(3) > 0) {
          address[j] = 0;
        }
      }
      InetAddress known = InetAddress.getByAddress(address);
      byte[] expected = known.getAddress();
      assertArrayEquals(expected, IpAddress.parse(known.getHostAddress()), known.getHostAddress());
      assertArrayEquals(expected, IpAddress.parse(IpAddress.text(expected)));
    }
  }
}
