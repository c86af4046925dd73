package io.gyeot.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/** Only for those signed in: GET is the history, POST makes an order of the cart (once a cart, see Cart.token). */
public final class OrderServlet extends ShopServlet {
  private static final long serialVersionUID = 1L;

  @Override
  void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException, SQLException {
    if (isPost(request)) {
      place(request, response);
      return;
    }
    request.setAttribute("orders", database().orders().history(request.getRemoteUser()));
    show(request, response, "orders", "주문 내역");
  }

  private void place(HttpServletRequest request, HttpServletResponse response) throws SQLException {
    Cart cart = Shopper.cart(request);
    if (cart.count() == 0) {
      seeOther(request, response, "/cart", cart.serial());
      return;
    }
    database().orders().place(request.getRemoteUser(), cart.token(), cart.items());
    seeOther(request, response, "/orders", cart.ordered());
  }
}
