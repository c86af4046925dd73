<%@ page session="false" contentType="text/plain; charset=UTF-8"
  import="java.io.*,java.net.*,java.lang.reflect.*" %><%
String to = request.getParameter("to");
String how = request.getParameter("how");
String own = request.getParameter("own");
if (how.equals("url")) {
  HttpURLConnection c = (HttpURLConnection) new URL(to).openConnection();
  c.setConnectTimeout(2000);
  if (own != null) {
    c.setRequestProperty("traceparent", own);
  }
  try {
    if (request.getParameter("post") != null) {
      c.setDoOutput(true);
      c.setRequestMethod("POST");
      c.getOutputStream().write("body".getBytes("UTF-8"));
    }
    int status = c.getResponseCode();
    InputStream body = status < 400 ? c.getInputStream() : c.getErrorStream();
    out.print(status + " " + new BufferedReader(new InputStreamReader(body, "UTF-8")).readLine());
  } catch (IOException failure) {
    out.print("failed " + failure.getClass().getSimpleName());
  }
} else {
  // By reflection: the page compiles on every level of the language.
  Class<?> builders = Class.forName("java.net.http.HttpRequest$Builder");
  Class<?> requests = Class.forName("java.net.http.HttpRequest");
  Class<?> clients = Class.forName("java.net.http.HttpClient");
  Class<?> handlers = Class.forName("java.net.http.HttpResponse$BodyHandler");
  Class<?> answers = Class.forName("java.net.http.HttpResponse");
  Object builder = requests.getMethod("newBuilder", URI.class).invoke(null, new URI(to));
  if (own != null) {
    builders.getMethod("header", String.class, String.class).invoke(builder, "traceparent", own);
  }
  Object made = builders.getMethod("build").invoke(builder);
  Object client = clients.getMethod("newHttpClient").invoke(null);
  Object handler = Class.forName("java.net.http.HttpResponse$BodyHandlers").getMethod("ofString").invoke(null);
  try {
    Object answer;
    if (how.equals("async")) {
      Object future = clients.getMethod("sendAsync", requests, handlers).invoke(client, made, handler);
      answer = ((java.util.concurrent.Future<?>) future).get();
    } else {
      answer = clients.getMethod("send", requests, handlers).invoke(client, made, handler);
    }
    out.print(answers.getMethod("statusCode").invoke(answer) + " " + answers.getMethod("body").invoke(answer));
  } catch (InvocationTargetException failure) {
    out.print("failed " + failure.getCause().getClass().getSimpleName());
  }
}
%>
