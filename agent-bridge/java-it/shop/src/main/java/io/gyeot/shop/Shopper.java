package io.gyeot.shop;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the session knows of the one who asks, and the same as JSON for whoever checks it. */
public final class Shopper {
  static final String CART = "cart";
  static final String RECENT = "recent";
  /** The strip under the catalogue shows five. */
  static final int RECENT_MAX = 5;

  private Shopper() {}

  /** The cart of this session; made, and set as an attribute, the first time only. */
  public static Cart cart(HttpServletRequest request) {
    HttpSession session = request.getSession();
    synchronized (Shopper.class) {
      Cart cart = (Cart) session.getAttribute(CART);
      if (cart == null) {
        cart = new Cart();
        session.setAttribute(CART, cart);
      }
      return cart;
    }
  }

  /** Goods looked at last, newest first. */
  public static List<String> recent(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Object held = session == null ? null : session.getAttribute(RECENT);
    List<String> skus = new ArrayList<>();
    if (held instanceof List) {
      for (Object sku : (List<?>) held) {
        skus.add((String) sku);
      }
    }
    return skus;
  }

  /** The well-behaved kind of attribute: a new list, set again each time. */
  public static void remember(HttpServletRequest request, String sku) {
    ArrayList<String> skus = new ArrayList<>(recent(request));
    skus.remove(sku);
    skus.add(0, sku);
    while (skus.size() > RECENT_MAX) {
      skus.remove(skus.size() - 1);
    }
    request.getSession().setAttribute(RECENT, skus);
  }

  /** The server that answers: what its operator called it. */
  public static String was(ServletContext context) {
    String name = context.getInitParameter("shop.was");
    return name == null ? "?" : name;
  }

  /** Everything this session promises its user, for the checker: it stands on every page and behind /api/session. */
  public static String state(HttpServletRequest request, int orders) {
    HttpSession session = request.getSession(false);
    Object held = session == null ? null : session.getAttribute(CART);
    StringBuilder out = new StringBuilder("{\"user\":").append(Html.json(request.getRemoteUser()));
    out.append(",\"serial\":").append(held == null ? 0 : ((Cart) held).serial()).append(",\"items\":{");
    String comma = "";
    if (held != null) {
      for (Map.Entry<String, Integer> item : ((Cart) held).items().entrySet()) {
        out.append(comma).append(Html.json(item.getKey())).append(':').append(item.getValue());
        comma = ",";
      }
    }
    out.append("},\"recent\":[");
    comma = "";
    for (String sku : recent(request)) {
      out.append(comma).append(Html.json(sku));
      comma = ",";
    }
    out.append("],\"orders\":").append(orders);
    return out.append(",\"was\":").append(Html.json(was(request.getServletContext()))).append('}').toString();
  }
}
