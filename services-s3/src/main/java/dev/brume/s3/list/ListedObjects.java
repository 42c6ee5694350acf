package dev.brume.s3.list;

import dev.brume.core.time.Timeline;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.api.CommonPrefix;
import dev.brume.s3.api.DeleteMarkerEntry;
import dev.brume.s3.api.Owner;
import dev.brume.s3.api.RestoreStatus;
import dev.brume.s3.api.S3Object;
import dev.brume.s3.api.StorageClass;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectRestore;
import dev.brume.s3.engine.ObjectVersion;
import java.time.Instant;
import java.util.List;

/** Objects, versions and delete markers as list entries. */
final class ListedObjects {
  private final Timeline timeline;

  ListedObjects(Timeline timeline) {
    this.timeline = timeline;
  }

  /** One page of a list, whose entries show owners if {@code withOwner}. */
  Page page(BucketRequest request, ListParameters parameters, boolean withOwner) {
    return new Page(request.bucket(), parameters, withOwner, timeline.nowMillis());
  }

  /** Creates the entries of one page. */
  static final class Page {
    private final ListParameters parameters;
    private final boolean withOwner;
    private final Bucket bucket;
    private final Owner owner;
    private final long nowMillis;

    private Page(Bucket bucket, ListParameters parameters, boolean withOwner, long nowMillis) {
      this.parameters = parameters;
      this.withOwner = withOwner;
      this.bucket = bucket;
      this.owner = CanonicalUserIds.of(bucket.owner());
      this.nowMillis = nowMillis;
    }

    private Owner ownerOf(ObjectVersion version) {
      String account = bucket.ownerOf(version);
      return account.equals(bucket.owner()) ? owner : CanonicalUserIds.of(account);
    }

    CommonPrefix commonPrefix(String prefix) {
      return CommonPrefix.builder().prefix(parameters.shown(prefix)).build();
    }

    S3Object object(ObjectVersion version) {
      return S3Object.builder()
          .key(parameters.shown(version.key()))
          .lastModified(version.lastModified())
          .eTag(etag(version.content()))
          .checksumAlgorithm(algorithms(version.content()))
          .checksumType(version.content().checksumType())
          .size(version.size())
          .storageClass(storageClass(version))
          .owner(withOwner ? ownerOf(version) : null)
          .restoreStatus(restoreStatus(version))
          .build();
    }

    dev.brume.s3.api.ObjectVersion version(ObjectVersion version, boolean latest) {
      return dev.brume.s3.api.ObjectVersion.builder()
          .eTag(etag(version.content()))
          .checksumAlgorithm(algorithms(version.content()))
          .checksumType(version.content().checksumType())
          .size(version.size())
          .storageClass(storageClass(version))
          .key(parameters.shown(version.key()))
          .versionId(version.versionId())
          .isLatest(latest)
          .lastModified(version.lastModified())
          .owner(ownerOf(version))
          .restoreStatus(restoreStatus(version))
          .build();
    }

    DeleteMarkerEntry deleteMarker(ObjectVersion marker, boolean latest) {
      return DeleteMarkerEntry.builder()
          .owner(ownerOf(marker))
          .key(parameters.shown(marker.key()))
          .versionId(marker.versionId())
          .isLatest(latest)
          .lastModified(marker.lastModified())
          .build();
    }

    private static String etag(ObjectContent content) {
      return '"' + content.etag() + '"';
    }

    private static List<String> algorithms(ObjectContent content) {
      return content.checksum() == null ? null : List.of(content.checksum().algorithm());
    }

    private static String storageClass(ObjectVersion version) {
      return version.storageClass() == null ? StorageClass.STANDARD : version.storageClass();
    }

    /** Only on request, and only for objects that are being or have been restored. */
    private RestoreStatus restoreStatus(ObjectVersion version) {
      ObjectRestore restore = version.restore();
      if (!parameters.restoreStatus() || restore == null || restore.expiresMillis() <= nowMillis) {
        return null;
      }
      return restore.readyMillis() > nowMillis
          ? RestoreStatus.builder().isRestoreInProgress(true).build()
          : RestoreStatus.builder()
              .isRestoreInProgress(false)
              .restoreExpiryDate(Instant.ofEpochMilli(restore.expiresMillis()))
              .build();
    }
  }
}
