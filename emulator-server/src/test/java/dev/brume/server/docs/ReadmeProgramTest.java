package dev.brume.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program that the README shows is a whole one: it compiles as it stands.
 *
 * <p>Source of truth: README.md, docs of this project.
 */
class ReadmeProgramTest {

  private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void compilesAsItStands() throws IOException {
    Matcher program = PROGRAM.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(program.find()).isTrue();
    Path source = folder.resolve("Orders.java");
    Files.writeString(source, program.group(1));
    ByteArrayOutputStream problems = new ByteArrayOutputStream();

    int outcome =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                problems,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());

    assertThat(outcome).as(problems.toString(StandardCharsets.UTF_8)).isZero();
  }
}
