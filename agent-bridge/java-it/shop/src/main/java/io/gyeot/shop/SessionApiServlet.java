package io.gyeot.shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** The state of the session as JSON; never makes a session. */
public final class SessionApiServlet extends ShopServlet {
  private static final long serialVersionUID = 1L;

  @Override
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, SQLException {
    String user = request.getRemoteUser();
    String state = Shopper.state(request, user == null ? 0 : database().orders().count(user));
    response.setContentType("application/json;charset=UTF-8");
    response.getOutputStream().write(state.getBytes(StandardCharsets.UTF_8));
  }
}
