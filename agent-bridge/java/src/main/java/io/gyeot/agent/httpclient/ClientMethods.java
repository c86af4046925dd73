package io.gyeot.agent.httpclient;

import java.lang.reflect.Method;
import java.net.URI;
import java.util.Optional;

/** The few public methods of java.net.http that are needed; by reflection, as the agent is built for Java 8. */
final class ClientMethods {
  private static volatile ClientMethods found;

  private final Method method;
  private final Method uri;
  private final Method headers;
  private final Method firstValue;
  private final Method status;

  private ClientMethods(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> request = Class.forName("java.net.http.HttpRequest", false, loader);
    Class<?> fields = Class.forName("java.net.http.HttpHeaders", false, loader);
    method = request.getMethod("method");
    uri = request.getMethod("uri");
    headers = request.getMethod("headers");
    firstValue = fields.getMethod("firstValue", String.class);
    status = Class.forName("java.net.http.HttpResponse", false, loader).getMethod("statusCode");
  }

  static String method(Object request) {
    return (String) call(of(request).method, request);
  }

  static URI uri(Object request) {
    return (URI) call(of(request).uri, request);
  }

  static boolean hasHeader(Object request, String name) {
    ClientMethods methods = of(request);
    Object fields = call(methods.headers, request);
    return ((Optional<?>) call(methods.firstValue, fields, name)).isPresent();
  }

  static long status(Object response) {
    return ((Integer) call(of(response).status, response)).longValue();
  }

  private static ClientMethods of(Object any) {
    ClientMethods methods = found;
    if (methods == null) {
      try {
        methods = new ClientMethods(ClassLoader.getSystemClassLoader());
      } catch (ReflectiveOperationException missing) {
        throw new IllegalStateException("no java.net.http for " + any.getClass().getName(), missing);
      }
      found = methods;
    }
    return methods;
  }

  private static Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(method.getName(), failure);
    }
  }
}
