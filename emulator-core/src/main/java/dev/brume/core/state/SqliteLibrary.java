package dev.brume.core.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library. The driver unpacks it into the temporary directory and deletes it
 * when the process ends, which a killed process does not do. Here it is deleted once it is loaded:
 * the system keeps a loaded file until it is unloaded, except on Windows.
 */
final class SqliteLibrary {
  private static final String DIRECTORY = "org.sqlite.tmpdir";
  private static final String LIBRARY = "org.sqlite.lib.path";

  private static boolean loaded;

  private SqliteLibrary() {}

  /** Loads the library unless that was done. Does nothing where the user has chosen a directory. */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    loaded = true;
    if (isChosen() || System.getProperty("os.name").startsWith("Windows")) {
      return;
    }
    try {
      Path directory = Files.createTempDirectory("brume-sqlite");
      try {
        loadFrom(directory);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new StateException("SQLite can't be unpacked: " + e.getMessage(), e);
    }
  }

  private static boolean isChosen() {
    return System.getProperty(DIRECTORY) != null || System.getProperty(LIBRARY) != null;
  }

  private static void loadFrom(Path directory) {
    System.setProperty(DIRECTORY, directory.toString());
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      throw new StateException("SQLite can't be loaded: " + e.getMessage(), e);
    } finally {
      System.clearProperty(DIRECTORY);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.deleteIfExists(directory);
  }
}
