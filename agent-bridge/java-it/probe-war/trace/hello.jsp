<%@ page session="false" contentType="text/plain; charset=UTF-8" %>hello <%= request.getParameter("n") %>
