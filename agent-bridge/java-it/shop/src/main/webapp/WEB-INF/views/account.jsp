<%@ page pageEncoding="UTF-8" %>
<%@ include file="head.jspf" %>
<h1><%= Html.text(request.getRemoteUser()) %>님, 어서 오십시오</h1>
<div class="card">
<b>최근에 본 상품</b>
<p><% for (Object seen : (List<?>) request.getAttribute("recent")) { Product p = (Product) seen; %><a href="<%= request.getContextPath() %>/product?sku=<%= Html.text(p.sku) %>"><%= Html.text(p.name) %></a> &nbsp; <% } %></p>
<p><a href="<%= request.getContextPath() %>/cart">장바구니 보기</a></p>
</div>
<%@ include file="order-list.jspf" %>
<%@ include file="foot.jspf" %>
