package dev.brume.s3;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.TagRules;
import dev.brume.core.kit.TagRules.Fault;
import dev.brume.s3.api.S3Errors;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules for tags of S3's resources, and S3's errors for invalid ones.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging.html">Using S3 object
 *     and bucket tags</a>
 */
public final class S3TagRules {
  private static final int MAX_TAGS_OF_OBJECT = 10;

  private static final String TOO_MANY_OF_BUCKET =
      "Bucket tag count cannot be greater than " + TagRules.MAX_COUNT;

  /** Of objects: "10 tags". */
  public static final TagRules OF_OBJECTS =
      TagRules.common(
              (fault, key, value) ->
                  refusal(
                      fault,
                      key,
                      value,
                      "Your TagKey cannot be prefixed with aws:",
                      "Object tags cannot be greater than " + MAX_TAGS_OF_OBJECT))
          .withMaxCount(MAX_TAGS_OF_OBJECT)
          .countingUtf16()
          .inOrder(
              Fault.NO_KEY,
              Fault.NO_VALUE,
              Fault.RESERVED_KEY,
              Fault.KEY_LENGTH,
              Fault.KEY_CHARACTERS,
              Fault.VALUE_LENGTH,
              Fault.VALUE_CHARACTERS,
              Fault.DUPLICATE_KEY,
              Fault.TOO_MANY);

  /** Of buckets, by PutBucketTagging. */
  public static final TagRules OF_BUCKETS =
      ofBuckets(
          S3TagRules::refusalOfBuckets,
          Fault.KEY_LENGTH,
          Fault.KEY_CHARACTERS,
          Fault.RESERVED_KEY,
          Fault.VALUE_LENGTH,
          Fault.VALUE_CHARACTERS);

  /**
   * For TagResource and CreateBucket: the same rules with other error texts. Only for system tags
   * is it known that CreateBucket uses these texts.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_TagResource.html">TagResource</a>
   */
  public static final TagRules OF_RESOURCES =
      ofBuckets(
          S3TagRules::refusalOfResources,
          Fault.RESERVED_KEY,
          Fault.KEY_LENGTH,
          Fault.KEY_CHARACTERS,
          Fault.VALUE_LENGTH,
          Fault.VALUE_CHARACTERS);

  private S3TagRules() {}

  private static TagRules ofBuckets(TagRules.Refusal refusal, Fault... ofWords) {
    List<Fault> order = new ArrayList<>(List.of(Fault.TOO_MANY, Fault.NO_KEY, Fault.NO_VALUE));
    order.addAll(List.of(ofWords));
    order.add(Fault.DUPLICATE_KEY);
    return TagRules.common(refusal).countingUtf16().inOrder(order.toArray(Fault[]::new));
  }

  private static AwsError refusalOfBuckets(Fault fault, String key, String value) {
    return refusal(
        fault, key, value, "System tags cannot be added/updated by requester", TOO_MANY_OF_BUCKET);
  }

  private static AwsError refusalOfResources(Fault fault, String key, String value) {
    return switch (fault) {
      case TOO_MANY -> S3Errors.badRequest(TOO_MANY_OF_BUCKET);
      case NO_KEY, NO_VALUE -> S3Refusals.malformedXml();
      case RESERVED_KEY, RESERVED_VALUE ->
          S3Errors.invalidTag(
              "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system"
                  + " tags. Remove \"aws:\" from your tag keys and try again.");
      case DUPLICATE_KEY ->
          S3Errors.invalidTag(
              "There are duplicate tag keys in your request. Remove the duplicate tag keys and try"
                  + " again.");
      case KEY_LENGTH, KEY_CHARACTERS, VALUE_LENGTH, VALUE_CHARACTERS ->
          S3Errors.invalidTag(
              "This request contains a tag key or value that isn't valid. Valid characters include"
                  + " the following: [a-zA-Z+-=._:/]. Tag keys can contain up to 128 characters."
                  + " Tag values can contain up to 256 characters.");
    };
  }

  private static AwsError refusal(
      Fault fault, String key, String value, String systemTag, String tooMany) {
    return switch (fault) {
      case TOO_MANY -> S3Errors.badRequest(tooMany);
      case NO_KEY, NO_VALUE -> S3Refusals.malformedXml();
      case KEY_LENGTH, KEY_CHARACTERS -> invalid("The TagKey you have provided is invalid", key);
      case VALUE_LENGTH, VALUE_CHARACTERS ->
          invalid("The TagValue you have provided is invalid", key).withDetail("TagValue", value);
      case RESERVED_KEY, RESERVED_VALUE -> invalid(systemTag, key);
      case DUPLICATE_KEY -> invalid("Cannot provide multiple Tags with the same key", key);
    };
  }

  private static AwsError invalid(String message, String key) {
    return S3Errors.invalidTag(message).withDetail("TagKey", key);
  }
}
