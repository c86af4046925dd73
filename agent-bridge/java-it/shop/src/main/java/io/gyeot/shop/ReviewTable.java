package io.gyeot.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * What customers wrote. The table has no index but its key, on purpose: {@link #mentioning} is the slow query every
 * shop has somewhere, for the operator's page to find. It asks, review by review, how many others of the same good
 * say the same, which reads the whole table each time.
 */
public final class ReviewTable {
  private static final int NEWEST = 5;

  private final DataSource source;

  ReviewTable(DataSource source) {
    this.source = source;
  }

  public List<String> newest(String sku) throws SQLException {
    List<String> bodies = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT body FROM review WHERE sku = ? ORDER BY id DESC LIMIT " + NEWEST)) {
      statement.setString(1, sku);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          bodies.add(rows.getString(1));
        }
      }
    }
    return bodies;
  }

  /** Goods whose customers mention these words, the most often agreed with first. */
  public List<Product> mentioning(String words) throws SQLException {
    List<Product> products = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(
            "SELECT p.sku, p.name, p.category, p.price, p.description, SUM(agreed.others) AS weight FROM product p"
                + " JOIN (SELECT r.sku, (SELECT COUNT(*) FROM review o WHERE o.sku = r.sku AND o.id <> r.id"
                + " AND o.body LIKE '%' || SUBSTRING(r.body, 5, 8) || '%') AS others"
                + " FROM review r WHERE r.body LIKE ? ESCAPE '!' ORDER BY r.id LIMIT 400) agreed"
                + " ON agreed.sku = p.sku GROUP BY p.sku, p.name, p.category, p.price, p.description"
                + " ORDER BY weight DESC, p.sku LIMIT 20")) {
      statement.setString(1, pattern(words));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          products.add(ProductTable.read(rows));
        }
      }
    }
    return products;
  }

  /** A LIKE pattern in which what the user typed stands for itself. */
  static String pattern(String words) {
    return "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
