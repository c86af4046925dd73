package io.gyeot.agent.weave;

import org.objectweb.asm.ClassVisitor;

/**
 * A change to one class or a few. Names are internal ("org/apache/coyote/Request"). The visitor throws
 * {@link PatchRefused} when the class is not as expected: it then stays as it was and the group is off.
 */
public abstract class ClassPatch {
  private static final String[] NONE = {};

  /** Patches that make sense only together carry the same group, for example "tomcat-sessions". */
  public abstract String group();

  /** Exact names; the cheap way to be asked. */
  public String[] classNames() {
    return NONE;
  }

  /** For the few patches by prefix (JDBC drivers). Asked for every class loaded that no exact name matched. */
  public boolean matches(String internalName) {
    return false;
  }

  /** The visitor that makes the change and passes on to {@code next}; null leaves the class alone. */
  public abstract ClassVisitor visit(ClassVisitor next, String className, ClassLoader loader);

  /** Called once when the group of this patch was switched off. */
  public void refused(String className, String reason) {}
}
