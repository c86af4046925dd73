package io.gyeot.shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/** For the balancer: 200 when this server can reach its database. Touches no session. */
public final class HealthServlet extends ShopServlet {
  private static final long serialVersionUID = 1L;

  @Override
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, SQLException {
    database().ping();
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().print("ok");
  }
}
