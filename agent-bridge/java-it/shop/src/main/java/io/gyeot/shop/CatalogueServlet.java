package io.gyeot.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/** The front page (all goods or one category) and the page of one good, which the session remembers. */
public final class CatalogueServlet extends ShopServlet {
  private static final long serialVersionUID = 1L;

  @Override
  void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException, SQLException {
    if ("/product".equals(request.getServletPath())) {
      product(request, response);
      return;
    }
    String category = request.getParameter("category");
    request.setAttribute("categories", database().products().categories());
    request.setAttribute("products", database().products().list(category));
    request.setAttribute("category", category);
    request.setAttribute("recent", database().products().named(Shopper.recent(request)));
    show(request, response, "catalogue", category == null ? "오늘의 상품" : category);
  }

  private void product(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException, SQLException {
    Product product = database().products().find(request.getParameter("sku"));
    if (product == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND, "그런 상품은 없습니다");
      return;
    }
    Shopper.remember(request, product.sku);
    request.setAttribute("product", product);
    request.setAttribute("reviews", database().reviews().newest(product.sku));
    show(request, response, "product", product.name);
  }
}
