package dev.brume.core.blob;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of the bodies' files, and their names: each process that creates files creates a
 * directory of its own in it, with the next number, and numbers its files. So no name is reused,
 * and a new name needs no listing.
 */
class BodyDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(BodyDirectory.class);

  /** An id consists of the process's number and, in the lower bits, the file's number. */
  private static final int FILE_BITS = 40;

  private static final int RADIX = 16;

  // Guarded by this.
  private Path root;
  private Path own;
  private long run;
  private long files;
  private long highestRun;

  BodyDirectory(Path root) {
    this.root = root;
  }

  /**
   * Its path; called before the first file is created, for directories that are created on demand.
   */
  Path locate() throws IOException {
    return root;
  }

  /** An id for a new file, whose directory exists. */
  synchronized long allocate() throws IOException {
    if (own == null) {
      root = locate();
      Files.createDirectories(root);
      own = makeOwn();
    }
    files++;
    return run << FILE_BITS | files;
  }

  private Path makeOwn() throws IOException {
    run = highestRun;
    for (Path each : runs()) {
      run = Math.max(run, number(each));
    }
    while (true) {
      run++;
      try {
        return Files.createDirectory(runDirectory(run));
      } catch (FileAlreadyExistsException e) {
        // A foreign file with such a name: use the next number.
      }
    }
  }

  private Path runDirectory(long number) {
    return root.resolve(Long.toString(number, RADIX));
  }

  /** The path of the file with that id, whether or not it exists. */
  synchronized Path path(long id) {
    long number = id >>> FILE_BITS;
    highestRun = Math.max(highestRun, number);
    return runDirectory(number).resolve(Long.toString(id & (1L << FILE_BITS) - 1, RADIX));
  }

  /** Deletes files of earlier processes, except those of known bodies. */
  void sweep(LongPredicate isKnown) {
    try {
      List<Path> swept;
      synchronized (this) {
        swept = runs();
        swept.remove(own);
      }
      int deleted = 0;
      for (Path directory : swept) {
        deleted += sweep(directory, isKnown);
      }
      if (deleted > 0) {
        LOG.info("Deleted {} bodies in {} that nothing refers to", deleted, root);
      }
    } catch (IOException e) {
      LOG.warn("{} can't be tidied up: {}", root, e.toString());
    }
  }

  private static int sweep(Path directory, LongPredicate isKnown) throws IOException {
    long first = number(directory) << FILE_BITS;
    int kept = 0;
    int deleted = 0;
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
      for (Path file : found) {
        long number = number(file);
        if (number < 0 || isKnown.test(first | number)) {
          kept++;
        } else {
          BodyFile.delete(file);
          deleted++;
        }
      }
    }
    if (kept == 0) {
      BodyFile.delete(directory);
    }
    return deleted;
  }

  private List<Path> runs() throws IOException {
    List<Path> runs = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(root)) {
      for (Path each : found) {
        if (number(each) > 0 && Files.isDirectory(each)) {
          runs.add(each);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return new ArrayList<>();
    }
    return runs;
  }

  /** The number in a file's name, or -1. */
  private static long number(Path file) {
    try {
      long number = Long.parseLong(file.getFileName().toString(), RADIX);
      return number < 1L << FILE_BITS ? number : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Releases the directory. */
  void close() {}
}
