package io.gyeot.agent.weave;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class visitor that patches named methods and refuses the class when one of them is missing. */
public abstract class MethodPatches extends ClassVisitor {
  private final String[] required;
  private final boolean[] found;

  /** {@code required}: name and descriptor in one string, for example "recycle()V". */
  protected MethodPatches(ClassVisitor next, String... required) {
    super(Opcodes.ASM9, next);
    this.required = required;
    this.found = new boolean[required.length];
  }

  /** The visitor for a required method; {@code method} is its name and descriptor. */
  protected abstract MethodVisitor patch(MethodVisitor next, int access, String method);

  @Override
  public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return next;
    }
    for (int i = 0; i < required.length; i++) {
      String wanted = required[i];
      if (wanted.length() == name.length() + descriptor.length()
          && wanted.startsWith(name)
          && wanted.endsWith(descriptor)) {
        found[i] = true;
        return patch(next, access, wanted);
      }
    }
    return next;
  }

  @Override
  public void visitEnd() {
    for (int i = 0; i < required.length; i++) {
      if (!found[i]) {
        throw new PatchRefused("no method " + required[i]);
      }
    }
    super.visitEnd();
  }
}
