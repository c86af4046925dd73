package io.gyeot.agent.weave;

import io.gyeot.agent.core.AgentLog;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;

/**
 * Applies the patches to classes as they load. A class whose patch cannot be applied stays as it was and the
 * patch's group is switched off, said once with class and version. Woven code must be free of branches or
 * bring its own frames: they are not recomputed. Never throws into the class loading of the application.
 */
public final class Weaver implements ClassFileTransformer {
  private static final ClassPatch[] NONE = {};

  private final AgentLog log;
  private volatile HashMap<String, ClassPatch[]> exact = new HashMap<String, ClassPatch[]>();
  private volatile ClassPatch[] byMatch = NONE;
  private final ConcurrentHashMap<String, String> off = new ConcurrentHashMap<String, String>();
  private final ArrayList<ClassPatch> all = new ArrayList<ClassPatch>();

  public Weaver(AgentLog log) {
    this.log = log;
  }

  public synchronized void add(ClassPatch patch) {
    all.add(patch);
    String[] names = patch.classNames();
    if (names.length == 0) {
      byMatch = append(byMatch, patch);
      return;
    }
    HashMap<String, ClassPatch[]> next = new HashMap<String, ClassPatch[]>(exact);
    for (String name : names) {
      next.put(name, append(next.get(name), patch));
    }
    exact = next;
  }

  /** Begins to weave the classes to come. The result are those loaded before, for {@link #weaveLoaded}. */
  public Class<?>[] install(Instrumentation instrumentation) {
    Class<?>[] before = instrumentation.getAllLoadedClasses();
    instrumentation.addTransformer(this, instrumentation.isRetransformClassesSupported());
    return before;
  }

  /** Weaves classes that were loaded before {@link #install}. Takes some milliseconds: keep it off the start. */
  public void weaveLoaded(Instrumentation instrumentation, Class<?>[] before) {
    if (!instrumentation.isRetransformClassesSupported()) {
      return;
    }
    for (Class<?> loaded : before) {
      String name = loaded.getName().replace('.', '/');
      if (!loaded.isArray() && patchesOf(name).length > 0 && instrumentation.isModifiableClass(loaded)) {
        try {
          instrumentation.retransformClasses(loaded);
        } catch (Throwable refused) {
          // A patch that adds members cannot change a class that is loaded already.
          for (ClassPatch patch : patchesOf(name)) {
            refuse(patch.group(), name, "it was loaded before the agent: " + refused);
          }
        }
      }
    }
  }

  /** Why a group is off, or null while it is on. */
  public String offReason(String group) {
    return off.get(group);
  }

  /** Switches the group off, says so once and tells its patches. */
  public void refuse(String group, String className, String reason) {
    String said = className.replace('/', '.') + ": " + reason;
    if (off.putIfAbsent(group, said) != null) {
      return;
    }
    log.warn(group + " off: " + said);
    ClassPatch[] patches;
    synchronized (this) {
      patches = all.toArray(NONE);
    }
    for (ClassPatch patch : patches) {
      if (patch.group().equals(group)) {
        try {
          patch.refused(className, reason);
        } catch (Throwable failure) {
          log.failure("refused " + group, failure);
        }
      }
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String className, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
    try {
      // Classes without a name are lambdas and the like.
      if (className == null || className.startsWith("io/gyeot/agent/")) {
        return null;
      }
      byte[] result = null;
      for (ClassPatch patch : patchesOf(className)) {
        byte[] woven = apply(patch, className, loader, domain, result == null ? classFile : result);
        if (woven != null) {
          result = woven;
        }
      }
      return result;
    } catch (Throwable failure) {
      log.failure("weaving", failure);
      return null;
    }
  }

  private ClassPatch[] patchesOf(String className) {
    ClassPatch[] named = exact.get(className);
    if (named != null) {
      return named;
    }
    ClassPatch[] matching = NONE;
    for (ClassPatch patch : byMatch) {
      if (patch.matches(className)) {
        matching = append(matching, patch);
      }
    }
    return matching;
  }

  private byte[] apply(
      ClassPatch patch, String className, ClassLoader loader, ProtectionDomain domain, byte[] classFile) {
    if (off.containsKey(patch.group())) {
      return null;
    }
    try {
      ClassReader reader = new ClassReader(classFile);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      ClassVisitor visitor = patch.visit(writer, className, loader);
      if (visitor == null) {
        return null;
      }
      reader.accept(visitor, 0);
      return writer.toByteArray();
    } catch (PatchRefused refused) {
      refuse(patch.group(), className, refused.getMessage() + " in " + ClassOrigin.of(domain));
    } catch (Throwable failure) {
      refuse(patch.group(), className, failure + " in " + ClassOrigin.of(domain));
    }
    return null;
  }

  private static ClassPatch[] append(ClassPatch[] patches, ClassPatch patch) {
    int length = patches == null ? 0 : patches.length;
    ClassPatch[] next = new ClassPatch[length + 1];
    if (length > 0) {
      System.arraycopy(patches, 0, next, 0, length);
    }
    next[length] = patch;
    return next;
  }
}
