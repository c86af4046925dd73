<%@ page pageEncoding="UTF-8" %>
<%@ include file="head.jspf" %>
<h1>주문 내역</h1>
<%@ include file="order-list.jspf" %>
<%@ include file="foot.jspf" %>
