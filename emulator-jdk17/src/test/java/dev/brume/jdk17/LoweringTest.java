package dev.brume.jdk17;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Lowered classes do what they did. Source of truth: what the same classes do as they were
 * compiled, and the API of Java 17 as the JDK describes it for {@code --release 17}.
 */
class LoweringTest {
  /** Defines lowered classes beside those of the test's class path. */
  private static final class Lowered extends ClassLoader {
    private final Map<String, byte[]> classFiles;

    Lowered(Map<String, byte[]> classFiles) {
      super(LoweringTest.class.getClassLoader());
      this.classFiles = classFiles;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] classFile = classFiles.get(name);
      Class<?> known = findLoadedClass(name);
      if (classFile == null || known != null) {
        return known != null ? known : super.loadClass(name, resolve);
      }
      return defineClass(name, classFile, 0, classFile.length);
    }
  }

  private static Map<String, byte[]> sample() throws IOException {
    Path folder = Path.of("target/test-classes/dev/brume/jdk17");
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("SampleOfJava21"))
          .collect(
              Collectors.toMap(
                  file -> "dev.brume.jdk17." + file.getFileName().toString().replace(".class", ""),
                  LoweringTest::read));
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void loweredClassesDoTheSame() throws Exception {
    Map<String, byte[]> classes = sample();
    try (PlatformApi api = PlatformApi.ofJava17()) {
      Lowering lowering = new Lowering(api, Set.of());
      classes.values().forEach(lowering::add);
      classes.replaceAll((name, classFile) -> lowering.lower(classFile));
      lowering.failOnMissing();
    }
    assertThat(classes.values()).allMatch(classFile -> TypeShape.version(classFile) == 61);
    Class<?> type = new Lowered(classes).loadClass("dev.brume.jdk17.SampleOfJava21");

    Object seen = ((Supplier<?>) type.getConstructor().newInstance()).get();

    List<String> asCompiled = new SampleOfJava21().get();
    assertThat(asCompiled).hasSizeGreaterThan(10);
    assertThat(seen).isEqualTo(asCompiled);
  }

  /** A class that calls Thread.ofPlatform(), of Java 21, which has no replacement. */
  private static byte[] caller() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V21, Opcodes.ACC_PUBLIC, "sample/Caller", null, "java/lang/Object", new String[0]);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "call", "()V", null, null);
    method.visitCode();
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/lang/Thread",
        "ofPlatform",
        "()Ljava/lang/Thread$Builder$OfPlatform;",
        false);
    method.visitInsn(Opcodes.POP);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void whatIsNowhereFailsTheBuildAndIsNamed() throws Exception {
    try (PlatformApi api = PlatformApi.ofJava17()) {
      Lowering lowering = new Lowering(api, Set.of());
      lowering.lower(caller());
      assertThatThrownBy(lowering::failOnMissing)
          .hasMessageContaining("java/lang/Thread.ofPlatform")
          .hasMessageContaining("sample/Caller.call");
    }
  }
}
