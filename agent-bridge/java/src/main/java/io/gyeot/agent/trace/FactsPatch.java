package io.gyeot.agent.trace;

import io.gyeot.agent.weave.ClassPatch;
import io.gyeot.agent.weave.PatchRefused;
import java.util.Arrays;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Lets Tomcat's requests tell about themselves through two interfaces of the agent's: no reflection on the
 * request path, the same code for javax and jakarta.
 */
final class FactsPatch extends ClassPatch {
  static final String GROUP = "trace";
  private static final String COYOTE = "org/apache/coyote/Request";
  private static final String CONNECTOR = "org/apache/catalina/connector/Request";
  private static final String HEADERS = "io/gyeot/agent/boot/HeaderSource";
  private static final String FACTS = "io/gyeot/agent/boot/RequestFacts";
  private static final String TEXT = "()Ljava/lang/String;";

  @Override
  public String group() {
    return GROUP;
  }

  @Override
  public String[] classNames() {
    return new String[] {COYOTE, CONNECTOR};
  }

  @Override
  public ClassVisitor visit(ClassVisitor next, String className, ClassLoader loader) {
    return className.equals(COYOTE) ? new Implement(next, HEADERS) : new Facts(next);
  }

  /** Adds an interface whose methods the class has already. */
  private static class Implement extends ClassVisitor {
    private final String added;
    private boolean headers;

    Implement(ClassVisitor next, String added) {
      super(Opcodes.ASM9, next);
      this.added = added;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
      String[] all = interfaces == null ? new String[1] : Arrays.copyOf(interfaces, interfaces.length + 1);
      all[all.length - 1] = added;
      super.visit(version, access, name, signature == null ? null : signature + "L" + added + ";", parent, all);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
      headers |= name.equals("getHeader") && descriptor.equals("(Ljava/lang/String;)Ljava/lang/String;");
      return super.visitMethod(access, name, descriptor, signature, exceptions);
    }

    @Override
    public void visitEnd() {
      if (!headers) {
        throw new PatchRefused("no getHeader(String)");
      }
      super.visitEnd();
    }
  }

  /** Adds the methods whose names or types differ between versions of Tomcat. */
  private static final class Facts extends Implement {
    private boolean peerAddress;
    private boolean decodedPath;
    private boolean headerLines;
    private boolean context;
    private boolean jakarta;

    Facts(ClassVisitor next) {
      super(next, FACTS);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
      peerAddress |= name.equals("getPeerAddr") && descriptor.equals(TEXT);
      decodedPath |= name.equals("getDecodedRequestURI") && descriptor.equals(TEXT);
      headerLines |= name.equals("getHeaders");
      context |= name.equals("getContext") && descriptor.equals("()Lorg/apache/catalina/Context;");
      jakarta |= descriptor.contains("Ljakarta/servlet/");
      return super.visitMethod(access, name, descriptor, signature, exceptions);
    }

    @Override
    public void visitEnd() {
      if (!decodedPath || !headerLines || !context) {
        throw new PatchRefused("no getDecodedRequestURI, getHeaders or getContext");
      }
      peer();
      status();
      app();
      error();
      super.visitEnd();
    }

    private MethodVisitor begin(String name, String descriptor) {
      MethodVisitor method = cv.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, descriptor, null, null);
      method.visitCode();
      method.visitVarInsn(Opcodes.ALOAD, 0);
      return method;
    }

    private static void end(MethodVisitor method, int opcode) {
      method.visitInsn(opcode);
      method.visitMaxs(0, 0);
      method.visitEnd();
    }

    private void peer() {
      MethodVisitor method = begin("gyeotPeer", TEXT);
      String from = peerAddress ? "getPeerAddr" : "getRemoteAddr";
      method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONNECTOR, from, TEXT, false);
      end(method, Opcodes.ARETURN);
    }

    private void status() {
      String response = "org/apache/catalina/connector/Response";
      MethodVisitor method = begin("gyeotStatus", "()I");
      method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONNECTOR, "getResponse", "()L" + response + ";", false);
      method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, response, "getStatus", "()I", false);
      end(method, Opcodes.IRETURN);
    }

    private void app() {
      MethodVisitor method = begin("gyeotApp", TEXT);
      method.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, CONNECTOR, "getContext", "()Lorg/apache/catalina/Context;", false);
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC, CONNECTOR, "gyeot$path", "(Lorg/apache/catalina/Context;)Ljava/lang/String;", false);
      end(method, Opcodes.ARETURN);
      AppPath.write(cv);
    }

    private void error() {
      MethodVisitor method = begin("gyeotError", "()Ljava/lang/Object;");
      method.visitLdcInsn((jakarta ? "jakarta" : "javax") + ".servlet.error.exception");
      method.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, CONNECTOR, "getAttribute", "(Ljava/lang/String;)Ljava/lang/Object;", false);
      end(method, Opcodes.ARETURN);
    }
  }
}
