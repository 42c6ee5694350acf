package dev.brume.s3.engine;

/**
 * A copy of an archived object, restored for some time.
 *
 * @param requestedMillis when it was asked for
 * @param readyMillis when it is there
 * @param expiresMillis when it is gone again; when it is there, where Intelligent-Tiering restores
 *     the object itself
 * @param tier one of {@link dev.brume.s3.api.Tier}
 * @param told whether listeners know that it is there
 */
public record ObjectRestore(
    long requestedMillis, long readyMillis, long expiresMillis, String tier, boolean told) {
  /** The same, now that listeners know of it. */
  public ObjectRestore withTold() {
    return new ObjectRestore(requestedMillis, readyMillis, expiresMillis, tier, true);
  }

  /** Whether the copy is not there yet. */
  public boolean isOngoing(long nowMillis) {
    return nowMillis < readyMillis;
  }

  /** Whether the copy can be read. */
  public boolean isThere(long nowMillis) {
    return nowMillis >= readyMillis && nowMillis < expiresMillis;
  }
}
