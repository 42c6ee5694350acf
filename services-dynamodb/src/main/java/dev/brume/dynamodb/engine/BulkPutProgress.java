package dev.brume.dynamodb.engine;

/**
 * How far a bulk put is.
 *
 * @param status IN_PROGRESS, CANCELLING, or how it ended
 * @param startMillis when it was asked for
 * @param endMillis when it ended; 0 before
 * @param objects input objects that are done, in the order of their keys
 * @param bytes bytes of these objects, as they are stored
 * @param totalBytes bytes of all input objects
 * @param items records that were read
 * @param failed of these, those that are no items of the table
 * @param unmet of these, those whose condition did not hold
 * @param failureCode why it failed; null where it did not
 * @param failureMessage the same in words
 */
public record BulkPutProgress(
    String status,
    long startMillis,
    long endMillis,
    int objects,
    long bytes,
    long totalBytes,
    long items,
    long failed,
    long unmet,
    String failureCode,
    String failureMessage) {
  /** Under way. */
  public static final String IN_PROGRESS = "IN_PROGRESS";

  /** Somebody has asked to stop it. */
  public static final String CANCELLING = "CANCELLING";

  /** It was stopped. */
  public static final String CANCELLED = "CANCELLED";

  /** Every record was one. */
  public static final String COMPLETED = "COMPLETED";

  /** It reached the end, and some records were none. */
  public static final String COMPLETED_WITH_ERRORS = "COMPLETED_WITH_ERRORS";

  /** It could not be done. */
  public static final String FAILED = "FAILED";

  /** A bulk put that begins. */
  public static BulkPutProgress begun(long nowMillis) {
    return new BulkPutProgress(IN_PROGRESS, nowMillis, 0, 0, 0, 0, 0, 0, 0, null, null);
  }

  /** Whether it has ended. */
  public boolean isOver() {
    return endMillis != 0;
  }

  /** Whether somebody has asked to stop it. */
  public boolean isCancelling() {
    return status.equals(CANCELLING);
  }

  /** The same, which is to stop. */
  public BulkPutProgress cancelling() {
    return with(CANCELLING, endMillis, failureCode, failureMessage);
  }

  /** The same, when all input is known. */
  public BulkPutProgress of(long allBytes) {
    return new BulkPutProgress(
        status,
        startMillis,
        endMillis,
        objects,
        bytes,
        allBytes,
        items,
        failed,
        unmet,
        failureCode,
        failureMessage);
  }

  /** The same with one more object done. */
  public BulkPutProgress read(
      long objectBytes, long objectItems, long objectFailed, long objectUnmet) {
    return new BulkPutProgress(
        status,
        startMillis,
        endMillis,
        objects + 1,
        bytes + objectBytes,
        totalBytes,
        items + objectItems,
        failed + objectFailed,
        unmet + objectUnmet,
        failureCode,
        failureMessage);
  }

  /** The same, at its end. */
  public BulkPutProgress completed(long nowMillis) {
    return with(failed > 0 ? COMPLETED_WITH_ERRORS : COMPLETED, nowMillis, null, null);
  }

  /** The same, stopped. */
  public BulkPutProgress cancelled(long nowMillis) {
    return with(CANCELLED, nowMillis, null, null);
  }

  /** The same, failed. */
  public BulkPutProgress failed(long nowMillis, String code, String message) {
    return with(FAILED, nowMillis, code, message);
  }

  private BulkPutProgress with(String changed, long end, String code, String message) {
    return new BulkPutProgress(
        changed, startMillis, end, objects, bytes, totalBytes, items, failed, unmet, code, message);
  }
}
