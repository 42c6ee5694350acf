package dev.brume.lambda.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of a process, as Linux reports it; on other systems it is not known.
 *
 * @param anonymousKilobytes what is not backed by files, now: less than what AWS counts, so that a
 *     function that fits there fits here
 * @param peakKilobytes all of it, at most
 * @see <a
 *     href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
record ProcessMemory(long anonymousKilobytes, long peakKilobytes) {
  private static final ProcessMemory UNKNOWN = new ProcessMemory(0, 0);
  private static final int KILOBYTES_PER_MEGABYTE = 1024;

  /** The memory of a process; 0 if it is not known. */
  static ProcessMemory of(long pid) {
    try {
      String status =
          new String(
              Files.readAllBytes(Path.of("/proc", Long.toString(pid), "status")),
              StandardCharsets.ISO_8859_1);
      return new ProcessMemory(
          value(status, "\nRssAnon:") + value(status, "\nRssShmem:"), value(status, "\nVmHWM:"));
    } catch (IOException gone) {
      return UNKNOWN;
    }
  }

  private static long value(String status, String name) {
    int at = status.indexOf(name);
    long value = 0;
    for (int i = at + name.length(); at >= 0 && i < status.length(); i++) {
      char digit = status.charAt(i);
      if (digit == '\n') {
        break;
      }
      if (Character.isDigit(digit)) {
        value = value * 10 + (digit - '0');
      }
    }
    return value;
  }

  /** Whether it has more than so many megabytes. */
  boolean isAbove(int megabytes) {
    return anonymousKilobytes > (long) megabytes * KILOBYTES_PER_MEGABYTE;
  }

  /** The peak in megabytes, which is never above the limit; the limit where it is not known. */
  long peakMegabytes(int limit) {
    return peakKilobytes == 0 ? limit : Math.min(limit, peakKilobytes / KILOBYTES_PER_MEGABYTE);
  }
}
