package dev.brume.lambda.runtime;

import java.util.Locale;

/**
 * The line that ends the log of a call.
 *
 * @param requestId of the call
 * @param millis how long it took
 * @param memoryMegabytes how much memory the function is configured to have
 * @param usedMegabytes how much of it was used at most
 * @param initMillis how long the beginning of the environment took; null where it was there
 * @param timedOut whether the call took too long
 */
record ReportLine(
    String requestId,
    double millis,
    int memoryMegabytes,
    long usedMegabytes,
    Double initMillis,
    boolean timedOut) {
  /** The line, with its end. */
  String text() {
    StringBuilder report = new StringBuilder("REPORT RequestId: ").append(requestId);
    report.append(String.format(Locale.ROOT, "\tDuration: %.2f ms", millis));
    report.append("\tBilled Duration: ").append((long) Math.ceil(millis)).append(" ms");
    report.append("\tMemory Size: ").append(memoryMegabytes).append(" MB");
    report.append("\tMax Memory Used: ").append(usedMegabytes).append(" MB");
    if (initMillis != null) {
      report.append(String.format(Locale.ROOT, "\tInit Duration: %.2f ms", initMillis));
    }
    report.append('\t');
    if (timedOut) {
      report.append("Status: timeout");
    }
    return report.append('\n').toString();
  }
}
