package dev.brume.core.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags that a request gives or takes away, as policies see them: {@code aws:RequestTag/...} and
 * {@code aws:TagKeys}.
 *
 * @param tags those that it gives
 * @param keys the keys of all that it gives or takes away
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requesttag">AWS
 *     global condition context keys: aws:RequestTag/tag-key</a>
 */
public record RequestTags(Map<String, String> tags, List<String> keys) {
  /** None. */
  public static final RequestTags NONE = new RequestTags(Map.of(), List.of());

  private static final String PREFIX = "aws:requesttag/";

  /** "Key names are not case-sensitive": they are kept in lower case. */
  public RequestTags {
    Map<String, String> byName = new TreeMap<>();
    tags.forEach((key, value) -> byName.put(key.toLowerCase(Locale.ROOT), value));
    tags = Map.copyOf(byName);
    keys = List.copyOf(keys);
  }

  /** The values of a condition key in lower case; null where it is none of these two. */
  List<String> values(String key) {
    if (key.equals("aws:tagkeys")) {
      return keys;
    }
    if (!key.startsWith(PREFIX)) {
      return null;
    }
    String value = tags.get(key.substring(PREFIX.length()));
    return value == null ? List.of() : List.of(value);
  }
}
