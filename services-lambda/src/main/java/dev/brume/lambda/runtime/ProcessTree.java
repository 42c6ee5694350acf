package dev.brume.lambda.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ends the remaining processes of a function: orphaned processes can't be found as descendants, but
 * still have their environment. Works if {@code /proc} exists, as on Linux.
 */
final class ProcessTree {
  private static final Path PROCESSES = Path.of("/proc");

  /** New ones may start while others are ended: the number of search rounds. */
  private static final int ROUNDS = 20;

  private ProcessTree() {}

  /** Ends all processes that have a variable, given as {@code NAME=value}. */
  static void kill(String variable) {
    if (!Files.isDirectory(PROCESSES)) {
      return;
    }
    for (int round = 0; round < ROUNDS && killOnce(variable); round++) {
      Thread.yield();
    }
  }

  private static boolean killOnce(String variable) {
    String wanted = '\0' + variable + '\0';
    boolean found = false;
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        if (('\0' + environment(process)).contains(wanted)) {
          found = true;
          ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
              .ifPresent(ProcessHandle::destroyForcibly);
        }
      }
    } catch (IOException e) {
      return false;
    }
    return found;
  }

  private static String environment(Path process) {
    try {
      return new String(
          Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
