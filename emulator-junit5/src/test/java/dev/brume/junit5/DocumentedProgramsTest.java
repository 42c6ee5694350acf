package dev.brume.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs that docs/testing.md shows are whole, and do what it says. Source of truth:
 * docs/testing.md, docs of this project.
 */
class DocumentedProgramsTest {
  private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final int SECONDS = 60;

  @TempDir private Path folder;

  private static String program(int index) throws IOException {
    String document = Files.readString(Path.of("..", "docs", "testing.md"));
    return PROGRAM.matcher(document).results().toList().get(index).group(1);
  }

  /** Which runs here as a test. */
  @Test
  void theTestIsThatOfThisModule() throws IOException {
    String test = Files.readString(Path.of("src/test/java/orders/OrdersTest.java"));

    assertThat(program(0))
        .isEqualTo(test.replaceFirst("package orders;\n\n", "").replaceFirst("/\\*\\*.*\n", ""));
  }

  @Test
  void theProgramRuns() throws Exception {
    Path source = Files.writeString(folder.resolve("Hours.java"), program(1));
    String libraries = System.getProperty("java.class.path");
    ByteArrayOutputStream problems = new ByteArrayOutputStream();
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, problems, "-proc:none", "-cp", libraries, source.toString());
    assertThat(compiled).as(problems.toString(UTF_8)).isZero();

    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String path = folder + System.getProperty("path.separator") + libraries;
    Process process =
        new ProcessBuilder(List.of(java.toString(), "-cp", path, "Hours"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(printed).isEqualTo("one coffee\n");
  }
}
