package dev.brume.dynamodb.engine;

/**
 * How far a transfer is.
 *
 * @param status IN_PROGRESS, COMPLETED or FAILED
 * @param startMillis when it was asked for
 * @param endMillis when it ended; 0 before
 * @param bytes bytes that were read or written
 * @param items items that were read or written
 * @param taken of the items that were read, those that were written
 * @param errors of the items that were read, those that could not be written
 * @param failureCode why it failed; null where it did not
 * @param failureMessage the same in words
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
  /** Under way. */
  public static final String IN_PROGRESS = "IN_PROGRESS";

  /** Done. */
  public static final String COMPLETED = "COMPLETED";

  /** Not done. */
  public static final String FAILED = "FAILED";

  /** A transfer that begins. */
  public static TransferProgress begun(long nowMillis) {
    return new TransferProgress(IN_PROGRESS, nowMillis, 0, 0, 0, 0, 0, null, null);
  }

  /** Whether it has ended. */
  public boolean isOver() {
    return endMillis != 0;
  }

  /** The same, done. */
  public TransferProgress completed(long nowMillis, long allBytes, long allItems) {
    return new TransferProgress(
        COMPLETED, startMillis, nowMillis, allBytes, allItems, allItems, 0, null, null);
  }

  /** The same with what was read so far. */
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
