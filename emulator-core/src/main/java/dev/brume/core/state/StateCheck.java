package dev.brume.core.state;

import dev.brume.core.blob.BodyLink;
import dev.brume.core.blob.BodyStoreException;
import dev.brume.core.blob.FileProblem;
import dev.brume.core.blob.SpillingBodyStore;
import dev.brume.core.blob.StoredBody;
import dev.brume.core.state.codec.ValueCodec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Compares everything in a data directory with its checksums: the entries of the state file, and
 * the bodies in files that they refer to. It changes nothing there: the state file is copied to the
 * temporary directory, because reading may require a recovery of its database.
 */
public final class StateCheck {
  private final Path directory;
  private final SpillingBodyStore bodies;
  private final List<String> damages = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();

  /** The bodies inside the state file, as in an exported file that was placed there. */
  private final Map<Long, CRC32C> packed = new HashMap<>();

  private long entries;
  private long bytes;
  private long unverifiable;

  /**
   * The result.
   *
   * @param entries the number of intact entries in the state file
   * @param bodies the number of bodies in files that they refer to
   * @param bytes the size of these bodies
   * @param unverifiable the number of them written before checksums existed: only their presence
   *     and length are checked
   * @param damages a line per damage
   */
  public record Report(
      long entries, long bodies, long bytes, long unverifiable, List<String> damages) {}

  private StateCheck(Path directory) {
    this.directory = directory;
    this.bodies = SpillingBodyStore.in(StateDirectory.bodies(directory), false);
  }

  /**
   * Checks the data directory, which must not be in use.
   *
   * @throws StateException if it is missing, in use, unreadable, or written by a newer version
   */
  public static Report of(Path directory) {
    if (!Files.isRegularFile(StateDirectory.stateFile(directory))) {
      throw new StateException("There is no state in " + directory);
    }
    StateCheck check = new StateCheck(directory);
    try (FileChannel lock = StateDirectory.lockForReading(directory)) {
      check.run(lock);
    } catch (IOException e) {
      throw new StateException(
          "The data directory " + directory + " can't be read: " + FileProblem.of(e), e);
    } finally {
      check.bodies.close();
    }
    return new Report(
        check.entries,
        check.seen.size(),
        check.bytes,
        check.unverifiable,
        List.copyOf(check.damages));
  }

  private void run(FileChannel lock) throws IOException {
    Path copies = Files.createTempDirectory("brume-check");
    try {
      Path original = StateDirectory.stateFile(directory);
      Path copy = copies.resolve(original.getFileName());
      for (String suffix : StateDirectory.SUFFIXES) {
        if (Files.exists(Path.of(original + suffix))) {
          Files.copy(Path.of(original + suffix), Path.of(copy + suffix));
        }
      }
      load(copy, original, lock);
    } finally {
      try (var files = Files.list(copies)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.delete(copies);
    }
  }

  private void load(Path copy, Path original, FileChannel lock) throws IOException {
    try (StateFile file = StateFile.open(copy, null, false, new ValueCodec(bodies))) {
      file.load(new Entries());
      long missing = lock == null ? 0 : StateDirectory.acknowledged(lock) - file.commitsFound();
      if (missing > 0) {
        damages.add(original + " lacks the last " + missing + " commits");
      }
    } catch (DamagedStateException e) {
      damages.add(e.getMessage().replace(copy.toString(), original.toString()));
    }
  }

  /** Receives each entry after its own checksum has been compared. */
  private final class Entries implements StateFile.Loader {
    @Override
    public boolean goesOnWithout(String damage) {
      return damages.add(StateDirectory.stateFile(directory) + ": " + damage);
    }

    @Override
    public void body(long id, byte[] piece) {
      packed.computeIfAbsent(id, any -> new CRC32C()).update(piece);
    }

    @Override
    public void load(TableKey table, Object key, Stored value) {
      entries++;
      value.bodies().visit(body -> check(body, table, key));
    }
  }

  private void check(StoredBody body, TableKey table, Object key) {
    BodyLink link = body.link();
    if (!seen.add(link.id())) {
      return;
    }
    bytes += link.length();
    CRC32C inFile = packed.get(link.id());
    if (link.checksum() == BodyLink.UNKNOWN) {
      unverifiable++;
    } else if (inFile != null) {
      if (inFile.getValue() != link.checksum()) {
        damages.add("A body in the state file is damaged: " + describe(table, key));
      }
      return;
    }
    try {
      body.verify();
    } catch (BodyStoreException e) {
      damages.add(e.getMessage() + ": " + describe(table, key));
    }
  }

  private static String describe(TableKey table, Object key) {
    return table + " " + key;
  }
}
