package dev.brume.s3.object;

import dev.brume.s3.Buckets;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;

/**
 * An object that is copied, or a part of it.
 *
 * @param bucket the bucket that it is in
 * @param accessPoint through which it is asked for, or null
 * @param version the version that was asked for
 * @param isVersionNamed whether the request names the version
 */
public record CopySource(
    Bucket bucket, AccessPoint accessPoint, ObjectVersion version, boolean isVersionNamed) {
  /** The version's id as answers show it, or null. */
  public String shownVersionId() {
    return VersionIds.shown(bucket, version);
  }

  /**
   * Whether the version is still what it was. Bodies are shared in the same section of the store
   * only in which that is so: those of a version that is gone may be gone, too.
   *
   * @param buckets finds the bucket again
   */
  boolean isThere(Buckets buckets) {
    Bucket now = buckets.find(bucket.name(), bucket.scope());
    if (now == null) {
      return false;
    }
    ObjectVersion there = now.versions().find(version.key(), version.versionId());
    return there != null && there.sequence() == version.sequence();
  }
}
