package io.gyeot.agent.transport;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;

/** Unix sockets of Java 16 and later, by reflection: this agent is compiled for Java 8. */
final class UnixSockets {
  /** sun_path holds 108 bytes with its final zero on Linux, 104 on macOS. */
  static final int PATH_BYTES_MAX = 103;

  private static final Method ADDRESS = method("java.net.UnixDomainSocketAddress", "of", String.class);
  private static final Method OPEN = method("java.nio.channels.SocketChannel", "open", ProtocolFamily.class);

  private UnixSockets() {}

  static boolean available() {
    return ADDRESS != null && OPEN != null;
  }

  static SocketChannel open() throws IOException {
    return (SocketChannel) call(OPEN, StandardProtocolFamily.valueOf("UNIX"));
  }

  static SocketAddress address(String path) throws IOException {
    return (SocketAddress) call(ADDRESS, path);
  }

  private static Object call(Method method, Object argument) throws IOException {
    if (!available()) {
      throw new IOException("this JVM has no Unix sockets; they came with Java 16");
    }
    try {
      return method.invoke(null, argument);
    } catch (InvocationTargetException failure) {
      throw new IOException(failure.getCause());
    } catch (IllegalAccessException failure) {
      throw new IOException(failure);
    }
  }

  private static Method method(String type, String name, Class<?> argument) {
    try {
      return Class.forName(type).getMethod(name, argument);
    } catch (ReflectiveOperationException tooOld) {
      return null;
    }
  }
}
