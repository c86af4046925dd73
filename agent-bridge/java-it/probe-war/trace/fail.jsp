<%@ page session="false" contentType="text/plain; charset=UTF-8" %><%
if (true) {
  throw new IllegalStateException("fails on purpose");
}
%>
