package dev.brume.s3.control;

import dev.brume.s3.bucket.ResourceTagRules;
import dev.brume.s3.control.api.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tags of S3's resources, by the rules for those of buckets: there are no others documented.
 */
final class ResourceTags {
  private ResourceTags() {}

  /**
   * The tags {@code former} with {@code given} added to them.
   *
   * @param given null for none
   * @throws dev.brume.core.error.AwsError InvalidTag, BadRequest
   */
  static Map<String, String> merged(Map<String, String> former, List<Tag> given) {
    List<dev.brume.s3.api.Tag> checked = new ArrayList<>();
    for (Tag tag : given == null ? List.<Tag>of() : given) {
      checked.add(new dev.brume.s3.api.Tag(tag.key(), tag.value()));
    }
    ResourceTagRules.checked(checked);
    Map<String, String> merged = new LinkedHashMap<>(former);
    checked.forEach(tag -> merged.put(tag.key(), tag.value()));
    ResourceTagRules.checked(kept(merged));
    return merged;
  }

  /** As S3 keeps them of buckets. */
  static List<dev.brume.s3.api.Tag> kept(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> new dev.brume.s3.api.Tag(tag.getKey(), tag.getValue()))
        .toList();
  }

  static List<Tag> shown(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }
}
