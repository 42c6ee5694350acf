package dev.brume.jdk17;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a class file declares.
 *
 * @param parents its superclass and interfaces
 * @param methods names with descriptors, such as {@code size()I}
 */
record TypeShape(List<String> parents, Set<String> methods) {
  /** Where a class file has the low byte of its version. */
  private static final int VERSION = 7;

  static TypeShape of(byte[] classFile) {
    byte[] readable = classFile.clone();
    readable[VERSION] = Opcodes.V17; // descriptions have the running JDK's, which may be newer
    Declarations declarations = new Declarations();
    new ClassReader(readable).accept(declarations, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    return new TypeShape(declarations.parents, declarations.methods);
  }

  static int version(byte[] classFile) {
    return classFile[VERSION];
  }

  private static final class Declarations extends ClassVisitor {
    private final List<String> parents = new ArrayList<>();
    private final Set<String> methods = new HashSet<>();

    Declarations() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        String signature,
        String parent,
        String[] interfaces) {
      if (parent != null) {
        parents.add(parent);
      }
      parents.addAll(List.of(interfaces));
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      methods.add(name + descriptor);
      return null;
    }
  }
}
