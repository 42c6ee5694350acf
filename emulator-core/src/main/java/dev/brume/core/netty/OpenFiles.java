package dev.brume.core.netty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Determines how many files and sockets this process may open: from Linux; unlimited on other
 * systems.
 */
final class OpenFiles {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final Pattern MOST = Pattern.compile("(?m)^Max open files +(\\d+)");

  /**
   * The share of the free descriptors, in thirds, for connections; the rest is for files of object
   * bodies.
   */
  private static final int CONNECTIONS_OF_THREE = 2;

  private OpenFiles() {}

  /** The most connections that leave enough file descriptors for the files they need. */
  static int mostConnections() {
    try {
      if (!Files.isReadable(LIMITS)) {
        return Integer.MAX_VALUE;
      }
      Matcher most = MOST.matcher(Files.readString(LIMITS));
      if (!most.find()) {
        return Integer.MAX_VALUE;
      }
      try (Stream<Path> open = Files.list(OPEN)) {
        long free = Long.parseLong(most.group(1)) - open.count();
        return Math.clamp(free * CONNECTIONS_OF_THREE / 3, 1, Integer.MAX_VALUE);
      }
    } catch (IOException e) {
      return Integer.MAX_VALUE;
    }
  }
}
