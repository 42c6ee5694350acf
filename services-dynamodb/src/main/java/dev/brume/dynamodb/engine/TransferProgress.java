package dev.brume.dynamodb.engine;

/**
 * The progress of a transfer.
 *
 * @param status IN_PROGRESS, COMPLETED or FAILED
 * @param startMillis when it was requested
 * @param endMillis when it ended; 0 before
 * @param bytes the bytes read or written
 * @param items the items read or written
 * @param taken the read items that were written
 * @param errors the read items that could not be written
 * @param failureCode the failure's code; null if it did not fail
 * @param failureMessage the failure's text
 */
public record TransferProgress(
    String status,
    long startMillis,
    long endMillis,
    long bytes,
    long items,
    long taken,
    long errors,
    String failureCode,
    String failureMessage) {
  /** Running. */
  public static final String IN_PROGRESS = "IN_PROGRESS";

  /** Completed. */
  public static final String COMPLETED = "COMPLETED";

  /** Failed. */
  public static final String FAILED = "FAILED";

  /** A starting transfer. */
  public static TransferProgress begun(long nowMillis) {
    return new TransferProgress(IN_PROGRESS, nowMillis, 0, 0, 0, 0, 0, null, null);
  }

  /** Whether it has ended. */
  public boolean isOver() {
    return endMillis != 0;
  }

  /** The same, completed. */
  public TransferProgress completed(long nowMillis, long allBytes, long allItems) {
    return new TransferProgress(
        COMPLETED, startMillis, nowMillis, allBytes, allItems, allItems, 0, null, null);
  }

  /** The same with the amounts read so far. */
  public TransferProgress read(long allBytes, long allItems, long allTaken) {
    return new TransferProgress(
        status,
        startMillis,
        endMillis,
        allBytes,
        allItems,
        allTaken,
        allItems - allTaken,
        failureCode,
        failureMessage);
  }

  /** The same, ended. */
  public TransferProgress ended(long nowMillis, String code, String message) {
    return new TransferProgress(
        code == null ? COMPLETED : FAILED,
        startMillis,
        nowMillis,
        bytes,
        items,
        taken,
        errors,
        code,
        message);
  }
}
