package dev.brume.s3.bucket;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.TagRules;
import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.S3TagRules;
import dev.brume.s3.api.DeleteBucketTaggingRequest;
import dev.brume.s3.api.GetBucketTaggingOutput;
import dev.brume.s3.api.GetBucketTaggingRequest;
import dev.brume.s3.api.PutBucketTaggingRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.Tag;
import dev.brume.s3.api.Tagging;
import dev.brume.s3.configuration.Configurations;
import java.util.List;

/**
 * The tags of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html">PutBucketTagging</a>
 */
public final class BucketTaggingOperations {
  public Unit putBucketTagging(BucketRequest request, PutBucketTaggingRequest input) {
    if (input.tagging() == null) {
      throw S3Refusals.missingRequestBody();
    }
    List<Tag> given = input.tagging().tagSet();
    Tagging tagging = checked(given == null ? List.of() : given, S3TagRules.OF_BUCKETS);
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              if (tagging.tagSet().isEmpty()) {
                edit.removeConfiguration(Configurations.TAGGING);
              } else {
                edit.setConfiguration(Configurations.TAGGING, tagging);
              }
              return Unit.INSTANCE;
            });
  }

  /**
   * The tags, if {@code rules} permit them.
   *
   * @throws AwsError InvalidTag, BadRequest, MalformedXML
   */
  static Tagging checked(List<Tag> tags, TagRules rules) {
    rules.checked(tags, Tag::key, Tag::value);
    return new Tagging(List.copyOf(tags));
  }

  public GetBucketTaggingOutput getBucketTagging(
      BucketRequest request, GetBucketTaggingRequest input) {
    Tagging tagging = request.bucket().configuration(Configurations.TAGGING);
    if (tagging == null) {
      throw S3Errors.noSuchTagSet("The TagSet does not exist")
          .withDetail("BucketName", request.bucket().name());
    }
    return GetBucketTaggingOutput.builder().tagSet(tagging.tagSet()).build();
  }

  public Unit deleteBucketTagging(BucketRequest request, DeleteBucketTaggingRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.removeConfiguration(Configurations.TAGGING);
              return Unit.INSTANCE;
            });
  }
}
