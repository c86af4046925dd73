package io.gyeot.agent.weave;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a hook around a method: the method is renamed to gyeot$name (private) and a small one takes its place
 * that calls the hook before and after. The old body is not touched, so no frame of it changes, whatever
 * compiler or obfuscator made it. Works when a class is defined, not when it is redefined.
 *
 * Arguments of a hook are written as letters: t this, s first argument, a the same as Object, 0 null, c the constant, k the token,
 * r the result, i a number for the class, x the exception.
 */
public final class MethodWrap {
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final int JAVA_6 = 50;

  private final String hook;
  private final String enter;
  private final String enterArguments;
  private final String exit;
  private final String exitArguments;
  private final String failed;
  private final String failedArguments;
  private final String constant;

  private MethodWrap(String hook, String[] points, String constant) {
    this.hook = hook;
    this.enter = points[0];
    this.enterArguments = points[1];
    this.exit = points[2];
    this.exitArguments = points[3];
    this.failed = points[4];
    this.failedArguments = points[5];
    this.constant = constant;
  }

  /** Around: enter gives the token, exit or failed takes it. An empty exit means only failures are told. */
  public static MethodWrap around(String hook, String enter, String enterArguments, String exit, String exitArguments) {
    return new MethodWrap(hook, new String[] {enter, enterArguments, exit, exitArguments, "failed", "kx"}, null);
  }

  public static MethodWrap around(String hook, String constant, String enter, String exit) {
    return new MethodWrap(hook, new String[] {enter, "tc", exit, "k", "failed", "kx"}, constant);
  }

  /** As {@code points}: enter, its arguments, exit, its arguments, failed, its arguments. */
  public static MethodWrap of(String hook, String... points) {
    return new MethodWrap(hook, points, null);
  }

  /** After a normal return only. */
  public static MethodWrap after(String hook, String exit, String exitArguments) {
    return new MethodWrap(hook, new String[] {null, null, exit, exitArguments, null, null}, null);
  }

  /** Visits the old body under its new name. The caller must call {@link #write} before the class ends. */
  public static MethodVisitor renamed(
      ClassVisitor into, int access, String name, String descriptor, String signature, String[] exceptions) {
    int hidden = access & ~(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_FINAL);
    return into.visitMethod(
        hidden | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC, "gyeot$" + name, descriptor, signature, exceptions);
  }

  /** Writes the method that takes the old one's place in class {@code owner} of class file {@code version}. */
  public void write(
      ClassVisitor into, int version, String owner, int access, String name, String descriptor, String[] exceptions) {
    int visible = access & ~Opcodes.ACC_SYNCHRONIZED;
    MethodVisitor method = into.visitMethod(visible, name, descriptor, null, exceptions);
    Type[] arguments = Type.getArgumentTypes(descriptor);
    Type result = Type.getReturnType(descriptor);
    int token = 1;
    for (Type argument : arguments) {
      token += argument.getSize();
    }
    int value = token + (enter == null ? 0 : 1);
    method.visitCode();
    if (enter != null) {
      push(method, enterArguments, owner, arguments, token, value, result);
      call(method, enter, enterArguments, arguments, result, OBJECT);
      method.visitVarInsn(Opcodes.ASTORE, token);
    }
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    if (failed != null) {
      method.visitTryCatchBlock(start, end, handler, null);
    }
    method.visitLabel(start);
    original(method, owner, name, descriptor, arguments);
    if (result.getSort() != Type.VOID) {
      method.visitVarInsn(result.getOpcode(Opcodes.ISTORE), value);
    }
    method.visitLabel(end);
    if (!exit.isEmpty()) {
      push(method, exitArguments, owner, arguments, token, value, result);
      call(method, exit, exitArguments, arguments, result, "V");
    }
    if (result.getSort() != Type.VOID) {
      method.visitVarInsn(result.getOpcode(Opcodes.ILOAD), value);
    }
    method.visitInsn(result.getOpcode(Opcodes.IRETURN));
    if (failed != null) {
      method.visitLabel(handler);
      frame(method, version, owner, arguments);
      method.visitVarInsn(Opcodes.ASTORE, value);
      push(method, failedArguments, owner, arguments, token, value, result);
      call(method, failed, failedArguments, arguments, result, "V");
      method.visitVarInsn(Opcodes.ALOAD, value);
      method.visitInsn(Opcodes.ATHROW);
    }
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  private static void original(
      MethodVisitor method, String owner, String name, String descriptor, Type[] arguments) {
    method.visitVarInsn(Opcodes.ALOAD, 0);
    int local = 1;
    for (Type argument : arguments) {
      method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
      local += argument.getSize();
    }
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "gyeot$" + name, descriptor, false);
  }

  private void push(
      MethodVisitor method, String letters, String owner, Type[] arguments, int token, int value, Type result) {
    for (int i = 0; i < letters.length(); i++) {
      switch (letters.charAt(i)) {
        case 't':
          method.visitVarInsn(Opcodes.ALOAD, 0);
          break;
        case 's':
        case 'a':
          method.visitVarInsn(arguments[0].getOpcode(Opcodes.ILOAD), 1);
          break;
        case '0':
          method.visitInsn(Opcodes.ACONST_NULL);
          break;
        case 'c':
          method.visitLdcInsn(constant);
          break;
        case 'k':
          method.visitVarInsn(Opcodes.ALOAD, token);
          break;
        case 'r':
          method.visitVarInsn(result.getOpcode(Opcodes.ILOAD), value);
          break;
        case 'i':
          method.visitLdcInsn(Integer.valueOf(owner.hashCode() | 1));
          break;
        default:
          method.visitVarInsn(Opcodes.ALOAD, value);
      }
    }
  }

  private void call(
      MethodVisitor method, String point, String letters, Type[] arguments, Type result, String returned) {
    StringBuilder descriptor = new StringBuilder("(");
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (letter == 'r') {
        descriptor.append(simple(result));
      } else if (letter == 's') {
        descriptor.append(arguments[0].getDescriptor());
      } else if (letter == 'i') {
        descriptor.append('I');
      } else if (letter == 'x') {
        descriptor.append("Ljava/lang/Throwable;");
      } else {
        descriptor.append(letter == 'c' || letter == '0' ? "Ljava/lang/String;" : OBJECT);
      }
    }
    method.visitMethodInsn(Opcodes.INVOKESTATIC, hook, point, descriptor.append(')').append(returned).toString(), false);
  }

  /** Hooks see objects as Object: boot classes know no driver's types. */
  private static String simple(Type type) {
    return type.getSort() == Type.OBJECT ? OBJECT : type.getDescriptor();
  }

  private static void frame(MethodVisitor method, int version, String owner, Type[] arguments) {
    if ((version & 0xffff) <= JAVA_6) {
      return;
    }
    Object[] locals = new Object[arguments.length + 2];
    locals[0] = owner;
    for (int i = 0; i < arguments.length; i++) {
      locals[i + 1] = frameType(arguments[i]);
    }
    locals[arguments.length + 1] = "java/lang/Object";
    method.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
  }

  private static Object frameType(Type type) {
    switch (type.getSort()) {
      case Type.BOOLEAN:
      case Type.BYTE:
      case Type.CHAR:
      case Type.SHORT:
      case Type.INT:
        return Opcodes.INTEGER;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.ARRAY:
        return type.getDescriptor();
      default:
        return type.getInternalName();
    }
  }
}
