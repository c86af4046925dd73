<%@ page pageEncoding="UTF-8" %>
<%@ include file="head.jspf" %>
<h1><%= Html.text(request.getAttribute("title")) %></h1>
<% int found = ((List<?>) request.getAttribute("products")).size(); %>
<p class="soft"><%= found == 0 ? "찾은 상품이 없습니다. 다른 말로 찾아 보십시오." : found + "개를 찾았습니다." %></p>
<%@ include file="goods.jspf" %>
<%@ include file="foot.jspf" %>
