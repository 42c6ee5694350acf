package dev.brume.codegen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A digest of all inputs of the generation. It is stored beside the generated files, so that a
 * rebuild detects at once that nothing changed.
 */
final class Stamp {
  private static final String FILE_NAME = ".stamp";

  private final MessageDigest digest;
  private String value;

  private Stamp() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Stamp of(String text) {
    Stamp stamp = new Stamp();
    stamp.add(text);
    return stamp;
  }

  /** Adds the file's content, or its absence. */
  Stamp file(Path file) throws IOException {
    if (file != null && Files.exists(file)) {
      add(file.getFileName().toString());
      digest.update(Files.readAllBytes(file));
    } else {
      add("absent");
    }
    return this;
  }

  /** Adds every file in the folder and below. */
  Stamp folder(Path folder) throws IOException {
    for (Path file : filesBelow(folder)) {
      file(file);
    }
    return this;
  }

  /** Adds the class path: the generator, its libraries, and their models. */
  Stamp generator() throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      folder(Path.of(entry));
    }
    return this;
  }

  boolean isCurrent(Path folder) throws IOException {
    Path file = folder.resolve(FILE_NAME);
    return Files.exists(file) && Files.readString(file).equals(value());
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(FILE_NAME), value());
  }

  private String value() {
    if (value == null) {
      value = HexFormat.of().formatHex(digest.digest());
    }
    return value;
  }

  private void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
