package io.gyeot.shop;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a customer wants to buy. Put into the session once and changed in place ever after, without another
 * setAttribute, as many real shops do: whoever moves sessions between servers has to notice by itself.
 *
 * <p>{@code serial} counts the changes of this session and only ever grows, so that a checker can tell a lost or a
 * stale cart from a right one. {@code token} names the order this cart will become: the same cart is ordered once,
 * however often the button is pressed.
 */
public final class Cart implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A shop sells to people; keeps one session from growing without end. */
  static final int MAX_QUANTITY = 99;

  private final Map<String, Integer> items = new LinkedHashMap<>();
  private long serial;
  private String token = newToken();

  public synchronized long serial() {
    return serial;
  }

  public synchronized String token() {
    return token;
  }

  /** A copy: the page draws from it while another request may change the cart. */
  public synchronized Map<String, Integer> items() {
    return new LinkedHashMap<>(items);
  }

  public synchronized int count() {
    int sum = 0;
    for (int quantity : items.values()) {
      sum += quantity;
    }
    return sum;
  }

  public synchronized long add(String sku, int quantity) {
    Integer held = items.get(sku);
    items.put(sku, Math.min(MAX_QUANTITY, (held == null ? 0 : held) + quantity));
    return ++serial;
  }

  public synchronized long set(String sku, int quantity) {
    items.put(sku, Math.min(MAX_QUANTITY, quantity));
    return ++serial;
  }

  public synchronized long remove(String sku) {
    items.remove(sku);
    return ++serial;
  }

  /** The cart became an order: empty again, and the next order is another one. */
  public synchronized long ordered() {
    items.clear();
    token = newToken();
    return ++serial;
  }

  private static String newToken() {
    return UUID.randomUUID().toString();
  }
}
