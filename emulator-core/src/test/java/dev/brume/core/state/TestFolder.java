package dev.brume.core.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of a try of a property, which JUnit's own temporary folders are not made for. */
final class TestFolder implements AutoCloseable {
  private final Path path;

  private TestFolder(Path path) {
    this.path = path;
  }

  static TestFolder make() throws IOException {
    return new TestFolder(Files.createTempDirectory("brume-test"));
  }

  Path path() {
    return path;
  }

  /** Deletes it, with all that is in it. */
  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(path)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
