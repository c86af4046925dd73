package io.gyeot.agent.tomcat;

import io.gyeot.agent.weave.ClassPatch;
import io.gyeot.agent.weave.MethodPatches;
import io.gyeot.agent.weave.Weaver;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The life of a request in Tomcat 9, 10.1 and 11: taken up, resumed, left, headers, last byte, recycled. The
 * context is a note of the coyote request. prepareResponse is where every protocol (HTTP/1.1, HTTP/2, AJP) ends
 * up on every path, on whatever thread, before the headers are written.
 */
final class RequestPatches extends ClassPatch {
  static final String GROUP = "tomcat-requests";

  private static final int NOTE = 30;
  private static final String ADAPTER = "org/apache/catalina/connector/CoyoteAdapter";
  private static final String REQUEST = "org/apache/catalina/connector/Request";
  private static final String RESPONSE = "org/apache/catalina/connector/Response";
  private static final String COYOTE_REQUEST = "org/apache/coyote/Request";
  private static final String COYOTE_RESPONSE = "org/apache/coyote/Response";
  private static final String REQUESTS = "io/gyeot/agent/boot/Requests";
  private static final String SERVICE = "service(L" + COYOTE_REQUEST + ";L" + COYOTE_RESPONSE + ";)V";
  private static final String DISPATCH =
      "asyncDispatch(L" + COYOTE_REQUEST + ";L" + COYOTE_RESPONSE + ";Lorg/apache/tomcat/util/net/SocketEvent;)Z";

  private final TomcatHook hook;

  private RequestPatches(TomcatHook hook) {
    this.hook = hook;
  }

  /** {@code hook} is told when requests cannot be followed; null when sessions are not shared. */
  static void add(Weaver weaver, TomcatHook hook) {
    weaver.add(new RequestPatches(hook));
  }

  @Override
  public String group() {
    return GROUP;
  }

  @Override
  public String[] classNames() {
    return new String[] {
      ADAPTER,
      REQUEST,
      RESPONSE,
      "org/apache/coyote/http11/Http11Processor",
      "org/apache/coyote/http2/StreamProcessor",
      "org/apache/coyote/ajp/AjpProcessor",
    };
  }

  @Override
  public void refused(String className, String reason) {
    if (hook != null) {
      hook.off(className.replace('/', '.') + ": " + reason);
    }
  }

  @Override
  public ClassVisitor visit(ClassVisitor next, final String className, ClassLoader loader) {
    if (className.equals(ADAPTER)) {
      return new MethodPatches(next, SERVICE, DISPATCH) {
        @Override
        protected MethodVisitor patch(MethodVisitor method, int access, String name) {
          return new Adapter(method, name.equals(SERVICE));
        }
      };
    }
    if (className.equals(REQUEST)) {
      return new MethodPatches(next, "recycle()V") {
        @Override
        protected MethodVisitor patch(MethodVisitor method, int access, String name) {
          return new Recycle(method);
        }
      };
    }
    final boolean response = className.equals(RESPONSE);
    return new MethodPatches(next, response ? "finishResponse()V" : "prepareResponse()V") {
      @Override
      protected MethodVisitor patch(MethodVisitor method, int access, String name) {
        return new AtEntry(method, className, response);
      }
    };
  }

  /** Pushes the note of the coyote request on the stack. */
  private static void note(MethodVisitor code) {
    code.visitIntInsn(Opcodes.BIPUSH, NOTE);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, COYOTE_REQUEST, "getNote", "(I)Ljava/lang/Object;", false);
  }

  private static void call(MethodVisitor code, String method, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, REQUESTS, method, descriptor, false);
  }

  /** CoyoteAdapter.service and asyncDispatch. */
  private static final class Adapter extends MethodVisitor {
    private final boolean service;

    Adapter(MethodVisitor next, boolean service) {
      super(Opcodes.ASM9, next);
      this.service = service;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      super.visitVarInsn(Opcodes.ALOAD, 1);
      if (service) {
        super.visitIntInsn(Opcodes.BIPUSH, NOTE);
        super.visitVarInsn(Opcodes.ALOAD, 1);
        super.visitVarInsn(Opcodes.ALOAD, 2);
        call(mv, "begin", "(Ljava/lang/Object;Ljava/lang/Object;)Lio/gyeot/agent/boot/RequestContext;");
        super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, COYOTE_REQUEST, "setNote", "(ILjava/lang/Object;)V", false);
      } else {
        note(mv);
        call(mv, "resume", "(Ljava/lang/Object;)V");
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.RETURN || opcode == Opcodes.IRETURN) {
        super.visitVarInsn(Opcodes.ALOAD, 1);
        note(mv);
        call(mv, "suspend", "(Ljava/lang/Object;)V");
      }
      super.visitInsn(opcode);
    }
  }

  /** connector.Request.recycle: the request may have no coyote request yet. */
  private static final class Recycle extends MethodVisitor {
    Recycle(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      Label none = new Label();
      coyote();
      super.visitJumpInsn(Opcodes.IFNULL, none);
      coyote();
      note(mv);
      super.visitVarInsn(Opcodes.ALOAD, 0);
      call(mv, "end", "(Ljava/lang/Object;Ljava/lang/Object;)V");
      super.visitLabel(none);
      super.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
      // Keeps this frame apart from one the method itself may begin with.
      super.visitInsn(Opcodes.NOP);
    }

    private void coyote() {
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitFieldInsn(Opcodes.GETFIELD, REQUEST, "coyoteRequest", "L" + COYOTE_REQUEST + ";");
    }
  }

  /** prepareResponse of a processor, finishResponse of the connector's response. */
  private static final class AtEntry extends MethodVisitor {
    private final String owner;
    private final boolean response;

    AtEntry(MethodVisitor next, String owner, boolean response) {
      super(Opcodes.ASM9, next);
      this.owner = owner;
      this.response = response;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      super.visitVarInsn(Opcodes.ALOAD, 0);
      if (response) {
        super.visitFieldInsn(Opcodes.GETFIELD, owner, "coyoteResponse", "L" + COYOTE_RESPONSE + ";");
        super.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL, COYOTE_RESPONSE, "getRequest", "()L" + COYOTE_REQUEST + ";", false);
      } else {
        super.visitFieldInsn(Opcodes.GETFIELD, owner, "request", "L" + COYOTE_REQUEST + ";");
      }
      note(mv);
      call(mv, response ? "finish" : "commit", "(Ljava/lang/Object;)V");
    }
  }
}
