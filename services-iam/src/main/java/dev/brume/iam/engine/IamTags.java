package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  private IamTags() {}

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
    Set<String> seen = new HashSet<>();
    Map<String, String> changed = new TreeMap<>(present);
    for (Tag tag : given) {
      String key = tag.key().toLowerCase(Locale.ROOT);
      if (key.startsWith("aws:")) {
        throw IamErrors.invalidInputException("Tag key cannot start with reserved prefix aws:");
      }
      if (!seen.add(key)) {
        throw IamErrors.invalidInputException(DUPLICATE);
      }
      changed.keySet().removeIf(known -> known.equalsIgnoreCase(tag.key()));
      changed.put(tag.key(), tag.value());
    }
    if (changed.size() > IamQuotas.TAGS) {
      throw IamErrors.limitExceededException("The number of tags has reached the maximum limit.");
    }
    return changed;
  }

  /** {@code present} without some keys, whether they exist or not. */
  public static Map<String, String> without(Map<String, String> present, List<String> keys) {
    Map<String, String> changed = new TreeMap<>(present);
    changed.keySet().removeIf(known -> keys.stream().anyMatch(known::equalsIgnoreCase));
    return changed;
  }
}
