package dev.brume.s3.engine;

/**
 * Minds one bucket for as long as it is open, and does to it what nobody asks for, at its time: by
 * timers that {@link #close} forgets. Made anew whenever the bucket is made from its tables, so
 * that what it remembers must follow from these.
 */
public interface BucketCompanion extends AutoCloseable {
  /** Looks for what is to be done. Called once, before anybody else has the bucket. */
  void opened();

  /**
   * A version is about to be added or changed, and may still have something said of it. Called
   * under the bucket's lock, before {@link #changed}.
   *
   * @param former the version as it is; null where it is a new one
   * @return the version as it is to be
   */
  default ObjectVersion prepared(BucketEdit edit, ObjectVersion version, ObjectVersion former) {
    return version;
  }

  /** A version has changed. Called under the bucket's lock. */
  void changed(ObjectChange change);

  /** A multipart upload has begun. Called under the bucket's lock. */
  default void begun(UploadRecord upload) {}

  /** A multipart upload has been aborted. Called under the bucket's lock. */
  default void aborted(UploadRecord upload, ChangeOrigin origin) {}

  /** A configuration has been set or removed. Called under the bucket's lock. */
  default void configured() {}

  /** The bucket is deleted, or the state that it belongs to is replaced. */
  @Override
  void close();

  /** Makes the companion of a bucket. */
  @FunctionalInterface
  interface Maker {
    BucketCompanion of(Bucket bucket);
  }
}
