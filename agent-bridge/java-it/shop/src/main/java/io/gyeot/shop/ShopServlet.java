package io.gyeot.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/** What the pages of the shop share: the database, the view, the redirect after a change. */
abstract class ShopServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** A request's work, which may touch the database. */
  abstract void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException, SQLException;

  final ShopDatabase database() {
    return ShopListener.database(getServletContext());
  }

  @Override
  protected final void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      answer(request, response);
    } catch (SQLException e) {
      throw new ServletException("the shop's database did not answer: " + e.getMessage(), e);
    }
  }

  @Override
  protected final void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    doGet(request, response);
  }

  final boolean isPost(HttpServletRequest request) {
    return "POST".equals(request.getMethod());
  }

  /** Draws a page. The order count is asked for here because every page shows it beside the user's name. */
  final void show(HttpServletRequest request, HttpServletResponse response, String view, String title)
      throws IOException, ServletException, SQLException {
    String user = request.getRemoteUser();
    request.setAttribute("title", title);
    request.setAttribute("state", Shopper.state(request, user == null ? 0 : database().orders().count(user)));
    request.getRequestDispatcher("/WEB-INF/views/" + view + ".jsp").forward(request, response);
  }

  /** After a change: 303, so that a reload of the page that follows changes nothing. */
  final void seeOther(HttpServletRequest request, HttpServletResponse response, String path, long serial) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("X-Shop-Serial", Long.toString(serial));
    response.setHeader("Location", request.getContextPath() + path);
  }
}
