package io.gyeot.agent.jdbc;

import io.gyeot.agent.weave.ClassPatch;
import io.gyeot.agent.weave.MethodWrap;
import io.gyeot.agent.weave.WrapVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Hooks connection pools: their construction, and the wait for a connection. */
final class PoolPatch extends ClassPatch {
  private static final String HOOK = "io/gyeot/agent/boot/JdbcHook";
  private static final String HIKARI_POOL = "com/zaxxer/hikari/pool/HikariPool";
  private static final String HIKARI = "com/zaxxer/hikari/HikariDataSource";
  private static final String DBCP = "org/apache/commons/dbcp2/BasicDataSource";
  private static final String TOMCAT_DBCP = "org/apache/tomcat/dbcp/dbcp2/BasicDataSource";
  private static final String TOMCAT_POOL = "org/apache/tomcat/jdbc/pool/ConnectionPool";
  private static final String TOMCAT_PROXY = "org/apache/tomcat/jdbc/pool/DataSourceProxy";

  @Override
  public String group() {
    return "jdbc-pools";
  }

  @Override
  public String[] classNames() {
    return new String[] {HIKARI_POOL, HIKARI, DBCP, TOMCAT_DBCP, TOMCAT_POOL, TOMCAT_PROXY};
  }

  @Override
  public ClassVisitor visit(ClassVisitor next, String className, ClassLoader loader) {
    boolean made = !className.equals(HIKARI) && !className.equals(TOMCAT_PROXY);
    boolean waits = !className.equals(HIKARI_POOL) && !className.equals(TOMCAT_POOL);
    return new Pools(next, made, waits);
  }

  private static final class Pools extends WrapVisitor {
    private final boolean made;
    private final boolean waits;

    Pools(ClassVisitor next, boolean made, boolean waits) {
      super(next);
      this.made = made;
      this.waits = waits;
    }

    @Override
    protected MethodWrap wrap(int access, String name, String descriptor) {
      boolean connection =
          name.equals("getConnection")
              && (access & Opcodes.ACC_PUBLIC) != 0
              && descriptor.endsWith(")Ljava/sql/Connection;");
      return waits && connection ? DriverMethods.POOL : null;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return made && name.equals("<init>") ? new Constructed(next) : next;
    }
  }

  /** Tells of the object when its constructor returns. */
  private static final class Constructed extends MethodVisitor {
    Constructed(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.RETURN) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "pool", "(Ljava/lang/Object;)V", false);
      }
      super.visitInsn(opcode);
    }
  }
}
