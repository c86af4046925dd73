package io.gyeot.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The shop's SQL on a real H2; PostgreSQL gets the same statements in the demo. */
final class ShopDatabaseTest {
  private static ShopDatabase open(String name) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    return new ShopDatabase(source);
  }

  @Test
  void fillsItselfOnceHoweverManyServersStart() throws Exception {
    ShopDatabase one = open("twice");
    ShopDatabase other = open("twice");
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread second = new Thread(other::prepare);
    second.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
    second.start();
    one.prepare();
    second.join();
    assertNull(failure.get());
    assertEquals(60, one.products().list(null).size());
    assertEquals(Arrays.asList("식품", "그릇", "생활", "문구", "옷", "놀이"), one.products().categories());
  }

  @Test
  void findsByNameAndByWhatCustomersWrote() throws SQLException {
    ShopDatabase database = open("search");
    database.prepare();
    assertEquals("G003", database.products().search("사과").get(0).sku);
    assertTrue(database.products().search("%").isEmpty());
    List<Product> mentioned = database.reviews().mentioning("선물");
    assertFalse(mentioned.isEmpty());
    assertEquals(5, database.reviews().newest("G001").size());
    assertEquals(2, database.products().named(Arrays.asList("G009", "없음", "G002")).size());
  }

  @Test
  void oneTokenIsOneOrder() throws SQLException {
    ShopDatabase database = open("orders");
    database.prepare();
    assertTrue(database.orders().place("user01", "t1", Collections.singletonMap("G001", 2)));
    assertFalse(database.orders().place("user01", "t1", Collections.singletonMap("G001", 2)));
    assertTrue(database.orders().place("user01", "t2", Collections.singletonMap("G002", 1)));
    assertEquals(2, database.orders().count("user01"));
    assertEquals(0, database.orders().count("user02"));
    List<Order> history = database.orders().history("user01");
    assertEquals(25800, history.get(1).total);
    assertEquals("강원 감자 5kg", history.get(1).lines.get(0).name);
  }
}
