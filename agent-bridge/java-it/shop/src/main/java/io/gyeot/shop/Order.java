package io.gyeot.shop;

import java.util.ArrayList;
import java.util.List;

/** An order as the history page shows it. */
public final class Order {
  public final long id;
  public final String placedAt;
  public final long total;
  public final List<Line> lines = new ArrayList<>();

  public Order(long id, String placedAt, long total) {
    this.id = id;
    this.placedAt = placedAt;
    this.total = total;
  }

  /** One row of an order, with the price it was sold at. */
  public static final class Line {
    public final String name;
    public final int quantity;
    public final int price;

    public Line(String name, int quantity, int price) {
      this.name = name;
      this.quantity = quantity;
      this.price = price;
    }
  }
}
