<%@ page contentType="text/plain; charset=UTF-8" %><% session.setAttribute("n", 1); %><%= session.getId() %>
