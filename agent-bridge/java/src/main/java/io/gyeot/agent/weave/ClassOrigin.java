package io.gyeot.agent.weave;

import java.io.File;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Says where a class came from, for the one line that tells why it could not be patched. */
final class ClassOrigin {
  private ClassOrigin() {}

  /** "catalina.jar 10.1.59", as far as it can be told. */
  static String of(ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null) {
      return "Java " + System.getProperty("java.version");
    }
    File file = new File(location.getPath());
    String version = "file".equals(location.getProtocol()) && file.isFile() ? version(file) : "";
    return file.getName() + version;
  }

  private static String version(File file) {
    try (JarFile jar = new JarFile(file, false)) {
      Manifest manifest = jar.getManifest();
      String version =
          manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? "" : " " + version;
    } catch (Exception unreadable) {
      return "";
    }
  }
}
