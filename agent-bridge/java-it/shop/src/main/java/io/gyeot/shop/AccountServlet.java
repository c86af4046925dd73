package io.gyeot.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.sql.SQLException;

/** The customer's own page, which is what one signs in to see, and the way out. */
public final class AccountServlet extends ShopServlet {
  private static final long serialVersionUID = 1L;

  @Override
  void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException, SQLException {
    if ("/logout".equals(request.getServletPath())) {
      HttpSession session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
      seeOther(request, response, "/", 0);
      return;
    }
    request.setAttribute("recent", database().products().named(Shopper.recent(request)));
    request.setAttribute("orders", database().orders().history(request.getRemoteUser()));
    show(request, response, "account", request.getRemoteUser() + "님의 방");
  }
}
