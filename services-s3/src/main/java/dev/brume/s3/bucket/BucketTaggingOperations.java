package dev.brume.s3.bucket;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeleteBucketTaggingRequest;
import dev.brume.s3.api.GetBucketTaggingOutput;
import dev.brume.s3.api.GetBucketTaggingRequest;
import dev.brume.s3.api.PutBucketTaggingRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.Tag;
import dev.brume.s3.api.Tagging;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.object.ObjectTags;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tags of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html">PutBucketTagging</a>
 */
public final class BucketTaggingOperations {
  private static final String SYSTEM_TAG = "System tags cannot be added/updated by requester";
  private static final int MAX_TAGS = 50;
  private static final int MAX_KEY_LENGTH = 128;
  private static final int MAX_VALUE_LENGTH = 256;

  public Unit putBucketTagging(BucketRequest request, PutBucketTaggingRequest input) {
    if (input.tagging() == null) {
      throw S3Refusals.missingRequestBody();
    }
    List<Tag> given = input.tagging().tagSet();
    Tagging tagging = checked(given == null ? List.of() : given);
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
   * The tags, where they can be a bucket's.
   *
   * @throws AwsError InvalidTag, BadRequest
   */
  private static Tagging checked(List<Tag> tags) {
    checkCount(tags);
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      check(tag);
      if (!keys.add(tag.key())) {
        throw invalid("Cannot provide multiple Tags with the same key", tag);
      }
    }
    return Tagging.builder().tagSet(List.copyOf(tags)).build();
  }

  /** Refuses more tags than a bucket, or another resource of S3, has. */
  static void checkCount(List<Tag> tags) {
    if (tags.size() > MAX_TAGS) {
      throw S3Errors.badRequest("Bucket tag count cannot be greater than " + MAX_TAGS);
    }
  }

  private static void check(Tag tag) {
    if (tag.key() == null || tag.value() == null) {
      throw S3Refusals.malformedXml();
    }
    if (!isKey(tag.key())) {
      throw invalid("The TagKey you have provided is invalid", tag);
    }
    if (isOfSystem(tag.key())) {
      throw invalid(SYSTEM_TAG, tag);
    }
    if (!isValue(tag.value())) {
      throw S3Errors.invalidTag("The TagValue you have provided is invalid")
          .withDetail("TagKey", tag.key())
          .withDetail("TagValue", tag.value());
    }
  }

  static boolean isKey(String key) {
    return !key.isEmpty() && key.length() <= MAX_KEY_LENGTH && ObjectTags.isText(key);
  }

  static boolean isValue(String value) {
    return value.length() <= MAX_VALUE_LENGTH && ObjectTags.isText(value);
  }

  /** Whether only AWS itself gives tags of that key. */
  static boolean isOfSystem(String key) {
    return key.toLowerCase(Locale.ROOT).startsWith("aws:");
  }

  private static AwsError invalid(String message, Tag tag) {
    return S3Errors.invalidTag(message).withDetail("TagKey", tag.key());
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
