package io.gyeot.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyeot.agent.core.AgentLog;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

public final class WeaverTest {
  /** Called by woven code. */
  public static final AtomicInteger CALLS = new AtomicInteger();

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Weaver weaver = new Weaver(new AgentLog(new PrintStream(said, true, StandardCharsets.UTF_8)));

  /** What is woven; not of our package, which the weaver leaves alone. */
  private static byte[] target() throws Exception {
    try (InputStream in = WeaverTest.class.getResourceAsStream("/org/objectweb/asm/Type.class")) {
      return in.readAllBytes();
    }
  }

  private static final String TARGET = "org/objectweb/asm/Type";

  /** Counts calls of one method, by its name and descriptor. */
  private static final class CountingPatch extends ClassPatch {
    private final String group;
    private final String method;
    private final boolean named;
    String refusedBecause;

    CountingPatch(String group, String method, boolean named) {
      this.group = group;
      this.method = method;
      this.named = named;
    }

    @Override
    public String group() {
      return group;
    }

    @Override
    public String[] classNames() {
      return named ? new String[] {TARGET} : super.classNames();
    }

    @Override
    public boolean matches(String internalName) {
      return internalName.startsWith("org/objectweb/");
    }

    @Override
    public ClassVisitor visit(ClassVisitor next, String className, ClassLoader loader) {
      return new MethodPatches(next, method) {
        @Override
        protected MethodVisitor patch(MethodVisitor into, int access, String name) {
          return new MethodVisitor(Opcodes.ASM9, into) {
            @Override
            public void visitCode() {
              super.visitCode();
              String owner = "io/gyeot/agent/weave/WeaverTest";
              visitMethodInsn(Opcodes.INVOKESTATIC, owner, "called", "()V", false);
            }
          };
        }
      };
    }

    @Override
    public void refused(String className, String reason) {
      refusedBecause = reason;
    }
  }

  public static void called() {
    CALLS.incrementAndGet();
  }

  private byte[] transform(byte[] bytes) {
    return weaver.transform(null, TARGET, null, Object.class.getProtectionDomain(), bytes);
  }

  @Test
  void weavesAClassSoThatItStillVerifiesAndRuns() throws Exception {
    weaver.add(new CountingPatch("a", "getSort()I", true));
    weaver.add(new CountingPatch("b", "getSort()I", true));
    byte[] woven = transform(target());
    assertNotNull(woven);
    ClassLoader loader =
        new ClassLoader(WeaverTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals("org.objectweb.asm.Type")
                ? defineClass(name, woven, 0, woven.length)
                : super.loadClass(name, resolve);
          }
        };
    int before = CALLS.get();
    Class<?> type = loader.loadClass("org.objectweb.asm.Type");
    type.getMethod("getSort").invoke(type.getField("INT_TYPE").get(null));
    assertEquals(before + 2, CALLS.get(), "both patches of the class");
  }

  @Test
  void switchesAGroupOffWhenItsClassIsNotAsExpected() throws Exception {
    CountingPatch broken = new CountingPatch("sessions", "noSuchMethod()I", true);
    CountingPatch sameGroup = new CountingPatch("sessions", "getSort()I", true);
    CountingPatch otherGroup = new CountingPatch("trace", "getSort()I", true);
    weaver.add(broken);
    weaver.add(sameGroup);
    weaver.add(otherGroup);
    assertNotNull(transform(target()), "the other group still weaves");
    assertTrue(weaver.offReason("sessions").contains("no method noSuchMethod()I"));
    assertNull(weaver.offReason("trace"));
    assertTrue(broken.refusedBecause.contains("noSuchMethod"));
    assertTrue(sameGroup.refusedBecause.contains("noSuchMethod"));
    assertNull(otherGroup.refusedBecause);
    transform(target());
    assertEquals(1, said.toString(StandardCharsets.UTF_8).lines().count(), "said once");
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("org.objectweb.asm.Type: no method"));
  }

  @Test
  void leavesAloneWhatItCannotRead() {
    weaver.add(new CountingPatch("a", "getSort()I", true));
    assertNull(transform(new byte[] {1, 2, 3}));
    assertNotNull(weaver.offReason("a"));
    assertNull(weaver.transform(null, null, null, null, new byte[0]));
  }

  @Test
  void asksMatchersOnlyWithoutAnExactName() throws Exception {
    weaver.add(new CountingPatch("by-match", "getSort()I", false));
    assertNotNull(transform(target()));
    assertNull(weaver.transform(null, "java/lang/Object", null, null, target()));
  }

  @Test
  void saysWhichVersionAClassIsFrom() throws Exception {
    String origin = ClassOrigin.of(org.junit.jupiter.api.Test.class.getProtectionDomain());
    assertTrue(origin.matches("junit-jupiter-api-[\\d.]+\\.jar [\\d.]+"), origin);
    assertTrue(ClassOrigin.of(Object.class.getProtectionDomain()).startsWith("Java "));
  }
}
