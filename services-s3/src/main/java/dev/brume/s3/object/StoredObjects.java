package dev.brume.s3.object;

import dev.brume.core.port.ObjectListing;
import dev.brume.core.port.ObjectSource;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.scope.Scope;
import dev.brume.s3.Buckets;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.KeyVersions;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.VersionIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Objects for reading by other services of the emulator. */
public final class StoredObjects implements ObjectSource, ObjectListing {
  private final Buckets buckets;

  /**
   * @param buckets finds the buckets
   */
  public StoredObjects(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public ByteStream open(Scope reader, String bucket, String key, String versionId) {
    VersionIndex versions = bucket(reader, bucket).versions();
    ObjectVersion version =
        versionId == null ? versions.latest(key) : versions.find(key, versionId);
    if (version == null || version.deleteMarker()) {
      throw versionId == null
          ? S3Refusals.noSuchKey(key)
          : S3Refusals.noSuchVersion(key, versionId);
    }
    return version.content().stream();
  }

  @Override
  public List<Listed> list(Scope reader, String bucket, String prefix, String expectedOwner) {
    Bucket found = bucket(reader, bucket);
    if (expectedOwner != null && !expectedOwner.equals(found.owner())) {
      throw S3Refusals.accessDenied();
    }
    List<Listed> listed = new ArrayList<>();
    for (Map.Entry<String, KeyVersions> each : found.versions().from(prefix, true).entrySet()) {
      if (!each.getKey().startsWith(prefix)) {
        break;
      }
      ObjectVersion latest = each.getValue().latest();
      if (latest != null && !latest.deleteMarker()) {
        listed.add(new Listed(latest.key(), latest.content().size()));
      }
    }
    return listed;
  }

  private Bucket bucket(Scope reader, String name) {
    Bucket found = buckets.find(name, reader);
    if (found == null) {
      throw Bucket.noSuchBucket(name);
    }
    return found;
  }
}
