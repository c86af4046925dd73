<%@ page session="true" trimDirectiveWhitespaces="true" contentType="text/plain;charset=UTF-8" %><%--
  One request of bench/session-peers.ts: a session of 4 KiB, a counter and a cart. op=w counts up, op=i puts a line into the
  cart without telling the session; every answer says the counter, a check of the cargo, whether the session is new,
  and the lines of the cart.
--%><%
  byte[] cargo = (byte[]) session.getAttribute("cargo");
  boolean fresh = cargo == null;
  if (fresh) {
    cargo = new byte[4096];
    new java.util.Random(Long.parseLong(request.getParameter("user"))).nextBytes(cargo);
    session.setAttribute("cargo", cargo);
    session.setAttribute("n", 0);
    session.setAttribute("cart", new java.util.ArrayList<String>());
  }
  int n = ((Integer) session.getAttribute("n")).intValue();
  if ("w".equals(request.getParameter("op"))) {
    n++;
    session.setAttribute("n", n);
  }
  int lines = 0;
  if (request.getParameter("cart") != null) {
    @SuppressWarnings("unchecked")
    java.util.ArrayList<String> cart = (java.util.ArrayList<String>) session.getAttribute("cart");
    if ("i".equals(request.getParameter("op"))) cart.add("line");
    lines = cart.size();
  }
%><%= n + " " + cargo[17] + " " + fresh + " " + lines %>
