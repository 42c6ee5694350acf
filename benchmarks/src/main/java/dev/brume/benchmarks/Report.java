package dev.brume.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Lines that are printed as they come, and kept in a file. */
final class Report {
  private final StringBuilder text = new StringBuilder();
  private final Path file;

  /**
   * @param name of the file in {@code benchmarks/target}
   */
  Report(String name) {
    file = Path.of("benchmarks", "target", name);
  }

  void line(String format, Object... values) throws IOException {
    String line = String.format(Locale.ROOT, format, values);
    System.out.println(line);
    text.append(line).append('\n');
    Files.writeString(file, text);
  }
}
