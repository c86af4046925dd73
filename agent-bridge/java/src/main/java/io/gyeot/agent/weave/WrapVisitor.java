package io.gyeot.agent.weave;

import java.util.ArrayList;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class visitor that puts a {@link MethodWrap} around the methods its subclass picks. */
public abstract class WrapVisitor extends ClassVisitor {
  private static final int NEVER = Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

  private final ArrayList<Wrapped> wrapped = new ArrayList<Wrapped>();
  private String owner;
  private int version;

  protected WrapVisitor(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** The hook of an instance method with a body; null for none. */
  protected abstract MethodWrap wrap(int access, String name, String descriptor);

  /** Internal name of the class being visited. */
  protected final String owner() {
    return owner;
  }

  /** Methods wrapped so far. */
  protected final int wrappedCount() {
    return wrapped.size();
  }

  @Override
  public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
    this.version = version;
    this.owner = name;
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodWrap wrap = (access & NEVER) == 0 ? wrap(access, name, descriptor) : null;
    if (wrap == null) {
      return super.visitMethod(access, name, descriptor, signature, exceptions);
    }
    wrapped.add(new Wrapped(wrap, access, name, descriptor, exceptions));
    return MethodWrap.renamed(cv, access, name, descriptor, signature, exceptions);
  }

  @Override
  public void visitEnd() {
    for (Wrapped method : wrapped) {
      method.wrap.write(cv, version, owner, method.access, method.name, method.descriptor, method.exceptions);
    }
    super.visitEnd();
  }

  /** A method whose replacement is written at the end. */
  private static final class Wrapped {
    final MethodWrap wrap;
    final int access;
    final String name;
    final String descriptor;
    final String[] exceptions;

    Wrapped(MethodWrap wrap, int access, String name, String descriptor, String[] exceptions) {
      this.wrap = wrap;
      this.access = access;
      this.name = name;
      this.descriptor = descriptor;
      this.exceptions = exceptions;
    }
  }
}
