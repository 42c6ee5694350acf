package dev.brume.server.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The hand-written text files of this repository. What is built, downloaded or extracted from
 * elsewhere (target folders, AWS's descriptions, lock files, the Maven wrapper) is not part of it.
 */
final class Repository {

  /** A file by its path from the root, with slashes, and its text. */
  record TextFile(String path, String text) {

    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    long lines() {
      return text.lines().count();
    }
  }

  private static final Set<String> SKIPPED_FOLDERS =
      Set.of(".git", ".idea", ".vscode", "__pycache__", "node_modules", "target", "models");
  private static final Set<String> SKIPPED_FILES =
      Set.of("mvnw", "mvnw.cmd", "LICENSE", "package-lock.json");
  private static final Set<String> BINARY_ENDINGS =
      Set.of("p12", "png", "gz", "zip", "jar", "bin", "crt", "key", "pem", "der");

  private final Path root;

  private Repository(Path root) {
    this.root = root;
  }

  /** The repository that this test runs in: the closest folder upwards that holds .mvn. */
  static Repository here() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return new Repository(folder);
  }

  List<TextFile> files(Predicate<String> pathMatches) {
    List<TextFile> found = new ArrayList<>();
    try {
      Files.walkFileTree(root, new Collector(root, pathMatches, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  List<TextFile> javaFiles() {
    return files(path -> path.endsWith(".java"));
  }

  /** Collects the text files whose path matches. */
  private static final class Collector extends SimpleFileVisitor<Path> {

    private final Path root;
    private final Predicate<String> pathMatches;
    private final List<TextFile> found;

    Collector(Path root, Predicate<String> pathMatches, List<TextFile> found) {
      this.root = root;
      this.pathMatches = pathMatches;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return SKIPPED_FOLDERS.contains(String.valueOf(folder.getFileName()))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = file.getFileName().toString();
      String path = root.relativize(file).toString().replace('\\', '/');
      boolean binary = BINARY_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
      if (attributes.isRegularFile()
          && !binary
          && !SKIPPED_FILES.contains(name)
          && pathMatches.test(path)) {
        // Latin-1 reads any bytes; the rules look for ASCII words and count lines.
        found.add(new TextFile(path, Files.readString(file, StandardCharsets.ISO_8859_1)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
