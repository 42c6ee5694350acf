package dev.brume.s3.object;

import dev.brume.core.error.AwsError;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.VersionIndex;

/**
 * Finds the version of an object that a request is for. A delete marker or missing version
 * determines the error.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html">Working
 *     with delete markers</a>
 */
public final class ObjectFinder {
  private ObjectFinder() {}

  /**
   * The requested version, never a delete marker.
   *
   * @param versionId as sent; null for the latest version
   * @throws AwsError NoSuchKey, NoSuchVersion, InvalidArgument, or MethodNotAllowed if a delete
   *     marker is named, or is the latest version and is to be changed
   */
  public static ObjectVersion find(BucketRequest request, String key, String versionId) {
    ObjectDraft.checkKey(key);
    VersionIndex versions = request.bucket().versions();
    if (versionId == null) {
      ObjectVersion latest = versions.latest(key);
      if (latest == null) {
        throw noSuchKey(request, key);
      }
      if (latest.deleteMarker()) {
        throw marked(
            isReading(request) ? noSuchKey(request, key) : notAllowed(request), request, latest);
      }
      return latest;
    }
    ObjectVersion version = versions.find(key, versionId);
    if (version == null) {
      VersionIds.check(versionId);
      throw S3Refusals.noSuchVersion(key, versionId);
    }
    if (version.deleteMarker()) {
      throw marked(notAllowed(request), request, version)
          .withHeader("Last-Modified", HttpDate.format(version.lastModified()));
    }
    return version;
  }

  /** In the error, reading an object's tags names the key with its bucket. */
  private static AwsError noSuchKey(BucketRequest request, String key) {
    return isReadingTags(request)
        ? S3Refusals.noSuchKey(request.bucket().name() + "/" + key)
        : S3Refusals.noSuchKey(key);
  }

  private static boolean isReading(BucketRequest request) {
    String method = request.context().http().method();
    return method.equals("GET") && !isReadingTags(request) || method.equals("HEAD");
  }

  private static boolean isReadingTags(BucketRequest request) {
    return request.context().operation() == S3Api.GET_OBJECT_TAGGING;
  }

  private static AwsError notAllowed(BucketRequest request) {
    return S3Refusals.methodNotAllowed(request.context().http().method(), "DeleteMarker")
        .withHeader("Allow", "DELETE");
  }

  private static AwsError marked(AwsError error, BucketRequest request, ObjectVersion marker) {
    return error
        .withHeader("x-amz-delete-marker", "true")
        .withHeader("x-amz-version-id", VersionIds.shown(request.bucket(), marker));
  }
}
