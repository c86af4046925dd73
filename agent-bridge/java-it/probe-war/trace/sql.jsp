<%@ page session="false" contentType="text/plain; charset=UTF-8"
  import="com.zaxxer.hikari.*,java.sql.*" %><%!
private static HikariDataSource pool;

private static synchronized HikariDataSource pool() {
  if (pool == null) {
    HikariConfig config = new HikariConfig();
    config.setDriverClassName("org.h2.Driver");
    config.setJdbcUrl("jdbc:h2:mem:probe;DB_CLOSE_DELAY=-1");
    config.setUsername("sa");
    config.setPoolName("probe");
    config.setMaximumPoolSize(8);
    HikariDataSource made = new HikariDataSource(config);
    try (Connection c = made.getConnection(); Statement s = c.createStatement()) {
      s.execute("create table goods(id int primary key, name varchar(40), stock int)");
      for (int i = 1; i <= 50; i++) {
        s.executeUpdate("insert into goods values (" + i + ", '상품 " + i + "', 100)");
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    pool = made;
  }
  return pool;
}

public void jspDestroy() {
  if (pool != null) {
    pool.close();
  }
}
%><%
pool();
try (Connection c = pool().getConnection()) {
  int seen = 0;
  try (PreparedStatement p = c.prepareStatement("select id, name from goods where id <= ? order by id")) {
    p.setInt(1, 10);
    try (ResultSet rows = p.executeQuery()) {
      while (rows.next()) {
        seen++;
      }
    }
  }
  try (PreparedStatement p = c.prepareStatement("select stock from goods where id = ?")) {
    for (int i = 1; i <= 2; i++) {
      p.setInt(1, i);
      try (ResultSet row = p.executeQuery()) {
        row.next();
        seen += row.getInt(1) > 0 ? 1 : 0;
      }
    }
  }
  try (PreparedStatement p = c.prepareStatement("update goods set stock = stock - 1 + 1 where id = ?")) {
    p.setInt(1, 3 + (int) (System.nanoTime() & 31));
    seen += p.executeUpdate();
  }
  try (PreparedStatement p = c.prepareStatement("select count(*) from goods")) {
    p.executeQuery().next();
  }
  if (request.getParameter("bad") != null) {
    c.createStatement().executeQuery("select nothing from nowhere");
  }
  out.print(seen);
}
%>
