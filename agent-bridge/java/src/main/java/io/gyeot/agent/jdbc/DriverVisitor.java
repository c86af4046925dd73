package io.gyeot.agent.jdbc;

import io.gyeot.agent.weave.MethodWrap;
import io.gyeot.agent.weave.WrapVisitor;
import java.util.Arrays;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts hooks around the JDBC methods of one driver class and gives it the three slots of JdbcNode. */
final class DriverVisitor extends WrapVisitor {
  private static final String NODE = "io/gyeot/agent/boot/JdbcNode";
  private static final String[] SLOTS = {"gyeotText", "gyeotTarget", "gyeotCall"};
  private static final String OBJECT = "Ljava/lang/Object;";

  private final int driver;
  private int roles;
  private boolean slots;

  DriverVisitor(ClassVisitor next, int driver) {
    super(next);
    this.driver = driver;
  }

  @Override
  public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
    boolean concrete = (access & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ENUM)) == 0;
    roles = concrete ? DriverTable.roles(name, interfaces) : 0;
    // A parent that is woven too brings the slots along.
    slots = roles != 0 && !(DriverTable.candidate(driver, parent) && DriverTable.rolesByName(parent) != 0);
    String[] all = interfaces;
    String generic = signature;
    if (slots) {
      all = interfaces == null ? new String[1] : Arrays.copyOf(interfaces, interfaces.length + 1);
      all[all.length - 1] = NODE;
      generic = signature == null ? null : signature + "L" + NODE + ";";
    }
    super.visit(version, access, name, generic, parent, all);
  }

  @Override
  protected MethodWrap wrap(int access, String name, String descriptor) {
    boolean open = roles != 0 && (access & Opcodes.ACC_PUBLIC) != 0;
    return open ? DriverMethods.wrap(roles, name, descriptor) : null;
  }

  @Override
  public void visitEnd() {
    if (slots) {
      for (String slot : SLOTS) {
        slot(slot);
      }
    }
    super.visitEnd();
  }

  private void slot(String name) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC;
    cv.visitField(access, name, OBJECT, null, null).visitEnd();
    MethodVisitor get = cv.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, name, "()" + OBJECT, null, null);
    get.visitCode();
    get.visitVarInsn(Opcodes.ALOAD, 0);
    get.visitFieldInsn(Opcodes.GETFIELD, owner(), name, OBJECT);
    get.visitInsn(Opcodes.ARETURN);
    get.visitMaxs(0, 0);
    get.visitEnd();
    MethodVisitor set =
        cv.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, name, "(" + OBJECT + ")V", null, null);
    set.visitCode();
    set.visitVarInsn(Opcodes.ALOAD, 0);
    set.visitVarInsn(Opcodes.ALOAD, 1);
    set.visitFieldInsn(Opcodes.PUTFIELD, owner(), name, OBJECT);
    set.visitInsn(Opcodes.RETURN);
    set.visitMaxs(0, 0);
    set.visitEnd();
  }
}
