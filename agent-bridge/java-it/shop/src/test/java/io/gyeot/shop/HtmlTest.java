package io.gyeot.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class HtmlTest {
  @Test
  void whatAUserTypesIsNeverMarkup() {
    assertEquals("&lt;b a=&quot;1&quot; c=&#39;&amp;&#39;&gt;", Html.text("<b a=\"1\" c='&'>"));
    assertEquals("", Html.text(null));
  }

  @Test
  void jsonKeepsQuotesAndControlCharactersInside() {
    assertEquals("\"a\\\"b\\\\c\\u000a한\"", Html.json("a\"b\\c\n한"));
    assertEquals("null", Html.json(null));
  }

  @Test
  void wonHasSeparators() {
    assertEquals("1,234,500원", Html.won(1234500));
  }

  @Test
  void aSearchForAPercentSignFindsPercentSigns() {
    assertEquals("%100!%!_!!%", ReviewTable.pattern("100%_!"));
  }
}
