package io.gyeot.shop;

/** One good of the catalogue as the database holds it. Immutable; the price is in won, never a fraction. */
public final class Product {
  public final String sku;
  public final String name;
  public final String category;
  public final int price;
  public final String description;

  public Product(String sku, String name, String category, int price, String description) {
    this.sku = sku;
    this.name = name;
    this.category = category;
    this.price = price;
    this.description = description;
  }
}
