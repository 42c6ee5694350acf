package dev.brume.kms;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.TagRules;
import dev.brume.core.kit.TagRules.Fault;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.api.Tag;
import java.util.List;
import java.util.Map;

/**
 * The tags of keys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html">TagResource</a>
 */
final class KeyTags {
  private static final TagRules RULES =
      TagRules.common((fault, key, value) -> refusal(fault))
          .inOrder(Fault.TOO_MANY, Fault.RESERVED_KEY, Fault.DUPLICATE_KEY);

  private KeyTags() {}

  private static AwsError refusal(Fault fault) {
    return KmsErrors.tagException(
        switch (fault) {
          case TOO_MANY -> "Too many tags";
          case RESERVED_KEY -> "Tags beginning with aws: are reserved";
          default -> "Duplicate tag keys";
        });
  }

  static Map<String, String> checked(List<Tag> tags) {
    return RULES.checked(tags, Tag::tagKey, Tag::tagValue);
  }

  static Map<String, String> merged(Map<String, String> known, List<Tag> tags) {
    return RULES.merged(known, checked(tags));
  }

  static List<Tag> shown(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().tagKey(tag.getKey()).tagValue(tag.getValue()).build())
        .toList();
  }
}
