package dev.brume.s3.control;

import dev.brume.core.kit.TagRules;
import dev.brume.s3.S3TagRules;
import dev.brume.s3.control.api.Tag;
import java.util.List;
import java.util.Map;

/** The tags of S3's resources in S3 Control's form. */
final class ResourceTags {
  private ResourceTags() {}

  /**
   * The tags {@code former} with {@code given} added.
   *
   * @param given null for none
   * @throws dev.brume.core.error.AwsError InvalidTag, BadRequest
   */
  static Map<String, String> merged(Map<String, String> former, List<Tag> given) {
    TagRules rules = S3TagRules.OF_RESOURCES;
    return rules.merged(former, rules.checked(given, Tag::key, Tag::value));
  }

  /** In the form that S3 stores for buckets. */
  static List<dev.brume.s3.api.Tag> kept(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> new dev.brume.s3.api.Tag(tag.getKey(), tag.getValue()))
        .toList();
  }

  static List<Tag> shown(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }
}
