package dev.brume.s3.object;

import dev.brume.core.port.ObjectSource;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.scope.Scope;
import dev.brume.s3.Buckets;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.VersionIndex;

/** Objects as other services of the emulator read them. */
public final class StoredObjects implements ObjectSource {
  private final Buckets buckets;

  /**
   * @param buckets finds the buckets that are read from
   */
  public StoredObjects(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public ByteStream open(Scope reader, String bucket, String key, String versionId) {
    Bucket found = buckets.find(bucket, reader);
    if (found == null) {
      throw Bucket.noSuchBucket(bucket);
    }
    VersionIndex versions = found.versions();
    ObjectVersion version =
        versionId == null ? versions.latest(key) : versions.find(key, versionId);
    if (version == null || version.deleteMarker()) {
      throw versionId == null
          ? S3Refusals.noSuchKey(key)
          : S3Refusals.noSuchVersion(key, versionId);
    }
    return version.content().stream();
  }
}
