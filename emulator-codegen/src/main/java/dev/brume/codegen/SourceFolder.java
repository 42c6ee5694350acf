package dev.brume.codegen;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A folder of generated files. A file is only written when its content changes, so that compilers
 * detect changes; obsolete files are deleted.
 */
final class SourceFolder {
  private final Path folder;
  private final Set<String> written = new TreeSet<>();

  SourceFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  void write(String fileName, String content) throws IOException {
    if (!written.add(fileName)) {
      throw new GenerationException("generated twice: " + folder.resolve(fileName));
    }
    Path file = folder.resolve(fileName);
    if (!Files.exists(file) || !Files.readString(file).equals(content)) {
      Files.writeString(file, content);
    }
  }

  /** Deletes the files with that extension that were not written. */
  void deleteOthers(String ending) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ending)) {
      for (Path file : files) {
        if (!written.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }
}
