package dev.brume.s3.object;

import dev.brume.core.error.AwsError;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.DeleteObjectTaggingOutput;
import dev.brume.s3.api.DeleteObjectTaggingRequest;
import dev.brume.s3.api.GetObjectTaggingOutput;
import dev.brume.s3.api.GetObjectTaggingRequest;
import dev.brume.s3.api.PutObjectTaggingOutput;
import dev.brume.s3.api.PutObjectTaggingRequest;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import java.util.Map;

/**
 * PutObjectTagging, GetObjectTagging and DeleteObjectTagging.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Object
 *     tagging</a>
 */
final class TaggingOperations {
  public PutObjectTaggingOutput putObjectTagging(
      BucketRequest request, PutObjectTaggingRequest input) {
    ObjectFinder.find(request, input.key(), input.versionId());
    Map<String, String> tags = ObjectTags.of(input.tagging());
    String versionId = set(request, input.key(), input.versionId(), tags, ObjectEvent.TAGGING_PUT);
    return PutObjectTaggingOutput.builder().versionId(versionId).build();
  }

  public GetObjectTaggingOutput getObjectTagging(
      BucketRequest request, GetObjectTaggingRequest input) {
    ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
    return GetObjectTaggingOutput.builder()
        .versionId(VersionIds.shown(request.bucket(), version))
        .tagSet(ObjectTags.written(version.tags()))
        .build();
  }

  public DeleteObjectTaggingOutput deleteObjectTagging(
      BucketRequest request, DeleteObjectTaggingRequest input) {
    String versionId =
        set(request, input.key(), input.versionId(), null, ObjectEvent.TAGGING_DELETE);
    return DeleteObjectTaggingOutput.builder().versionId(versionId).build();
  }

  /**
   * Replaces the tags of a version.
   *
   * @return the version's id as in responses
   * @throws AwsError if there is no such version
   */
  private static String set(
      BucketRequest request,
      String key,
      String versionId,
      Map<String, String> tags,
      ObjectEvent event) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              ObjectVersion version = ObjectFinder.find(request, key, versionId);
              edit.change(version, builder -> builder.tags(tags), event);
              return VersionIds.shown(request.bucket(), version);
            });
  }
}
