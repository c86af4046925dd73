<%@ page pageEncoding="UTF-8" %>
<%@ include file="head.jspf" %>
<% Product p = (Product) request.getAttribute("product"); %>
<p class="soft"><a href="<%= request.getContextPath() %>/?category=<%= java.net.URLEncoder.encode(p.category, "UTF-8") %>"><%= Html.text(p.category) %></a></p>
<h1><%= Html.text(p.name) %></h1>
<div class="card">
<p><%= Html.text(p.description) %></p>
<p class="price"><%= Html.won(p.price) %></p>
<form class="row" action="<%= request.getContextPath() %>/cart" method="post">
<input type="hidden" name="action" value="add"><input type="hidden" name="sku" value="<%= Html.text(p.sku) %>">
<input type="number" name="quantity" value="1" min="1" max="99" aria-label="수량">
<button>장바구니에 담기</button>
</form>
</div>
<h1>상품평</h1>
<div class="card">
<% for (Object body : (List<?>) request.getAttribute("reviews")) { %><p><%= Html.text(body) %></p><% } %>
</div>
<%@ include file="foot.jspf" %>
