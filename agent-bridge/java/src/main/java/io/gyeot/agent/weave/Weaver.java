package io.gyeot.agent.weave;

import io.gyeot.agent.core.AgentLog;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;

/**
 * Applies the patches to classes as they load. A class whose patch cannot be applied stays as it was and the
 * patch's group is switched off. Woven code must be free of branches: frames are not recomputed.
 */
public final class Weaver implements ClassFileTransformer {
  private final AgentLog log;
  private volatile HashMap<String, ClassPatch[]> exact = new HashMap<String, ClassPatch[]>();
  private volatile ClassPatch[] byPrefix = {};
  private final ConcurrentHashMap<String, String> off = new ConcurrentHashMap<String, String>();
  private final ArrayList<ClassPatch> all = new ArrayList<ClassPatch>();

  public Weaver(AgentLog log) {
    this.log = log;
  }

  public synchronized void add(ClassPatch patch) {
    all.add(patch);
    HashMap<String, ClassPatch[]> next = new HashMap<String, ClassPatch[]>(exact);
    for (String name : patch.classNames()) {
      next.put(name, append(next.get(name), patch));
    }
    exact = next;
    if (patch.classNames().length == 0) {
      byPrefix = append(byPrefix, patch);
    }
  }

  /** Why a group is off, or null while it is on. */
  public String offReason(String group) {
    return off.get(group);
  }

  /** Switches the group off, says so once and tells its patches. */
  public void refuse(String group, String className, String reason) {
    if (off.putIfAbsent(group, className + ": " + reason) != null) {
      return;
    }
    log.warn(group + " off: " + className.replace('/', '.') + ": " + reason);
    ClassPatch[] patches;
    synchronized (this) {
      patches = all.toArray(new ClassPatch[0]);
    }
    for (ClassPatch patch : patches) {
      if (patch.group().equals(group)) {
        patch.refused(className, reason);
      }
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String className, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
    if (className == null) {
      return null;
    }
    ClassPatch[] patches = exact.get(className);
    byte[] result = null;
    if (patches != null) {
      for (ClassPatch patch : patches) {
        byte[] woven = apply(patch, className, loader, result == null ? classFile : result);
        if (woven != null) {
          result = woven;
        }
      }
      return result;
    }
    for (ClassPatch patch : byPrefix) {
      if (patch.matches(className)) {
        byte[] woven = apply(patch, className, loader, result == null ? classFile : result);
        if (woven != null) {
          result = woven;
        }
      }
    }
    return result;
  }

  private byte[] apply(ClassPatch patch, String className, ClassLoader loader, byte[] classFile) {
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
    } catch (Throwable failure) {
      refuse(patch.group(), className, String.valueOf(failure.getMessage()));
      return null;
    }
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
