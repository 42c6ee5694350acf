package dev.brume.core.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory below the system's temporary directory, created for the first body and deleted at the
 * end. A locked file beside it marks it as in use: directories of killed processes are deleted by
 * later processes.
 */
final class TemporaryBodyDirectory extends BodyDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryBodyDirectory.class);
  private static final String PREFIX = "brume-bodies-";
  private static final String LOCK = ".lock";

  /** Must not be opened again: on POSIX systems, closing a file releases all its locks. */
  private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final Path parent;

  // Guarded by this.
  private Path lockFile;
  private FileChannel lock;

  /** For stores that are not closed before the process ends. */
  private Thread atExit;

  /** A directory in {@code parent}. */
  TemporaryBodyDirectory(Path parent) {
    super(null);
    this.parent = parent;
  }

  /** A directory in the system's folder for temporary files. */
  static TemporaryBodyDirectory ofSystem() {
    return new TemporaryBodyDirectory(Path.of(System.getProperty("java.io.tmpdir")));
  }

  @Override
  Path locate() throws IOException {
    while (true) {
      Path file = Files.createTempFile(parent, PREFIX, LOCK);
      OF_THIS_PROCESS.add(file);
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      // Another process may be deleting concurrently: then the file is gone, or will be.
      if (channel.tryLock() != null && Files.exists(file)) {
        lockFile = file;
        lock = channel;
        atExit = new Thread(this::delete, "brume-bodies-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
        return createPrivate(directoryOf(file));
      }
      channel.close();
      OF_THIS_PROCESS.remove(file);
    }
  }

  private static Path createPrivate(Path directory) throws IOException {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? Files.createDirectory(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        : Files.createDirectory(directory);
  }

  private static Path directoryOf(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  /** Deletes the directories of ended processes. */
  @Override
  void sweep(LongPredicate isKnown) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*" + LOCK)) {
      for (Path file : found) {
        if (!OF_THIS_PROCESS.contains(file)) {
          deleteUnlessInUse(file);
        }
      }
    } catch (IOException e) {
      LOG.debug("{} can't be tidied up", parent, e);
    }
  }

  private static void deleteUnlessInUse(Path lockFile) {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        delete(directoryOf(lockFile));
        Files.delete(lockFile);
      }
    } catch (IOException e) {
      LOG.debug("{} can't be deleted", lockFile, e);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, IOException failure)
              throws IOException {
            Files.deleteIfExists(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  synchronized void close() {
    if (lock != null) {
      delete();
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException e) {
        LOG.debug("The process is ending already");
      }
    }
  }

  private synchronized void delete() {
    if (lock == null) {
      return;
    }
    try {
      delete(directoryOf(lockFile));
      Files.deleteIfExists(lockFile);
      lock.close();
      OF_THIS_PROCESS.remove(lockFile);
      lock = null;
    } catch (IOException e) {
      LOG.warn("The bodies of {} can't be deleted: {}", lockFile, e.toString());
    }
  }
}
