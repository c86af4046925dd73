package io.gyeot.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;

/** Search by name, which is quick, or through what customers wrote, which is slow on purpose (see ReviewTable). */
public final class SearchServlet extends ShopServlet {
  private static final long serialVersionUID = 1L;

  @Override
  void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException, SQLException {
    String words = request.getParameter("q");
    words = words == null ? "" : words.trim();
    boolean inReviews = request.getParameter("reviews") != null;
    request.setAttribute("words", words);
    request.setAttribute("inReviews", inReviews);
    if (words.isEmpty()) {
      request.setAttribute("products", Collections.emptyList());
    } else if (inReviews) {
      request.setAttribute("products", database().reviews().mentioning(words));
    } else {
      request.setAttribute("products", database().products().search(words));
    }
    show(request, response, "search", words.isEmpty() ? "상품 찾기" : "'" + words + "' 찾기");
  }
}
