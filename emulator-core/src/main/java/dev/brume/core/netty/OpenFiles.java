package dev.brume.core.netty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds how many files and sockets this process may have open: from Linux; unlimited on other
 * systems.
 */
final class OpenFiles {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final Pattern MOST = Pattern.compile("(?m)^Max open files +(\\d+)");

  /**
   * Of those that are free, this part is for connections; the rest is for the bodies of objects.
   */
  private static final int CONNECTIONS_OF_THREE = 2;

  private OpenFiles() {}

  /** How many connections there can be, so that there are files left for what they ask for. */
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
