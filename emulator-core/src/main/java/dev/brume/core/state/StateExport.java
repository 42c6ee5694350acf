package dev.brume.core.state;

import dev.brume.core.blob.BodyStoreException;
import dev.brume.core.blob.FileProblem;
import dev.brume.core.blob.StoredBody;
import dev.brume.core.schema.FileStream;
import dev.brume.core.state.codec.ValueCodec;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exports the whole state to one file, and imports it from one. The file has the format of a data
 * directory's state file, but also contains the bodies, which there are separate files.
 */
public final class StateExport {
  /** The number of first bytes that tell whether a file may be imported. */
  public static final int BEGINNING_BYTES = StateDatabase.BEGINNING_BYTES;

  private StateExport() {}

  /**
   * Checks how a file begins, so that gigabytes of something else need not be stored.
   *
   * @param bytes the first {@link #BEGINNING_BYTES}, or all if there are fewer
   * @return the length of the file in bytes, as it begins
   * @throws DamagedStateException if it is no state file
   */
  public static long checkBeginning(byte[] bytes) {
    if (!StateDatabase.mayBegin(bytes)) {
      throw new DamagedStateException("This is no state file");
    }
    return StateDatabase.length(bytes);
  }

  /**
   * Writes the present state of {@code store} to {@code target}, replacing an existing file
   * atomically.
   *
   * @throws StateException if the file can't be written
   */
  public static void write(InMemoryStore store, Path target) {
    inTemporaryDirectory(
        directory -> {
          Path made = directory.resolve("export.db");
          // While there is a snapshot no body is deleted.
          try (Store.Snapshot kept = store.snapshot();
              StateFile file = StateFile.open(made, null, false, new ValueCodec())) {
            write(store.copy(), file);
          } catch (SQLException e) {
            throw withoutPlace(StateDatabase.failure(made, e), made);
          } catch (StateException e) {
            throw withoutPlace(e, made);
          }
          Files.move(made, target, StandardCopyOption.REPLACE_EXISTING);
          return null;
        });
  }

  private static void write(ChangeBatch state, StateFile file) throws SQLException, IOException {
    Map<Long, StoredBody> bodies = new TreeMap<>();
    state.visitBodies(
        body -> {
          if (body.link() != null) {
            bodies.put(body.link().id(), body);
          }
        });
    for (Map.Entry<Long, StoredBody> body : bodies.entrySet()) {
      write(body.getKey(), body.getValue(), file);
    }
    file.commit(state);
  }

  private static void write(long id, StoredBody body, StateFile file)
      throws SQLException, IOException {
    FileStream stream = (FileStream) body.stream(0, body.length());
    try (FileStream.Pieces pieces = stream.pieces()) {
      body.verify();
      switch (pieces.next()) {
        case FileStream.Bytes bytes -> file.putBody(id, 0, bytes.buffer().array());
        case FileStream.Region region -> write(id, region, file);
      }
    } catch (BodyStoreException e) {
      throw new StateException(e.getMessage(), e);
    }
  }

  private static void write(long id, FileStream.Region region, StateFile file)
      throws SQLException, IOException {
    long number = 0;
    for (long at = 0; at < region.count(); number++) {
      int size = (int) Math.min(BodyRows.PIECE_BYTES, region.count() - at);
      ByteBuffer piece = ByteBuffer.allocate(size);
      while (piece.hasRemaining()) {
        if (region.channel().read(piece, at + piece.position()) < 0) {
          throw new EOFException("A body's file has become shorter");
        }
      }
      file.putBody(id, number, piece.array());
      at += size;
    }
  }

  /**
   * Replaces the state of {@code store} with that of {@code source}. The whole file is read and
   * checked before anything changes, and is not modified.
   *
   * @throws DamagedStateException if the file is damaged or no state file
   * @throws StateException if it can't be read or is of a newer version
   */
  public static void read(InMemoryStore store, Path source) {
    ImportedBodies imported = new ImportedBodies(store.bodies());
    try {
      inTemporaryDirectory(
          directory -> {
            Path copy = directory.resolve(source.getFileName());
            Files.copy(source, copy);
            try (StateFile file = StateFile.open(copy, null, false, new ValueCodec(imported))) {
              file.load(imported);
            } catch (StateException e) {
              throw withoutPlace(e, copy);
            }
            return null;
          });
    } catch (StateException e) {
      imported.discard();
      throw e;
    }
    store.replace(imported.entries());
  }

  /** Says the same of a file that only this process knows by a name. */
  private static StateException withoutPlace(StateException failure, Path file) {
    String message =
        failure
            .getMessage()
            .replace("The state file " + file, "The state file")
            .replace(file.toString(), "The state file");
    return failure instanceof DamagedStateException
        ? new DamagedStateException(message, failure)
        : new StateException(message, failure);
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
      throw new StateException("The state file can't be copied: " + FileProblem.of(e), e);
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
