package dev.brume.s3.bucket;

import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.Tag;
import dev.brume.s3.api.Tagging;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules for tags as TagResource and CreateBucket take them: those of PutBucketTagging, refused
 * in other words. That CreateBucket has all of these words is only known of system tags.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_TagResource.html">TagResource</a>
 */
public final class ResourceTagRules {
  private ResourceTagRules() {}

  /**
   * The tags, where they can be a resource's.
   *
   * @throws dev.brume.core.error.AwsError MalformedXML, InvalidTag, BadRequest
   */
  public static Tagging checked(List<Tag> tags) {
    BucketTaggingOperations.checkCount(tags);
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      check(tag);
      if (!keys.add(tag.key())) {
        throw S3Errors.invalidTag(
            "There are duplicate tag keys in your request. Remove the duplicate tag keys and try"
                + " again.");
      }
    }
    return Tagging.builder().tagSet(List.copyOf(tags)).build();
  }

  private static void check(Tag tag) {
    if (tag.key() == null || tag.value() == null) {
      throw S3Refusals.malformedXml();
    }
    if (BucketTaggingOperations.isOfSystem(tag.key())) {
      throw S3Errors.invalidTag(
          "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system"
              + " tags. Remove \"aws:\" from your tag keys and try again.");
    }
    if (!BucketTaggingOperations.isKey(tag.key())
        || !BucketTaggingOperations.isValue(tag.value())) {
      throw S3Errors.invalidTag(
          "This request contains a tag key or value that isn't valid. Valid characters include the"
              + " following: [a-zA-Z+-=._:/]. Tag keys can contain up to 128 characters. Tag values"
              + " can contain up to 256 characters.");
    }
  }
}
