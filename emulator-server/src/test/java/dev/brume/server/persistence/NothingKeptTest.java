package dev.brume.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that keeps nothing pays nothing for it: neither the classes of JDBC and SQLite nor its
 * native library are loaded. Source of truth: docs/decisions/0005-persistence.md.
 */
class NothingKeptTest {
  @TempDir private Path directory;

  @Test
  @EnabledOnOs(OS.LINUX)
  void theDatabaseIsNotLoadedUnlessSomethingIsKept() throws Exception {
    Path without = directory.resolve("without.log");
    Path with = directory.resolve("with.log");
    assertThat(librariesOf(without)).noneMatch(line -> line.contains("sqlite"));
    assertThat(databaseClassesIn(without)).isEmpty();
    String data = directory.resolve("data").toString();
    assertThat(librariesOf(with, "--data", data)).anyMatch(line -> line.contains("sqlite"));
    assertThat(databaseClassesIn(with)).isNotEmpty();
  }

  /** What a server that has answered some requests has mapped; it logs its classes to a file. */
  private static List<String> librariesOf(Path classLog, String... arguments) throws Exception {
    List<String> options = List.of("-Xlog:class+load:file=" + classLog);
    try (RealServer server = RealServer.start(options, arguments);
        SqsCalls calls = new SqsCalls(server.endpoint())) {
      calls.send(calls.createQueue("q"), "body");
      assertThat(calls.bodies("q")).containsExactly("body");
      return Files.readAllLines(Path.of("/proc/" + server.pid() + "/maps"));
    }
  }

  private static List<String> databaseClassesIn(Path classLog) throws IOException {
    return Files.readAllLines(classLog).stream()
        .filter(line -> line.contains(" org.sqlite.") || line.contains(" java.sql."))
        .toList();
  }
}
