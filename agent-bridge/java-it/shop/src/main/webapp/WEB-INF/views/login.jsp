<%@ page pageEncoding="UTF-8" %>
<%@ include file="head.jspf" %>
<div class="card login">
<h1>로그인</h1>
<%@ include file="login-form.jspf" %>
</div>
<%@ include file="foot.jspf" %>
