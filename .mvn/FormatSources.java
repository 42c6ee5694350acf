import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks, or with {@code apply} restores, google-java-format's layout of every hand-written Java
 * file. Run from the root of the repository by the build, in a JVM of its own: the formatter parses
 * with the compiler of the JVM it runs on, and Maven's may be too old for our sources.
 */
final class FormatSources {

  private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules");

  private record Outcome(Path file, boolean formatted, String problem) {}

  public static void main(String[] arguments) throws IOException {
    boolean apply = arguments.length == 1 && arguments[0].equals("apply");
    List<Outcome> wrong =
        javaFiles(Path.of("")).parallel().map(file -> format(file, apply)).toList().stream()
            .filter(outcome -> !outcome.formatted)
            .toList();
    wrong.forEach(outcome -> System.err.println("  " + outcome.file + ": " + outcome.problem));
    boolean failed = wrong.stream().anyMatch(o -> !apply || !o.problem.equals("formatted"));
    if (failed) {
      System.err.println("Sources are not formatted. Run: ./brume format");
      System.exit(1);
    }
  }

  private static Stream<Path> javaFiles(Path root) throws IOException {
    List<Path> found = new java.util.ArrayList<>();
    Files.walkFileTree(
        root.toAbsolutePath(),
        new java.nio.file.SimpleFileVisitor<>() {
          @Override
          public java.nio.file.FileVisitResult preVisitDirectory(
              Path directory, java.nio.file.attribute.BasicFileAttributes attributes) {
            return SKIPPED.contains(directory.getFileName().toString())
                ? java.nio.file.FileVisitResult.SKIP_SUBTREE
                : java.nio.file.FileVisitResult.CONTINUE;
          }

          @Override
          public java.nio.file.FileVisitResult visitFile(
              Path file, java.nio.file.attribute.BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(root.toAbsolutePath().relativize(file));
            }
            return java.nio.file.FileVisitResult.CONTINUE;
          }
        });
    return found.stream().sorted();
  }

  private static Outcome format(Path file, boolean apply) {
    try {
      String before = Files.readString(file);
      String ordered = ImportOrderer.reorderImports(before, Style.GOOGLE);
      String after = new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
      if (after.equals(before)) {
        return new Outcome(file, true, "");
      }
      if (apply) {
        Files.writeString(file, after);
        return new Outcome(file, false, "formatted");
      }
      return new Outcome(file, false, "differs");
    } catch (FormatterException e) {
      return new Outcome(file, false, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
