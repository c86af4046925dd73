package io.gyeot.agent.httpclient;

import io.gyeot.agent.weave.ClassPatch;
import io.gyeot.agent.weave.MethodWrap;
import io.gyeot.agent.weave.PatchRefused;
import io.gyeot.agent.weave.WrapVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Hooks java.net.http.HttpClient (JDK 11 and later): the send every other send goes through, and the JDK's own
 * copy of the request, which takes headers the application did not set.
 */
final class HttpClientPatch extends ClassPatch {
  private static final String HOOK = "io/gyeot/agent/boot/HttpHook";
  private static final String CLIENT = "jdk/internal/net/http/HttpClientImpl";
  private static final String REQUEST = "jdk/internal/net/http/HttpRequestImpl";
  private static final String SEND =
      "(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;"
          + "Ljava/net/http/HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)"
          + "Ljava/util/concurrent/CompletableFuture;";
  private static final String COPY = "(Ljava/net/http/HttpRequest;Ljava/net/ProxySelector;)V";

  private static final MethodWrap SENT =
      MethodWrap.of(HOOK, "clientEnter", "a", "clientSent", "kr", "clientFailed", "kx");

  @Override
  public String group() {
    return "http-client";
  }

  @Override
  public String[] classNames() {
    return new String[] {CLIENT, REQUEST};
  }

  @Override
  public ClassVisitor visit(ClassVisitor next, String className, ClassLoader loader) {
    return className.equals(CLIENT) ? new Client(next) : new Request(next);
  }

  private static final class Client extends WrapVisitor {
    Client(ClassVisitor next) {
      super(next);
    }

    @Override
    protected MethodWrap wrap(int access, String name, String descriptor) {
      return name.equals("sendAsync") && descriptor.equals(SEND) ? SENT : null;
    }

    @Override
    public void visitEnd() {
      if (wrappedCount() != 1) {
        throw new PatchRefused("no sendAsync" + SEND);
      }
      super.visitEnd();
    }
  }

  /** At the end of the copying constructor: gyeot$trace(this, original). */
  private static final class Request extends ClassVisitor {
    private boolean copies;
    private boolean setsHeader;

    Request(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      setsHeader |= name.equals("setSystemHeader") && descriptor.equals("(Ljava/lang/String;Ljava/lang/String;)V");
      if (!name.equals("<init>") || !descriptor.equals(COPY)) {
        return next;
      }
      copies = true;
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitInsn(int opcode) {
          if (opcode == Opcodes.RETURN) {
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitVarInsn(Opcodes.ALOAD, 1);
            super.visitMethodInsn(
                Opcodes.INVOKESTATIC, REQUEST, "gyeot$trace", "(L" + REQUEST + ";Ljava/lang/Object;)V", false);
          }
          super.visitInsn(opcode);
        }
      };
    }

    @Override
    public void visitEnd() {
      if (!copies || !setsHeader) {
        throw new PatchRefused("no constructor " + COPY + " or no setSystemHeader");
      }
      MethodVisitor method =
          cv.visitMethod(
              Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
              "gyeot$trace",
              "(L" + REQUEST + ";Ljava/lang/Object;)V",
              null,
              null);
      method.visitCode();
      header(method, "traceparent", true);
      header(method, "tracestate", false);
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(0, 0);
      method.visitEnd();
      super.visitEnd();
    }

    /** Sets the header when the hook has a value for it. */
    private static void header(MethodVisitor method, String name, boolean first) {
      Label none = new Label();
      method.visitVarInsn(Opcodes.ALOAD, 1);
      method.visitLdcInsn(name);
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          HOOK,
          "clientHeader",
          "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/String;",
          false);
      method.visitVarInsn(Opcodes.ASTORE, 2);
      method.visitVarInsn(Opcodes.ALOAD, 2);
      method.visitJumpInsn(Opcodes.IFNULL, none);
      method.visitVarInsn(Opcodes.ALOAD, 0);
      method.visitLdcInsn(name);
      method.visitVarInsn(Opcodes.ALOAD, 2);
      method.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, REQUEST, "setSystemHeader", "(Ljava/lang/String;Ljava/lang/String;)V", false);
      method.visitLabel(none);
      if (first) {
        method.visitFrame(Opcodes.F_APPEND, 1, new Object[] {"java/lang/String"}, 0, null);
      } else {
        method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
      }
      // Two frames may not fall on one instruction.
      method.visitInsn(Opcodes.NOP);
    }
  }
}
