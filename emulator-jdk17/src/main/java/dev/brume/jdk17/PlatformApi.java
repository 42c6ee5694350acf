package dev.brume.jdk17;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The types of an older Java, as the running JDK keeps them for {@code javac --release}: in {@code
 * lib/ct.sym}, whose folders are named by the releases that their files hold for, each by one
 * character (base 36).
 */
final class PlatformApi implements AutoCloseable {
  private static final String SIGNATURES = ".sig";

  private final ZipFile file;
  private final Map<String, ZipEntry> types = new HashMap<>();

  private PlatformApi(ZipFile file, int release) {
    this.file = file;
    char wanted = Character.toUpperCase(Character.forDigit(release, Character.MAX_RADIX));
    for (ZipEntry entry : Collections.list(file.entries())) {
      String name = entry.getName();
      int module = name.indexOf('/');
      if (!name.endsWith(SIGNATURES) || name.substring(0, module).indexOf(wanted) < 0) {
        continue;
      }
      int start = name.indexOf('/', module + 1) + 1;
      types.put(name.substring(start, name.length() - SIGNATURES.length()), entry);
    }
  }

  static PlatformApi ofJava17() throws IOException {
    Path signatures = Path.of(System.getProperty("java.home"), "lib", "ct.sym");
    return new PlatformApi(new ZipFile(signatures.toFile()), 17);
  }

  /** Whether a type belongs to a Java platform, this one or another. */
  static boolean owns(String type) {
    return type.startsWith("java/") || type.startsWith("javax/") || type.startsWith("jdk/");
  }

  /** The class file of a type, without code; null where this Java has none of that name. */
  byte[] classFile(String type) {
    ZipEntry entry = types.get(type);
    if (entry == null) {
      return null;
    }
    try {
      return file.getInputStream(entry).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
