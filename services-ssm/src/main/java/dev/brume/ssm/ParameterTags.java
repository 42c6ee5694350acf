package dev.brume.ssm;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.TagRules;
import dev.brume.core.kit.TagRules.Fault;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.api.Tag;
import dev.brume.ssm.api.TooManyTagsError;
import java.util.List;
import java.util.Map;

/** The tags of parameters. */
final class ParameterTags {
  private static final TagRules RULES =
      TagRules.common((fault, key, value) -> refusal(fault))
          .inOrder(Fault.RESERVED_KEY, Fault.DUPLICATE_KEY, Fault.TOO_MANY);

  private ParameterTags() {}

  /** The text is not documented. */
  private static AwsError refusal(Fault fault) {
    return switch (fault) {
      case TOO_MANY -> AwsError.modelled(TooManyTagsError.builder().build());
      case RESERVED_KEY -> ParameterRefusals.invalid("Tag keys that begin with aws: are reserved.");
      default -> SsmErrors.invalidParameters("Tag keys must be unique.");
    };
  }

  static Map<String, String> checked(List<Tag> tags) {
    return RULES.checked(tags, Tag::key, Tag::value);
  }

  static Map<String, String> merged(Map<String, String> known, List<Tag> tags) {
    return RULES.merged(known, checked(tags));
  }
}
