package dev.brume.core.state;

import dev.brume.core.blob.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A data directory locked by this process. Its lock file also holds the number of the last
 * acknowledged commit, so that a state file that lacks commits is detected.
 */
final class StateDirectory implements AutoCloseable {
  private static final String STATE = "state.db";
  private static final String LOCK = "state.lock";
  private static final String DAMAGED = STATE + ".damaged-";
  private static final String BODIES = "bodies";

  /** The suffixes of the database's files. */
  static final String[] SUFFIXES = {"", "-wal", "-shm", "-journal"};

  /** The number of the last commit, the lock's holder, and the machine's boot id. */
  private static final int LOCK_BYTES = 8 + 20 + 36;

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path directory;
  private final DiskReserve reserve;
  private final FileChannel channel;
  private final MappedByteBuffer contents;
  private final boolean sameBoot;
  private long lastAcknowledged;

  /** Identifies the opened file; null before that. */
  private volatile Object opened;

  private StateDirectory(Path directory, FileChannel channel) throws IOException {
    this.directory = directory;
    this.reserve = new DiskReserve(directory);
    this.channel = channel;
    boolean isNew = channel.size() < LOCK_BYTES;
    if (isNew) {
      // A mapped page without disk space would end the process.
      ByteBuffer room = ByteBuffer.allocate(LOCK_BYTES);
      while (room.hasRemaining()) {
        channel.write(room, room.position());
      }
    }
    contents = channel.map(FileChannel.MapMode.READ_WRITE, 0, LOCK_BYTES);
    String bootId = bootId();
    sameBoot = bootId.equals(text(28, 36));
    lastAcknowledged = isNew || Files.notExists(stateFile()) ? 0 : contents.getLong(0);
    acknowledge(lastAcknowledged);
    write(8, 20, Long.toString(ProcessHandle.current().pid()));
    write(28, 36, bootId);
  }

  /** Locks {@code directory}, which is created if missing. */
  static StateDirectory lock(Path directory) {
    Path lockFile = directory.resolve(LOCK);
    FileChannel channel = null;
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              lockFile,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (tryLock(channel)) {
        return new StateDirectory(directory, channel);
      }
      String holder = holder(channel);
      channel.close();
      throw inUse(directory, holder);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new StateException(
          "The data directory " + directory + " can't be used: " + FileProblem.of(e), e);
    }
  }

  /**
   * Prevents other processes from writing to {@code directory} while the channel is open; changes
   * nothing in it.
   *
   * @return null if no process has ever locked the directory
   */
  static FileChannel lockForReading(Path directory) {
    Path lockFile = directory.resolve(LOCK);
    if (!Files.exists(lockFile)) {
      return null;
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(lockFile, StandardOpenOption.READ);
      FileLock lock = tryLock(channel, true);
      if (lock != null) {
        return channel;
      }
      String holder = holder(channel);
      channel.close();
      throw inUse(directory, holder);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new StateException(
          "The data directory " + directory + " can't be read: " + FileProblem.of(e), e);
    }
  }

  /** The number of the last acknowledged commit in the lock file. */
  static long acknowledged(FileChannel lockFile) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
    return lockFile.read(bytes, 0) == Long.BYTES ? bytes.getLong(0) : 0;
  }

  private static StateException inUse(Path directory, String holder) {
    return new StateException(
        "The data directory " + directory + " is in use by process " + holder);
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    return tryLock(channel, false) != null;
  }

  /** The lock, or null if another process holds it. */
  private static FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
    try {
      // Locks the part after the contents, so that others can read the holder on every platform.
      return channel.tryLock(LOCK_BYTES, 1, shared);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(20);
    channel.read(bytes, 8);
    String pid = new String(bytes.array(), StandardCharsets.ISO_8859_1).trim();
    return pid.isEmpty() ? "?" : pid;
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String bootId() {
    try {
      return Files.isReadable(BOOT_ID) ? Files.readString(BOOT_ID).trim() : "";
    } catch (IOException e) {
      return "";
    }
  }

  private String text(int offset, int length) {
    byte[] bytes = new byte[length];
    contents.get(offset, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1).trim();
  }

  private void write(int offset, int length, String text) {
    byte[] bytes = new byte[length];
    byte[] written = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(written, 0, bytes, 0, Math.min(length, written.length));
    contents.put(offset, bytes);
  }

  /** Whether the opened state file has been removed or replaced. */
  boolean isGone() {
    return opened != null && !opened.equals(fileKey());
  }

  /** The state file is open: from now on it must not be replaced. */
  void opened() {
    opened = fileKey();
  }

  /** Identifies the state file among others of its name; null if it does not exist. */
  private Object fileKey() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(stateFile(), BasicFileAttributes.class);
      return attributes.fileKey() == null ? stateFile() : attributes.fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  Path stateFile() {
    return stateFile(directory);
  }

  static Path stateFile(Path directory) {
    return directory.resolve(STATE);
  }

  /** The number of the last commit that an earlier process acknowledged; 0 if unknown. */
  long lastAcknowledged() {
    return lastAcknowledged;
  }

  /** Whether the machine has not been restarted since then, so that no commit can be lost. */
  boolean sameBoot() {
    return sameBoot;
  }

  /** The directory of the bodies that are stored in files of their own. */
  Path bodies() {
    return bodies(directory);
  }

  static Path bodies(Path directory) {
    return directory.resolve(BODIES);
  }

  /** The space reserved for when the disk is full. */
  DiskReserve reserve() {
    return reserve;
  }

  /** Records that the commit with this number is done. */
  void acknowledge(long number) {
    contents.putLong(0, number);
  }

  /** Renames the state file and the bodies that it refers to, and returns the file's new name. */
  Path setAside() {
    try {
      Path aside = firstFreeName();
      for (String suffix : SUFFIXES) {
        moveIfThere(directory.resolve(STATE + suffix), Path.of(aside + suffix));
      }
      moveIfThere(bodies(), aside(aside));
      lastAcknowledged = 0;
      acknowledge(0);
      return aside;
    } catch (IOException e) {
      throw new StateException(
          "The damaged file " + stateFile() + " can't be renamed: " + FileProblem.of(e), e);
    }
  }

  /**
   * Checks that there is a state file if there is anything that belongs to one.
   *
   * @throws DamagedStateException if it is missing
   */
  void checkComplete() {
    if (Files.notExists(stateFile())
        && (Files.exists(directory.resolve(STATE + "-wal")) || hasBodies())) {
      throw new DamagedStateException(
          "The state in " + directory + " lacks its file " + STATE + ", and the rest is there");
    }
  }

  private boolean hasBodies() {
    try (Stream<Path> found = Files.walk(bodies())) {
      return found.anyMatch(Files::isRegularFile);
    } catch (IOException | UncheckedIOException e) {
      return false; // Whoever opens them will say why.
    }
  }

  /**
   * Copies the state file with its log, and returns the copy's name. The bodies that it refers to
   * are kept beside it, as further names of the same files where the disk has such.
   */
  Path keepCopy() {
    try {
      Path copy = firstFreeName();
      keepBodies(aside(copy));
      for (String suffix : SUFFIXES) {
        Path from = directory.resolve(STATE + suffix);
        if (Files.exists(from)) {
          Files.copy(from, Path.of(copy + suffix));
        }
      }
      return copy;
    } catch (IOException e) {
      throw new StateException(
          "The damaged file " + stateFile() + " can't be copied: " + FileProblem.of(e), e);
    }
  }

  /** The directory of the bodies that belong to a state file that was set aside. */
  private Path aside(Path stateFile) {
    String number = stateFile.getFileName().toString().substring(DAMAGED.length());
    return directory.resolve(BODIES + ".damaged-" + number);
  }

  private void keepBodies(Path kept) throws IOException {
    if (Files.notExists(bodies())) {
      return;
    }
    try (Stream<Path> found = Files.walk(bodies())) {
      for (Path each : (Iterable<Path>) found::iterator) {
        Path name = kept.resolve(bodies().relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(name);
        } else {
          link(name, each);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void link(Path name, Path file) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(file, name);
    }
  }

  private Path firstFreeName() {
    int number = 1;
    while (isTaken(directory.resolve(DAMAGED + number))) {
      number++;
    }
    return directory.resolve(DAMAGED + number);
  }

  private boolean isTaken(Path name) {
    return Files.exists(aside(name))
        || Arrays.stream(SUFFIXES).anyMatch(suffix -> Files.exists(Path.of(name + suffix)));
  }

  private static void moveIfThere(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to);
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }
}
