package dev.brume.s3.object;

import dev.brume.s3.S3Refusals;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketRecord.Versioning;
import dev.brume.s3.engine.ObjectVersion;

/** Version ids in requests and responses. */
public final class VersionIds {
  private VersionIds() {}

  /**
   * The id of a version that was read, created or deleted; null in a bucket that never had
   * versioning.
   */
  public static String shown(Bucket bucket, ObjectVersion version) {
    return bucket.versioning() == Versioning.NEVER ? null : version.versionId();
  }

  /**
   * Refuses invalid version ids.
   *
   * @throws dev.brume.core.error.AwsError InvalidArgument
   */
  public static void check(String versionId) {
    if (versionId.isEmpty()) {
      throw S3Refusals.invalidArgument(
          "Version id cannot be the empty string", "versionId", versionId);
    }
    if (!ObjectVersion.isVersionId(versionId)) {
      throw S3Refusals.invalidVersionId(versionId);
    }
  }
}
