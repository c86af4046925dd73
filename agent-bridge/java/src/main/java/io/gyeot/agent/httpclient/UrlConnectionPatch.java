package io.gyeot.agent.httpclient;

import io.gyeot.agent.weave.ClassPatch;
import io.gyeot.agent.weave.MethodWrap;
import io.gyeot.agent.weave.PatchRefused;
import io.gyeot.agent.weave.WrapVisitor;
import org.objectweb.asm.ClassVisitor;

/**
 * Hooks the JDK's HttpURLConnection where it connects, writes and reads; https goes through the same class
 * but connects in one of its own.
 */
final class UrlConnectionPatch extends ClassPatch {
  private static final String HOOK = "io/gyeot/agent/boot/HttpHook";
  private static final String HTTP = "sun/net/www/protocol/http/HttpURLConnection";
  private static final String HTTPS = "sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection";

  private static final MethodWrap BEFORE = MethodWrap.of(HOOK, "urlEnter", "t", "", "", "urlFailed", "ktx");
  private static final MethodWrap ANSWER =
      MethodWrap.of(HOOK, "urlEnter", "t", "urlAnswered", "kt", "urlFailed", "ktx");

  @Override
  public String group() {
    return "http-url-connection";
  }

  @Override
  public String[] classNames() {
    return new String[] {HTTP, HTTPS};
  }

  @Override
  public ClassVisitor visit(ClassVisitor next, String className, ClassLoader loader) {
    return new Connections(next, className.equals(HTTP) ? 3 : 1);
  }

  private static final class Connections extends WrapVisitor {
    private final int expected;

    Connections(ClassVisitor next, int expected) {
      super(next);
      this.expected = expected;
    }

    @Override
    protected MethodWrap wrap(int access, String name, String descriptor) {
      if (name.equals("connect") && descriptor.equals("()V")) {
        return BEFORE;
      }
      if (owner().equals(HTTPS)) {
        return null;
      }
      if (name.equals("getOutputStream") && descriptor.equals("()Ljava/io/OutputStream;")) {
        return BEFORE;
      }
      return name.equals("getInputStream") && descriptor.equals("()Ljava/io/InputStream;") ? ANSWER : null;
    }

    @Override
    public void visitEnd() {
      if (wrappedCount() != expected) {
        throw new PatchRefused("no connect, getOutputStream or getInputStream");
      }
      super.visitEnd();
    }
  }
}
