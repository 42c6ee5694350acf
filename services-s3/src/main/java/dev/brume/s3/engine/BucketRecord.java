package dev.brume.s3.engine;

/**
 * The stored form of a bucket.
 *
 * @param name 3 to 63 characters, globally unique
 * @param identity distinguishes this bucket from an earlier one with the same name
 * @param createdMillis when it was created
 * @param versioning the versioning state
 * @param mfaDelete whether MFA delete is on, or null if it was never set
 * @param objectOwnership one of {@link dev.brume.s3.api.ObjectOwnership}, or null if it is not set,
 *     which means {@code ObjectWriter}
 * @param objectLock whether object lock is on; it can't be disabled
 * @param legacyEurope true if it was created with the old name of the region in Europe; else null
 */
public record BucketRecord(
    String name,
    String identity,
    long createdMillis,
    Versioning versioning,
    Boolean mfaDelete,
    String objectOwnership,
    boolean objectLock,
    Boolean legacyEurope) {
  /**
   * The states of versioning.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html">Versioning</a>
   */
  public enum Versioning {
    /** It was never enabled. */
    NEVER,
    ENABLED,
    SUSPENDED
  }

  /** The same with another state of versioning. */
  public BucketRecord withVersioning(Versioning changed, Boolean changedMfaDelete) {
    return new BucketRecord(
        name,
        identity,
        createdMillis,
        changed,
        changedMfaDelete,
        objectOwnership,
        objectLock,
        legacyEurope);
  }

  /** The same with another object ownership. */
  public BucketRecord withObjectOwnership(String changed) {
    return new BucketRecord(
        name, identity, createdMillis, versioning, mfaDelete, changed, objectLock, legacyEurope);
  }

  /** The same with object lock. */
  public BucketRecord withObjectLock() {
    return new BucketRecord(
        name, identity, createdMillis, versioning, mfaDelete, objectOwnership, true, legacyEurope);
  }

  /** The same, created with the old name of the region in Europe. */
  public BucketRecord inEurope() {
    return new BucketRecord(
        name, identity, createdMillis, versioning, mfaDelete, objectOwnership, objectLock, true);
  }
}
