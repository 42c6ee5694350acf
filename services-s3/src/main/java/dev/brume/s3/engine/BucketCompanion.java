package dev.brume.s3.engine;

/**
 * Belongs to one open bucket and does its scheduled work, with timers that {@link #close} cancels.
 * Created again whenever the bucket is created from its tables, so its memory must be derivable
 * from these.
 */
public interface BucketCompanion extends AutoCloseable {
  /** Schedules pending work. Called once, before others can access the bucket. */
  void opened();

  /**
   * Adjusts a version before it is added or changed. Called under the bucket's lock, before {@link
   * #changed}.
   *
   * @param former the present version; null for a new one
   * @return the version to store
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

  /** Creates the companion of a bucket. */
  @FunctionalInterface
  interface Maker {
    BucketCompanion of(Bucket bucket);
  }
}
