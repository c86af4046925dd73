package io.gyeot.agent.tomcat;

import io.gyeot.agent.weave.ClassPatch;
import io.gyeot.agent.weave.MethodPatches;
import io.gyeot.agent.weave.PatchRefused;
import io.gyeot.agent.weave.Weaver;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The life of a session in Tomcat 9, 10.1 and 11: where a manager finds, makes, moves and unloads sessions and
 * where a session reads, writes and ends. Every insertion is free of branches; the hook decides.
 */
final class SessionPatches extends ClassPatch {
  private static final String MANAGER = "org/apache/catalina/session/ManagerBase";
  private static final String STANDARD = "org/apache/catalina/session/StandardManager";
  private static final String SESSION = "org/apache/catalina/session/StandardSession";
  private static final String HOOK = "io/gyeot/agent/boot/SessionHook";
  private static final String O = "Ljava/lang/Object;";
  private static final String S = "Ljava/lang/String;";
  private static final String NOTES = "Ljava/util/Map;";
  private static final String CATALINA = "Lorg/apache/catalina/Session;";

  private static final String FIND = "findSession(" + S + ")" + CATALINA;
  private static final String CREATE = "createSession(" + S + ")" + CATALINA;
  private static final String ADD = "add(" + CATALINA + ")V";
  private static final String CHANGE = "changeSessionId(" + CATALINA + S + "ZZ)V";
  private static final String START = "startInternal()V";
  private static final String STOP = "stopInternal()V";
  private static final String GET = "getAttribute(" + S + ")" + O;
  private static final String SET = "setAttribute(" + S + O + "Z)V";
  private static final String REMOVE = "removeAttributeInternal(" + S + "Z)V";
  private static final String EXPIRE = "expire(Z)V";
  private static final String VALID = "isValid()Z";

  private final TomcatHook hook;

  private SessionPatches(TomcatHook hook) {
    this.hook = hook;
  }

  static void add(Weaver weaver, TomcatHook hook) {
    weaver.add(new SessionPatches(hook));
  }

  @Override
  public String group() {
    return "tomcat-sessions";
  }

  @Override
  public String[] classNames() {
    return new String[] {MANAGER, STANDARD, SESSION};
  }

  @Override
  public void refused(String className, String reason) {
    hook.off(className.replace('/', '.') + ": " + reason);
  }

  @Override
  public ClassVisitor visit(ClassVisitor next, String className, ClassLoader loader) {
    String[] methods =
        className.equals(MANAGER)
            ? new String[] {FIND, CREATE, ADD, CHANGE, START}
            : className.equals(STANDARD)
                ? new String[] {STOP}
                : new String[] {GET, SET, REMOVE, EXPIRE, VALID};
    return new MethodPatches(next, methods) {
      @Override
      protected MethodVisitor patch(MethodVisitor method, int access, String name) {
        return new Point(method, name);
      }
    };
  }

  /** One woven method; {@code name} with its descriptor says what is inserted where. */
  private static final class Point extends MethodVisitor {
    private final String name;
    private boolean measured;

    Point(MethodVisitor next, String name) {
      super(Opcodes.ASM9, next);
      this.name = name;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (name.equals(CREATE)) {
        load(0);
        load(1);
        call("creating", "(" + O + S + ")" + S);
        super.visitVarInsn(Opcodes.ASTORE, 1);
      } else if (name.equals(CHANGE)) {
        load(0);
        load(1);
        load(2);
        call("renaming", "(" + O + O + S + ")V");
      } else if (name.equals(STOP)) {
        load(0);
        call("stopping", "(" + O + ")V");
      } else if (name.equals(REMOVE)) {
        // At entry too: what a listener throws must not lose the removal.
        written();
      } else if (name.equals(EXPIRE)) {
        load(0);
        notes();
        super.visitVarInsn(Opcodes.ILOAD, 1);
        call("expiring", "(" + O + NOTES + "Z)Z");
        super.visitVarInsn(Opcodes.ISTORE, 1);
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.ARETURN && name.equals(FIND)) {
        load(0);
        load(1);
        call("found", "(" + O + O + S + ")" + O);
        super.visitTypeInsn(Opcodes.CHECKCAST, "org/apache/catalina/Session");
      } else if (opcode == Opcodes.ARETURN && name.equals(GET)) {
        load(0);
        notes();
        load(1);
        call("read", "(" + O + O + NOTES + S + ")" + O);
      } else if (opcode == Opcodes.RETURN) {
        atReturn();
      }
      super.visitInsn(opcode);
    }

    private void atReturn() {
      if (name.equals(ADD)) {
        load(0);
        load(1);
        call("added", "(" + O + O + ")V");
      } else if (name.equals(CHANGE)) {
        load(0);
        load(1);
        call("renamed", "(" + O + O + ")V");
      } else if (name.equals(START)) {
        load(0);
        call("started", "(" + O + ")V");
      } else if (name.equals(SET) || name.equals(REMOVE)) {
        written();
      }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
      super.visitMethodInsn(opcode, owner, method, descriptor, isInterface);
      if (name.equals(VALID) && method.equals("getIdleTimeInternal")) {
        measured = true;
        load(0);
        notes();
        load(0);
        super.visitFieldInsn(Opcodes.GETFIELD, SESSION, "maxInactiveInterval", "I");
        call("idle", "(J" + O + NOTES + "I)J");
      }
    }

    @Override
    public void visitEnd() {
      if (name.equals(VALID) && !measured) {
        throw new PatchRefused("isValid does not measure the idle time");
      }
      super.visitEnd();
    }

    private void written() {
      load(0);
      notes();
      load(1);
      call("written", "(" + O + NOTES + S + ")V");
    }

    private void load(int variable) {
      super.visitVarInsn(Opcodes.ALOAD, variable);
    }

    private void notes() {
      load(0);
      super.visitFieldInsn(Opcodes.GETFIELD, SESSION, "notes", NOTES);
    }

    private void call(String method, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, method, descriptor, false);
    }
  }
}
