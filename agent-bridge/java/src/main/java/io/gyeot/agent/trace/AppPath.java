package io.gyeot.agent.trace;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes {@code static String gyeot$path(Context)}: the context's path, "/" for the root, "" for none. */
final class AppPath {
  private static final String CONTEXT = "org/apache/catalina/Context";

  private AppPath() {}

  static void write(ClassVisitor into) {
    MethodVisitor method =
        into.visitMethod(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            "gyeot$path",
            "(L" + CONTEXT + ";)Ljava/lang/String;",
            null,
            null);
    Label none = new Label();
    Label root = new Label();
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitJumpInsn(Opcodes.IFNULL, none);
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitMethodInsn(Opcodes.INVOKEINTERFACE, CONTEXT, "getPath", "()Ljava/lang/String;", true);
    method.visitVarInsn(Opcodes.ASTORE, 1);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitJumpInsn(Opcodes.IFNULL, none);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "isEmpty", "()Z", false);
    method.visitJumpInsn(Opcodes.IFNE, root);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitInsn(Opcodes.ARETURN);
    method.visitLabel(none);
    method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    method.visitLdcInsn("");
    method.visitInsn(Opcodes.ARETURN);
    method.visitLabel(root);
    method.visitFrame(Opcodes.F_APPEND, 1, new Object[] {"java/lang/String"}, 0, null);
    method.visitLdcInsn("/");
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }
}
