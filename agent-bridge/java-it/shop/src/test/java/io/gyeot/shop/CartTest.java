package io.gyeot.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

final class CartTest {
  @Test
  void everyChangeRaisesTheSerialByOne() {
    Cart cart = new Cart();
    assertEquals(0, cart.serial());
    assertEquals(1, cart.add("G001", 2));
    assertEquals(2, cart.add("G001", 3));
    assertEquals(3, cart.set("G002", 1));
    assertEquals(4, cart.remove("G009"));
    assertEquals("{G001=5, G002=1}", cart.items().toString());
    assertEquals(6, cart.count());
  }

  @Test
  void holdsNoMoreThanAPersonBuys() {
    Cart cart = new Cart();
    cart.add("G001", 60);
    cart.add("G001", 60);
    assertEquals(Cart.MAX_QUANTITY, cart.count());
  }

  @Test
  void anOrderedCartIsEmptyAndBecomesAnotherOrder() {
    Cart cart = new Cart();
    cart.add("G001", 1);
    String token = cart.token();
    assertEquals(2, cart.ordered());
    assertEquals(0, cart.count());
    assertNotEquals(token, cart.token());
  }

  @Test
  void survivesTheWayToAnotherServer() throws IOException, ClassNotFoundException {
    Cart cart = new Cart();
    cart.add("G003", 4);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(cart);
    }
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Cart copy = (Cart) in.readObject();
      assertEquals(cart.items(), copy.items());
      assertEquals(cart.serial(), copy.serial());
      assertEquals(cart.token(), copy.token());
    }
  }
}
