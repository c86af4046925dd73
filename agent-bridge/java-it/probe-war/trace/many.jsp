<%@ page session="false" contentType="text/plain; charset=UTF-8" import="java.sql.*" %><%
Class.forName("org.h2.Driver");
int from = Integer.parseInt(request.getParameter("from"));
try (Connection c = DriverManager.getConnection("jdbc:h2:mem:many;DB_CLOSE_DELAY=-1", "sa", "");
    Statement s = c.createStatement()) {
  for (int i = from; i < from + 500; i++) {
    s.executeQuery("select " + i + " as distinct_text").next();
  }
}
out.print("done");
%>
