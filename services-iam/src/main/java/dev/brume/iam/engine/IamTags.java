package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.TagRules;
import dev.brume.core.kit.TagRules.Fault;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tags of IAM: keys are compared ignoring case, but keep it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">Tags for IAM
 *     resources</a>
 */
public final class IamTags {
  /** AWS's text for two keys that only differ in case. */
  public static final String DUPLICATE =
      "Duplicate tag keys found. Please note that Tag keys are case insensitive.";

  private static final TagRules RULES =
      TagRules.common((fault, key, value) -> refusal(fault))
          .withMaxCount(IamQuotas.TAGS)
          .inOrder(Fault.RESERVED_KEY, Fault.DUPLICATE_KEY, Fault.TOO_MANY)
          .ignoringCase();

  private IamTags() {}

  private static AwsError refusal(Fault fault) {
    return switch (fault) {
      case RESERVED_KEY ->
          IamErrors.invalidInputException("Tag key cannot start with reserved prefix aws:");
      case DUPLICATE_KEY -> IamErrors.invalidInputException(DUPLICATE);
      default ->
          IamErrors.limitExceededException("The number of tags has reached the maximum limit.");
    };
  }

  /**
   * The tags of a new resource.
   *
   * @param given may be null
   * @throws AwsError InvalidInput, LimitExceeded
   */
  public static Map<String, String> of(List<Tag> given) {
    return given == null ? Map.of() : added(Map.of(), given);
  }

  /**
   * {@code present} with those of {@code given}, which replace equal keys.
   *
   * @throws AwsError InvalidInput, LimitExceeded
   */
  public static Map<String, String> added(Map<String, String> present, List<Tag> given) {
    return new TreeMap<>(RULES.merged(present, RULES.checked(given, Tag::key, Tag::value)));
  }

  /** {@code present} without some keys, whether they exist or not. */
  public static Map<String, String> without(Map<String, String> present, List<String> keys) {
    Map<String, String> changed = new TreeMap<>(present);
    changed.keySet().removeIf(known -> keys.stream().anyMatch(known::equalsIgnoreCase));
    return changed;
  }
}
