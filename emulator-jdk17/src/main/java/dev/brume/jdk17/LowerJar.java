package dev.brume.jdk17;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites a jar in place so that Java 17 runs it, and fails where it calls what neither Java 17
 * nor {@link dev.brume.jdk17.runtime.Backports} has. Arguments: the jar, then the names of types
 * that are newer and are used on newer Javas only, such as {@code javax/crypto/KEM}.
 */
public final class LowerJar {
  private static final String CLASS = ".class";

  private LowerJar() {}

  /** Entries are copied in their order, with their times: the result is reproducible. */
  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Set<String> tolerated = Set.copyOf(List.of(arguments).subList(1, arguments.length));
    Map<String, byte[]> contents = new LinkedHashMap<>();
    Map<String, ZipEntry> entries = new LinkedHashMap<>();
    read(jar, contents, entries);
    try (PlatformApi api = PlatformApi.ofJava17()) {
      Lowering lowering = new Lowering(api, tolerated);
      contents.forEach(
          (name, bytes) -> {
            if (isClass(name)) {
              lowering.add(bytes);
            }
          });
      contents.replaceAll((name, bytes) -> isClass(name) ? lowering.lower(bytes) : bytes);
      lowering.failOnMissing();
    }
    Path lowered = jar.resolveSibling(jar.getFileName() + ".lowered");
    write(lowered, contents, entries);
    Files.move(lowered, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isClass(String name) {
    return name.endsWith(CLASS) && !name.startsWith("META-INF/");
  }

  private static void read(Path jar, Map<String, byte[]> contents, Map<String, ZipEntry> entries)
      throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        contents.put(entry.getName(), file.getInputStream(entry).readAllBytes());
        entries.put(entry.getName(), entry);
      }
    }
  }

  private static void write(Path jar, Map<String, byte[]> contents, Map<String, ZipEntry> entries)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, byte[]> content : contents.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setTimeLocal(entries.get(content.getKey()).getTimeLocal());
        zip.putNextEntry(entry);
        zip.write(content.getValue());
        zip.closeEntry();
      }
    }
  }
}
