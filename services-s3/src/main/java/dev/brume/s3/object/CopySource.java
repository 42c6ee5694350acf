package dev.brume.s3.object;

import dev.brume.s3.Buckets;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;

/**
 * The source of a copy.
 *
 * @param bucket its bucket
 * @param accessPoint the access point that the request names, or null
 * @param version the requested version
 * @param isVersionNamed whether the request names the version
 */
public record CopySource(
    Bucket bucket, AccessPoint accessPoint, ObjectVersion version, boolean isVersionNamed) {
  /** The version's id as in responses, or null. */
  public String shownVersionId() {
    return VersionIds.shown(bucket, version);
  }

  /**
   * Whether the version is unchanged. Bodies may only be shared in the section of the store in
   * which this is true: those of a deleted version may be deleted too.
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
