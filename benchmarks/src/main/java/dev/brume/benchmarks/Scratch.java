package dev.brume.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that servers write into, and that are gone afterwards. */
final class Scratch {
  private static final Path ALL = Path.of("benchmarks", "target", "scratch");

  private Scratch() {}

  static Path folder(String name) throws IOException {
    return Files.createDirectories(ALL.resolve(name).toAbsolutePath());
  }

  static void clear() throws IOException {
    if (Files.exists(ALL)) {
      try (Stream<Path> files = Files.walk(ALL)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
