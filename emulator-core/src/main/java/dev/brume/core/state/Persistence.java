package dev.brume.core.state;

import dev.brume.core.blob.SpillingBodyStore;
import dev.brume.core.state.codec.ValueCodec;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where and how the state is persisted.
 *
 * @param directory holds the files; created if missing. One process at a time.
 * @param mode when changes are written
 * @param interval the most that can be lost in mode {@link Mode#INTERVAL}
 * @param sync whether each write is forced to the disk, so that it survives a crash of the machine,
 *     not only of the process
 */
public record Persistence(Path directory, Mode mode, Duration interval, boolean sync) {
  /** The default interval of mode {@link Mode#INTERVAL}: the most that can be lost. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);

  /** When changes are written. */
  public enum Mode {
    /** Before they are acknowledged. */
    ALWAYS,
    /** Together, once per interval. */
    INTERVAL
  }

  /** Everything acknowledged is persisted in {@code directory}. */
  public static Persistence always(Path directory) {
    return new Persistence(directory, Mode.ALWAYS, DEFAULT_INTERVAL, false);
  }

  /** Everything but the last {@code interval} is persisted in {@code directory}. */
  public static Persistence every(Duration interval, Path directory) {
    return new Persistence(directory, Mode.INTERVAL, interval, false);
  }

  /**
   * Opens the store with the directory's state. A damaged or foreign file is reported, renamed and
   * ignored.
   *
   * @throws StateException if the directory is in use by another process, is unusable, or was
   *     written by a newer version
   */
  public InMemoryStore open() {
    StateDirectory files = StateDirectory.lock(directory);
    try {
      return load(files);
    } catch (DamagedStateException e) {
      return startWithout(files, e);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private InMemoryStore startWithout(StateDirectory files, DamagedStateException damage) {
    try {
      Path aside = files.setAside();
      LOG.error(
          "{}. It is kept as {} and left out: the state starts empty",
          damage.getMessage(),
          aside.getFileName());
      LOG.debug("How the damage was found", damage);
      return load(files);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private InMemoryStore load(StateDirectory files) {
    files.checkComplete();
    SpillingBodyStore bodies = SpillingBodyStore.in(files.bodies(), sync);
    StateFile file = StateFile.open(files.stateFile(), files, sync, new ValueCodec(bodies));
    try {
      GroupJournal[] journal = new GroupJournal[1];
      InMemoryStore store =
          new InMemoryStore(
              bodies,
              made -> journal[0] = new GroupJournal(file, this, made::isInsideSection, made::rest));
      try (UnpackedBodies unpacked = new UnpackedBodies(bodies, store::load)) {
        file.load(unpacked);
        store.loaded();
      }
      file.removeBodies();
      files.opened();
      journal[0].start();
      return store;
    } catch (RuntimeException e) {
      file.abandon();
      throw e;
    }
  }
}
