package io.gyeot.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Questions about goods. Every value is a parameter; no SQL is put together from what a user typed. */
public final class ProductTable {
  private static final String COLUMNS = "SELECT sku, name, category, price, description FROM product";

  private final DataSource source;

  ProductTable(DataSource source) {
    this.source = source;
  }

  public List<String> categories() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(
            "SELECT category FROM product GROUP BY category ORDER BY MIN(sku)");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** One category, or all goods when it is null or empty. */
  public List<Product> list(String category) throws SQLException {
    if (category == null || category.isEmpty()) {
      return query(COLUMNS + " ORDER BY sku", new String[0]);
    }
    return query(COLUMNS + " WHERE category = ? ORDER BY sku", new String[] {category});
  }

  /** Null when there is no such good. */
  public Product find(String sku) throws SQLException {
    List<Product> found = query(COLUMNS + " WHERE sku = ?", new String[] {sku == null ? "" : sku});
    return found.isEmpty() ? null : found.get(0);
  }

  /** The goods with these numbers, in this order; unknown numbers are left out. */
  public List<Product> named(List<String> skus) throws SQLException {
    List<Product> ordered = new ArrayList<>();
    if (skus.isEmpty()) {
      return ordered;
    }
    StringBuilder marks = new StringBuilder("?");
    for (int i = 1; i < skus.size(); i++) {
      marks.append(", ?");
    }
    List<Product> found = query(COLUMNS + " WHERE sku IN (" + marks + ")", skus.toArray(new String[0]));
    for (String sku : skus) {
      for (Product product : found) {
        if (product.sku.equals(sku)) {
          ordered.add(product);
        }
      }
    }
    return ordered;
  }

  public List<Product> search(String words) throws SQLException {
    String pattern = ReviewTable.pattern(words);
    return query(COLUMNS + " WHERE name LIKE ? ESCAPE '!' OR description LIKE ? ESCAPE '!' ORDER BY sku",
        new String[] {pattern, pattern});
  }

  private List<Product> query(String sql, String[] values) throws SQLException {
    List<Product> products = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          products.add(read(rows));
        }
      }
    }
    return products;
  }

  static Product read(ResultSet rows) throws SQLException {
    return new Product(rows.getString(1), rows.getString(2), rows.getString(3), rows.getInt(4), rows.getString(5));
  }
}
