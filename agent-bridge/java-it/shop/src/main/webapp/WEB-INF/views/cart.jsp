<%@ page pageEncoding="UTF-8" %>
<%@ include file="head.jspf" %>
<h1 id="cart">장바구니</h1>
<% Map<String, Integer> items = ((Cart) request.getAttribute("cart")).items(); long sum = 0; if (items.isEmpty()) { %>
<div class="card">아직 담은 상품이 없습니다. <a href="<%= request.getContextPath() %>/">둘러보기</a></div>
<% } else { %>
<table>
<tr><th>상품</th><th class="number">값</th><th>수량</th><th class="number">합계</th><th></th></tr>
<% for (Object each : (List<?>) request.getAttribute("products")) { Product p = (Product) each; Integer n = items.get(p.sku); if (n == null) { continue; } sum += (long) n * p.price; %>
<tr data-sku="<%= Html.text(p.sku) %>" data-quantity="<%= n %>">
<td><a href="<%= request.getContextPath() %>/product?sku=<%= Html.text(p.sku) %>"><%= Html.text(p.name) %></a></td>
<td class="number"><%= Html.won(p.price) %></td>
<td><form class="row" action="<%= request.getContextPath() %>/cart" method="post">
<input type="hidden" name="action" value="set"><input type="hidden" name="sku" value="<%= Html.text(p.sku) %>">
<input type="number" name="quantity" value="<%= n %>" min="1" max="99" aria-label="<%= Html.text(p.name) %> 수량"><button class="plain">바꾸기</button></form></td>
<td class="number"><%= Html.won((long) n * p.price) %></td>
<td><form action="<%= request.getContextPath() %>/cart" method="post">
<input type="hidden" name="action" value="remove"><input type="hidden" name="sku" value="<%= Html.text(p.sku) %>"><button class="plain">빼기</button></form></td>
</tr>
<% } %>
<tr><th colspan="3">모두</th><td class="number price"><%= Html.won(sum) %></td><td></td></tr>
</table>
<form action="<%= request.getContextPath() %>/orders" method="post"><p><button>주문하기</button></p></form>
<% } %>
<%@ include file="foot.jspf" %>
