package dev.brume.core.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the whole state out into one file, and in from one. The file is that of a data directory.
 */
public final class StateExport {
  private StateExport() {}

  /**
   * Writes what {@code store} holds at this moment to {@code target}, which is replaced as a whole
   * where it is there already.
   *
   * @throws StateException where the file can't be written
   */
  public static void write(InMemoryStore store, Path target) {
    inTemporaryDirectory(
        directory -> {
          Path made = directory.resolve("export.db");
          try (StateFile file = StateFile.open(made, null, false)) {
            file.commit(store.copy());
          } catch (SQLException e) {
            throw StateDatabase.failure(made, e);
          }
          Files.move(made, target, StandardCopyOption.REPLACE_EXISTING);
          return null;
        });
  }

  /**
   * Replaces what {@code store} holds by what {@code source} does. The file is read and checked as
   * a whole before anything changes, and is left as it is.
   *
   * @throws DamagedStateException where the file is damaged or no state file
   * @throws StateException where it can't be read or is of a newer version
   */
  public static void read(InMemoryStore store, Path source) {
    List<InMemoryStore.StoredEntry> entries = inTemporaryDirectory(copy -> entries(source, copy));
    store.replace(entries);
  }

  private static List<InMemoryStore.StoredEntry> entries(Path source, Path directory)
      throws IOException {
    Path copy = directory.resolve(source.getFileName());
    Files.copy(source, copy);
    List<InMemoryStore.StoredEntry> entries = new ArrayList<>();
    try (StateFile file = StateFile.open(copy, null, false)) {
      file.load(
          (table, key, value) -> entries.add(new InMemoryStore.StoredEntry(table, key, value)));
    }
    return entries;
  }

  @FunctionalInterface
  private interface Work<T> {
    T in(Path directory) throws IOException;
  }

  private static <T> T inTemporaryDirectory(Work<T> work) {
    try {
      Path directory = Files.createTempDirectory("brume-state");
      try {
        return work.in(directory);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new StateException("The state file can't be copied: " + e, e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.delete(directory);
  }
}
