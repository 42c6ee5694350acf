package dev.brume.s3.object;

import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketRecord.Versioning;
import dev.brume.s3.engine.ObjectVersion;

/** When answers name the version. */
public final class VersionIds {
  private VersionIds() {}

  /** The id of a version that was read, made or removed; null in a bucket that never kept any. */
  public static String shown(Bucket bucket, ObjectVersion version) {
    return bucket.versioning() == Versioning.NEVER ? null : version.versionId();
  }
}
