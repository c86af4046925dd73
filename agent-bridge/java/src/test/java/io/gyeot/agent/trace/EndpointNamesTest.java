package io.gyeot.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointNamesTest {
  @ParameterizedTest
  @CsvSource({
    "/shop/orders, /shop/orders",
    "/shop/orders/17, /shop/orders/{n}",
    "/shop/orders/17/lines/3, /shop/orders/{n}/lines/{n}",
    "/shop/day/2026-11-23, /shop/day/{n}",
    "/u/3f2504e0-4f89-11d3-9a0c-0305e82c3301, /u/{uuid}",
    "/u/3F2504E04F8911D39A0C0305E82C3301/x, /u/{hex}/x",
    "/cafe/deadbeef, /cafe/deadbeef",
    "/상품/목록, /상품/목록",
    "/a//b/, /a//b/",
    "/, /",
    "'', ''",
    "noslash, noslash",
    "/v1/items, /v1/items",
    "/1, /{n}",
  })
  void replacesWhatVaries(String path, String pattern) {
    assertEquals(pattern, EndpointNames.pattern(path));
  }

  @Test
  void cutsDeepPaths() {
    assertEquals("/a/a/a/a/a/a/a/a/a/a/a/a/…", EndpointNames.pattern("/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a"));
  }

  @Test
  void staysBounded() {
    EndpointNames names = new EndpointNames();
    Set<String> seen = new HashSet<>();
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      seen.add(names.name("GET", "/x/" + letters(random), 200));
    }
    assertEquals(EndpointNames.NAMES_MAX + 1, seen.size());
    assertTrue(seen.contains("(other)"));
    assertTrue(names.others() > 0);
  }

  @Test
  void scannersMakeNoNames() {
    EndpointNames names = new EndpointNames();
    for (int i = 0; i < 5000; i++) {
      assertEquals("GET (404)", names.name("GET", "/wp-admin/" + letters(new Random(i)), 404));
    }
    assertEquals("GET /real", names.name("GET", "/real", 200));
    assertEquals("GET /real", names.name("GET", "/real", 404));
    assertEquals("(method) /real", names.name("BREW", "/real", 200));
    assertEquals("(method) ", names.name(null, null, 400));
  }

  private static String letters(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      out.append((char) ('g' + random.nextInt(16)));
    }
    return out.toString();
  }
}
