package io.gyeot.agent.jdbc;

import io.gyeot.agent.weave.ClassPatch;
import org.objectweb.asm.ClassVisitor;

/** Hooks one JDBC driver; its own group, so that a strange class of one driver leaves the others alone. */
final class DriverPatch extends ClassPatch {
  private final int driver;

  DriverPatch(int driver) {
    this.driver = driver;
  }

  @Override
  public String group() {
    return "jdbc-" + DriverTable.name(driver);
  }

  @Override
  public boolean matches(String internalName) {
    return DriverTable.candidate(driver, internalName);
  }

  @Override
  public ClassVisitor visit(ClassVisitor next, String className, ClassLoader loader) {
    return new DriverVisitor(next, driver);
  }
}
