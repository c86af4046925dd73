package io.gyeot.agent.jdbc;

import io.gyeot.agent.core.AgentLog;
import io.gyeot.agent.weave.Weaver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;

/** Defines drivers and pools anew, through the real Weaver, as the JVM does with -javaagent. */
public final class WeavingLoader extends ClassLoader {
  private static final String[] WOVEN = {
    "org.h2.", "org.postgresql.", "com.zaxxer.", "com.mysql.", "org.mariadb.", "oracle.", "com.microsoft.",
    "org.apache.commons.dbcp2.", "org.apache.tomcat.jdbc."
  };

  final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  final Weaver weaver;
  public final PoolRegistry pools;
  int woven;

  public WeavingLoader() {
    super(WeavingLoader.class.getClassLoader());
    try {
      weaver = new Weaver(new AgentLog(new PrintStream(logged, true, "UTF-8")));
    } catch (UnsupportedEncodingException impossible) {
      throw new AssertionError(impossible);
    }
    pools = JdbcModule.install(weaver);
  }

  public String log() {
    return new String(logged.toByteArray(), StandardCharsets.UTF_8);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      for (String prefix : WOVEN) {
        if (name.startsWith(prefix)) {
          return define(name);
        }
      }
    }
    return super.loadClass(name, resolve);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String internal = name.replace('.', '/');
    try (InputStream in = getParent().getResourceAsStream(internal + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      byte[] changed = weaver.transform(this, internal, null, null, bytes);
      if (changed != null) {
        woven++;
        bytes = changed;
      }
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException failure) {
      throw new ClassNotFoundException(name, failure);
    }
  }
}
