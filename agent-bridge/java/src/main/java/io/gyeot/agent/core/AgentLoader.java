package io.gyeot.agent.core;

import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads the agent's own classes from inst/*.classdata of its jar. No other loader can see them, so neither
 * the application nor what scans its class path ever meets them. Its parent is the platform's loader.
 * Public because AgentMain, on the class path, meets it through the bootstrap loader.
 */
public final class AgentLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;

  public AgentLoader(JarFile jar, ClassLoader parent) {
    super(parent);
    this.jar = jar;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ZipEntry entry = jar.getEntry("inst/" + name.replace('.', '/') + ".classdata");
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes = new byte[(int) entry.getSize()];
    try (InputStream in = jar.getInputStream(entry)) {
      int done = 0;
      while (done < bytes.length) {
        int read = in.read(bytes, done, bytes.length - done);
        if (read < 0) {
          throw new ClassNotFoundException(name + ": cut off in the agent's jar");
        }
        done += read;
      }
    } catch (IOException cause) {
      throw new ClassNotFoundException(name, cause);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
