package io.gyeot.agent.telemetry;

import java.io.File;
import java.io.IOException;

/** This process's number without beans: touching them early breaks the start of some servers. */
final class ProcessId {
  private ProcessId() {}

  /** 0 when it cannot be told. */
  static int get() {
    try {
      // The file system first: ProcessHandle brings a dozen classes and a thread pool along.
      return Integer.parseInt(new File("/proc/self").getCanonicalFile().getName());
    } catch (IOException | NumberFormatException noSuchFileSystem) {
      try {
        Class<?> handle = Class.forName("java.lang.ProcessHandle");
        Object current = handle.getMethod("current").invoke(null);
        return ((Long) handle.getMethod("pid").invoke(current)).intValue();
      } catch (ReflectiveOperationException java8) {
        return 0;
      }
    }
  }
}
