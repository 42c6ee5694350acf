package dev.brume.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.schema.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first request pays for its own shapes alone: docs/decisions/0007. */
final class LazyLoadingTest {
  @TempDir private Path folder;
  private GeneratedCode code;

  @BeforeEach
  void generate() throws IOException {
    code = GeneratedCode.of("tricky.smithy", folder);
  }

  @Test
  void theOperationsLoadNoShape() {
    code.constant("TrickyApi", "SERVICE", Object.class);
    assertThat(code.loaded()).containsExactly("TrickyApi", "TrickyShapes");
  }

  @Test
  void anInputLoadsItselfAlone() {
    Operation<?, ?> operation = code.constant("TrickyApi", "PUT_OBJECT", Operation.class);
    assertThat(operation.input().memberCount()).isEqualTo(3);
    assertThat(code.loaded()).containsExactly("TrickyApi", "TrickyObject", "TrickyShapes");
  }

  @Test
  void aMemberLoadsItsTargetWhenAsked() {
    Operation<?, ?> operation = code.constant("TrickyApi", "PUT_OBJECT", Operation.class);
    assertThat(operation.input().member("list").target().name()).isEqualTo("List");
    assertThat(code.loaded())
        .containsExactly("TrickyApi", "TrickyList", "TrickyObject", "TrickyShapes");
  }

  @Test
  void noClassHoldsALambda() throws IOException {
    try (Stream<Path> files = Files.walk(code.classes())) {
      List<Path> withLambda =
          files.filter(Files::isRegularFile).filter(LazyLoadingTest::holdsLambda).toList();
      assertThat(withLambda).isEmpty();
    }
  }

  private static boolean holdsLambda(Path file) {
    try {
      String constants = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return constants.contains("LambdaMetafactory");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
