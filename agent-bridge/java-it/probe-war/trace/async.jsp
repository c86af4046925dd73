<%@ page session="false" contentType="text/plain; charset=UTF-8" %><%
request.setAttribute("org.apache.catalina.ASYNC_SUPPORTED", Boolean.TRUE);
final String mode = String.valueOf(request.getParameter("mode"));
final AsyncContext later = request.startAsync();
later.setTimeout(mode.equals("timeout") ? 200 : 5000);
if (!mode.equals("timeout")) {
  Thread worker = new Thread() {
    @Override
    public void run() {
      try {
        Thread.sleep(150);
        if (mode.equals("dispatch")) {
          later.dispatch("/trace/hello.jsp");
        } else {
          later.getResponse().getWriter().print("later");
          later.complete();
        }
      } catch (Exception failure) {
        later.complete();
      }
    }
  };
  worker.start();
}
%>
