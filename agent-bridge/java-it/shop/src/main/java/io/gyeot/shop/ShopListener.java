package io.gyeot.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Opens the connection pool with the application and closes it with it. Where to is a context parameter. */
public final class ShopListener implements ServletContextListener {
  private static final String ATTRIBUTE = ShopDatabase.class.getName();
  /** Two servers share one small database of a demo; ten each is far below PostgreSQL's hundred. */
  private static final int POOL_SIZE = 10;

  static ShopDatabase database(ServletContext context) {
    return (ShopDatabase) context.getAttribute(ATTRIBUTE);
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    HikariConfig config = new HikariConfig();
    config.setPoolName("shop");
    config.setJdbcUrl(parameter(context, "shop.db.url"));
    config.setUsername(parameter(context, "shop.db.user"));
    config.setPassword(parameter(context, "shop.db.password"));
    config.setDriverClassName(config.getJdbcUrl().startsWith("jdbc:h2:") ? "org.h2.Driver" : "org.postgresql.Driver");
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(3000);
    HikariDataSource pool = new HikariDataSource(config);
    ShopDatabase database = new ShopDatabase(pool);
    database.prepare();
    context.setAttribute(ATTRIBUTE + ".pool", pool);
    context.setAttribute(ATTRIBUTE, database);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    HikariDataSource pool = (HikariDataSource) event.getServletContext().getAttribute(ATTRIBUTE + ".pool");
    if (pool != null) {
      pool.close();
    }
  }

  private static String parameter(ServletContext context, String name) {
    String value = context.getInitParameter(name);
    if (value == null) {
      throw new IllegalStateException("the shop needs the context parameter " + name
          + " (a <Parameter name=\"" + name + "\" value=\"…\"/> in conf/Catalina/localhost/shop.xml)");
    }
    return value;
  }
}
