<%@ page pageEncoding="UTF-8" %>
<%@ include file="head.jspf" %>
<% String here = (String) request.getAttribute("category"); %>
<nav class="kinds" aria-label="갈래">
<a href="<%= request.getContextPath() %>/"<%= here == null ? " class=\"here\"" : "" %>>모두</a>
<% for (Object kind : (List<?>) request.getAttribute("categories")) { %>
<a href="<%= request.getContextPath() %>/?category=<%= java.net.URLEncoder.encode((String) kind, "UTF-8") %>"<%= kind.equals(here) ? " class=\"here\"" : "" %>><%= Html.text(kind) %></a>
<% } %>
</nav>
<h1><%= Html.text(request.getAttribute("title")) %></h1>
<%@ include file="goods.jspf" %>
<% List<?> recent = (List<?>) request.getAttribute("recent"); if (!recent.isEmpty()) { %>
<h1>최근에 본 상품</h1>
<p><% for (Object each : recent) { Product p = (Product) each; %><a href="<%= request.getContextPath() %>/product?sku=<%= Html.text(p.sku) %>"><%= Html.text(p.name) %></a> &nbsp; <% } %></p>
<% } %>
<%@ include file="foot.jspf" %>
