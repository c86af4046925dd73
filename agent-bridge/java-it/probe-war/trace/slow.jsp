<%@ page session="false" contentType="text/plain; charset=UTF-8" buffer="8kb" %><%
byte[] line = new byte[1023];
java.util.Arrays.fill(line, (byte) 'x');
String text = new String(line, "US-ASCII");
for (int i = 0; i < 4000; i++) {
  out.println(text);
  if (i % 100 == 0) {
    out.flush();
    Thread.sleep(20);
  }
}
%>
