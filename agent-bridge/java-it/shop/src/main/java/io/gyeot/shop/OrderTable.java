package io.gyeot.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Orders. A token is ordered once: a second try (a reload after a broken connection) changes nothing. */
public final class OrderTable {
  /** The history page shows the newest twenty. */
  private static final int HISTORY = 20;

  private final DataSource source;

  OrderTable(DataSource source) {
    this.source = source;
  }

  public int count(String login) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement("SELECT COUNT(*) FROM orders WHERE login = ?")) {
      statement.setString(1, login);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
  }

  /** Prices are those of the database now; returns false when this token was ordered before. */
  public boolean place(String login, String token, Map<String, Integer> items) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean placed = !exists(connection, token) && insert(connection, login, token, items);
        connection.commit();
        return placed;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static boolean exists(Connection connection, String token) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM orders WHERE token = ?")) {
      statement.setString(1, token);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static boolean insert(Connection connection, String login, String token, Map<String, Integer> items)
      throws SQLException {
    long id;
    try (PreparedStatement order = connection.prepareStatement(
        "INSERT INTO orders (login, token, total) VALUES (?, ?, 0)", Statement.RETURN_GENERATED_KEYS)) {
      order.setString(1, login);
      order.setString(2, token);
      order.executeUpdate();
      try (ResultSet keys = order.getGeneratedKeys()) {
        keys.next();
        id = keys.getLong(1);
      }
    }
    try (PreparedStatement line = connection.prepareStatement("INSERT INTO order_line (order_id, sku, name, quantity,"
        + " price) SELECT ?, sku, name, ?, price FROM product WHERE sku = ?")) {
      for (Map.Entry<String, Integer> item : items.entrySet()) {
        line.setLong(1, id);
        line.setInt(2, item.getValue());
        line.setString(3, item.getKey());
        line.executeUpdate();
      }
    }
    try (PreparedStatement total = connection.prepareStatement("UPDATE orders SET total ="
        + " (SELECT SUM(quantity * price) FROM order_line WHERE order_id = orders.id) WHERE id = ?")) {
      total.setLong(1, id);
      total.executeUpdate();
    }
    return true;
  }

  public List<Order> history(String login) throws SQLException {
    Map<Long, Order> orders = new LinkedHashMap<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(
            "SELECT o.id, o.placed_at, o.total, l.name, l.quantity, l.price FROM orders o"
                + " JOIN order_line l ON l.order_id = o.id"
                + " WHERE o.id IN (SELECT id FROM orders WHERE login = ? ORDER BY id DESC LIMIT " + HISTORY + ")"
                + " ORDER BY o.id DESC, l.name")) {
      statement.setString(1, login);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          long id = rows.getLong(1);
          Order order = orders.get(id);
          if (order == null) {
            order = new Order(id, rows.getString(2).substring(0, 16), rows.getLong(3));
            orders.put(id, order);
          }
          order.lines.add(new Order.Line(rows.getString(4), rows.getInt(5), rows.getInt(6)));
        }
      }
    }
    return new ArrayList<>(orders.values());
  }
}
