<%@ page session="true" trimDirectiveWhitespaces="true" contentType="text/plain;charset=UTF-8" %><%--
  One request of bench/throughput.ts: a session of 4 KiB and a counter. op=w counts up; both answer the counter,
  a check of the cargo, and whether the session is new, so that the client can tell a lost or stale session.
--%><%
  byte[] cargo = (byte[]) session.getAttribute("cargo");
  boolean fresh = cargo == null;
  if (fresh) {
    cargo = new byte[4096];
    new java.util.Random(Long.parseLong(request.getParameter("user"))).nextBytes(cargo);
    session.setAttribute("cargo", cargo);
    session.setAttribute("n", 0);
  }
  int n = ((Integer) session.getAttribute("n")).intValue();
  if ("w".equals(request.getParameter("op"))) {
    n++;
    session.setAttribute("n", n);
  }
%><%= n + " " + cargo[17] + " " + fresh %>
