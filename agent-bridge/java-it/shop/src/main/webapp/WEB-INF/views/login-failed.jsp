<%@ page pageEncoding="UTF-8" %>
<%@ include file="head.jspf" %>
<div class="card login">
<h1>로그인</h1>
<p class="warn" role="alert">아이디나 비밀번호가 맞지 않습니다. 다시 넣어 주십시오.</p>
<%@ include file="login-form.jspf" %>
</div>
<%@ include file="foot.jspf" %>
