package io.gyeot.agent.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/** Deserialises with an application's class loader. The JVM's own deserialisation filter applies as everywhere. */
final class ValueInput extends ObjectInputStream {
  private final ClassLoader first;
  private final ClassLoader second;

  ValueInput(InputStream in, ClassLoader first, ClassLoader second) throws IOException {
    super(in);
    this.first = first;
    this.second = second;
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
    try {
      return Class.forName(described.getName(), false, first);
    } catch (ClassNotFoundException notThere) {
      try {
        return Class.forName(described.getName(), false, second);
      } catch (ClassNotFoundException neither) {
        // Primitive types have no class file.
        return super.resolveClass(described);
      }
    }
  }

  // Proxy.getProxyClass is what ObjectInputStream itself must call: the stream names interfaces, not an instance.
  @Override
  @SuppressWarnings("deprecation")
  protected Class<?> resolveProxyClass(String[] names) throws IOException, ClassNotFoundException {
    Class<?>[] interfaces = new Class<?>[names.length];
    ClassLoader loader = first;
    for (int i = 0; i < names.length; i++) {
      interfaces[i] = Class.forName(names[i], false, first);
      if (!Modifier.isPublic(interfaces[i].getModifiers())) {
        loader = interfaces[i].getClassLoader();
      }
    }
    try {
      return Proxy.getProxyClass(loader, interfaces);
    } catch (IllegalArgumentException cause) {
      throw new ClassNotFoundException(null, cause);
    }
  }
}
