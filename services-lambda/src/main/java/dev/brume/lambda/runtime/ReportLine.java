package dev.brume.lambda.runtime;

/**
 * What the platform reports at the end of a call.
 *
 * @param requestId of the call
 * @param millis how long it took
 * @param memoryMegabytes how much memory the function is configured to have
 * @param usedMegabytes how much of it was used at most
 * @param initMillis how long the beginning of the environment took; null where it was there
 * @param outcome how the call ended
 */
record ReportLine(
    String requestId,
    double millis,
    int memoryMegabytes,
    long usedMegabytes,
    Double initMillis,
    Outcome outcome) {
  /** How a call ended. */
  enum Outcome {
    /** The function answered. */
    SUCCESS,
    /** The function reported an error of its own. */
    FAILURE,
    /** The process has exited. */
    ERROR,
    /** The call took too long. */
    TIMEOUT
  }
}
