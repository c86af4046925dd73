package io.gyeot.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;

/** The cart: GET shows it, POST {@code action=add|set|remove} changes it in place and redirects to it. */
public final class CartServlet extends ShopServlet {
  private static final long serialVersionUID = 1L;

  @Override
  void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException, SQLException {
    if (isPost(request)) {
      change(request, response);
      return;
    }
    Cart cart = Shopper.cart(request);
    request.setAttribute("cart", cart);
    request.setAttribute("products", database().products().named(new ArrayList<>(cart.items().keySet())));
    show(request, response, "cart", "장바구니");
  }

  private void change(HttpServletRequest request, HttpServletResponse response) throws IOException, SQLException {
    Product product = database().products().find(request.getParameter("sku"));
    int quantity = quantity(request.getParameter("quantity"));
    String action = request.getParameter("action");
    if (product == null || quantity < 1) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "상품과 수량(1 이상)을 확인하십시오");
      return;
    }
    Cart cart = Shopper.cart(request);
    long serial;
    if ("add".equals(action)) {
      serial = cart.add(product.sku, quantity);
    } else if ("set".equals(action)) {
      serial = cart.set(product.sku, quantity);
    } else if ("remove".equals(action)) {
      serial = cart.remove(product.sku);
    } else {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "action은 add, set, remove 중 하나입니다");
      return;
    }
    seeOther(request, response, "/cart", serial);
  }

  private static int quantity(String given) {
    try {
      return given == null ? 1 : Integer.parseInt(given.trim());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
