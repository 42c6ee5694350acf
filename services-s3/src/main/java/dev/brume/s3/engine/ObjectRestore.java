package dev.brume.s3.engine;

/**
 * A copy of an archived object, restored temporarily.
 *
 * @param requestedMillis when it was requested
 * @param readyMillis when it becomes available
 * @param expiresMillis when it expires; equal to {@code readyMillis} if Intelligent-Tiering
 *     restores the object itself
 * @param tier one of {@link dev.brume.s3.api.Tier}
 * @param told whether its availability was reported to listeners
 */
public record ObjectRestore(
    long requestedMillis, long readyMillis, long expiresMillis, String tier, boolean told) {
  /** The same after it was reported to listeners. */
  public ObjectRestore withTold() {
    return new ObjectRestore(requestedMillis, readyMillis, expiresMillis, tier, true);
  }

  /** Whether the restore is in progress. */
  public boolean isOngoing(long nowMillis) {
    return nowMillis < readyMillis;
  }

  /** Whether the copy can be read. */
  public boolean isThere(long nowMillis) {
    return nowMillis >= readyMillis && nowMillis < expiresMillis;
  }
}
