package dev.brume.secretsmanager;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.TagRules;
import dev.brume.core.kit.TagRules.Fault;
import dev.brume.secretsmanager.api.SecretsManagerErrors;
import dev.brume.secretsmanager.api.Tag;
import java.util.List;
import java.util.Map;

/**
 * The tags of secrets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_TagResource.html">TagResource</a>
 */
final class SecretTags {
  private static final TagRules RULES =
      TagRules.common((fault, key, value) -> refusal(fault))
          .inOrder(Fault.NO_KEY, Fault.RESERVED_KEY, Fault.DUPLICATE_KEY, Fault.TOO_MANY);

  private SecretTags() {}

  /** The text is not documented. */
  private static AwsError refusal(Fault fault) {
    return switch (fault) {
      case TOO_MANY ->
          SecretsManagerErrors.limitExceededException(
              "A secret cannot have more than " + TagRules.MAX_COUNT + " tags.");
      case RESERVED_KEY ->
          SecretsManagerErrors.invalidParameterException(
              "Tag keys that begin with aws: are reserved.");
      case NO_KEY -> SecretsManagerErrors.invalidParameterException("A tag must have a key.");
      default -> SecretsManagerErrors.invalidParameterException("Tag keys must be unique.");
    };
  }

  /** The tags in stored form; null if none are given. */
  static Map<String, String> ofNew(List<Tag> tags) {
    return tags == null || tags.isEmpty() ? null : RULES.checked(tags, Tag::key, Tag::value);
  }

  static Map<String, String> merged(Map<String, String> known, List<Tag> tags) {
    return RULES.merged(known, RULES.checked(tags, Tag::key, Tag::value));
  }

  static List<Tag> shown(Map<String, String> tags) {
    return tags == null
        ? null
        : tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
  }
}
