package dev.brume.jdk17;

import dev.brume.jdk17.runtime.Switches;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Replaces the calls in the methods of one class. */
final class CallLowering extends ClassVisitor {
  private static final String SWITCHES = Type.getInternalName(Switches.class);

  private final Lowering lowering;
  private final String type;

  CallLowering(Lowering lowering, ClassVisitor next, String type) {
    super(Opcodes.ASM9, next);
    this.lowering = lowering;
    this.type = type;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    super.visit(Opcodes.V17, access, name, signature, parent, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new Instructions(next, type + "." + name);
  }

  private final class Instructions extends MethodVisitor {
    private final String place;

    Instructions(MethodVisitor next, String place) {
      super(Opcodes.ASM9, next);
      this.place = place;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (lowering.lacks(owner, name, descriptor)) {
        boolean isStatic = opcode == Opcodes.INVOKESTATIC;
        String replaced = lowering.replacement(owner, name, descriptor, isStatic, place);
        if (replaced != null) {
          String backports = Lowering.backports();
          super.visitMethodInsn(Opcodes.INVOKESTATIC, backports, name, replaced, false);
          return;
        }
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    @Override
    public void visitTypeInsn(int opcode, String used) {
      lowering.checkType(used, place);
      super.visitTypeInsn(opcode, used);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      lowering.checkType(owner, place);
      super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      Object[] lowered = arguments.clone();
      for (int i = 0; i < lowered.length; i++) {
        if (lowered[i] instanceof Handle handle) {
          lowered[i] = lower(handle);
        }
      }
      super.visitInvokeDynamicInsn(name, descriptor, bound(bootstrap), lowered);
    }

    private Handle bound(Handle bootstrap) {
      if (!bootstrap.getOwner().equals("java/lang/runtime/SwitchBootstraps")) {
        return bootstrap;
      }
      return new Handle(
          Opcodes.H_INVOKESTATIC, SWITCHES, bootstrap.getName(), bootstrap.getDesc(), false);
    }

    private Handle lower(Handle handle) {
      if (handle.getTag() <= Opcodes.H_PUTSTATIC
          || !lowering.lacks(handle.getOwner(), handle.getName(), handle.getDesc())) {
        return handle;
      }
      boolean isStatic = handle.getTag() == Opcodes.H_INVOKESTATIC;
      String replaced =
          lowering.replacement(
              handle.getOwner(), handle.getName(), handle.getDesc(), isStatic, place);
      return replaced == null
          ? handle
          : new Handle(
              Opcodes.H_INVOKESTATIC, Lowering.backports(), handle.getName(), replaced, false);
    }
  }
}
