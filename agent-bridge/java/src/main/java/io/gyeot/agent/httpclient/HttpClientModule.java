package io.gyeot.agent.httpclient;

import io.gyeot.agent.boot.HttpHook;
import io.gyeot.agent.weave.ClassPatch;
import io.gyeot.agent.weave.Weaver;
import java.lang.instrument.Instrumentation;

/** Wires the HTTP clients' part. */
public final class HttpClientModule {
  private HttpClientModule() {}

  /** {@code instrumentation} is null in unit tests. */
  public static void install(Weaver weaver, Instrumentation instrumentation) {
    HttpHook.install(new HttpRecorder());
    ClassPatch[] patches = {new UrlConnectionPatch(), new HttpClientPatch()};
    for (ClassPatch patch : patches) {
      weaver.add(patch);
    }
    if (instrumentation != null) {
      refuseLoaded(weaver, patches, instrumentation.getAllLoadedClasses());
    }
  }

  /**
   * A class that is there before us (another agent used it, or we were attached) cannot get new methods. Said
   * once; the JDK has some 500 classes at this point, so looking through them takes no time to speak of.
   */
  private static void refuseLoaded(Weaver weaver, ClassPatch[] patches, Class<?>[] loaded) {
    for (ClassPatch patch : patches) {
      for (String internalName : patch.classNames()) {
        String name = internalName.replace('/', '.');
        for (Class<?> type : loaded) {
          if (type.getName().equals(name)) {
            weaver.refuse(patch.group(), internalName, "was loaded before the agent");
          }
        }
      }
    }
  }
}
