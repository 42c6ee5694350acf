package dev.brume.iam.sts;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.TagRules;
import dev.brume.core.kit.TagRules.Fault;
import dev.brume.iam.engine.IamTags;
import dev.brume.iam.engine.SessionRecord;
import dev.brume.iam.sts.api.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tags of sessions.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html">Pass session
 *     tags in AWS STS</a>
 */
final class SessionTags {
  private static final TagRules RULES =
      TagRules.common(SessionTags::fault)
          .inOrder(Fault.RESERVED_KEY, Fault.DUPLICATE_KEY)
          .ignoringCase();

  private SessionTags() {}

  /** "You can't create a tag key with the prefix aws:". AWS's text for that is not known. */
  private static AwsError fault(Fault fault, String key, String value) {
    return invalid(
        fault == Fault.RESERVED_KEY
            ? "Tag keys that begin with aws: are reserved."
            : IamTags.DUPLICATE);
  }

  /**
   * The tags of a request.
   *
   * @throws AwsError InvalidParameterValue if two keys only differ in case
   */
  static Map<String, String> of(List<Tag> given) {
    return new TreeMap<>(RULES.checked(given, Tag::key, Tag::value));
  }

  /**
   * The keys of tags that chained sessions inherit.
   *
   * @throws AwsError InvalidParameterValue if one is not among the tags
   */
  static List<String> transitive(Map<String, String> tags, List<String> keys) {
    if (keys == null) {
      return List.of();
    }
    for (String key : keys) {
      if (tags.keySet().stream().noneMatch(key::equalsIgnoreCase)) {
        throw invalid("The specified transitive tag key must be included in the requested tags.");
      }
    }
    return keys;
  }

  /**
   * The tags of a chained session, which inherits transitive tags.
   *
   * @throws AwsError InvalidParameterValue if a tag would replace an inherited one
   */
  static Map<String, String> inherited(SessionRecord calling, Map<String, String> tags) {
    Map<String, String> all = new TreeMap<>(tags);
    if (calling == null) {
      return all;
    }
    for (String key : calling.transitiveTags()) {
      if (tags.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
        throw invalid(
            "One of the specified transitive tag keys can't be set because it conflicts with a"
                + " transitive tag key from the calling session.");
      }
      calling
          .tags()
          .forEach(
              (name, value) -> {
                if (name.equalsIgnoreCase(key)) {
                  all.put(name, value);
                }
              });
    }
    return all;
  }

  private static AwsError invalid(String message) {
    return AwsError.client("InvalidParameterValue", 400, message);
  }
}
