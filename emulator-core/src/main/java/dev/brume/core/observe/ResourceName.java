package dev.brume.core.observe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A name, or part of it, of a request's resource, such as a bucket or a key.
 *
 * @param member the input member that holds it, as the model spells it
 * @param value as sent, truncated if it is longer than any name
 */
public record ResourceName(String member, String value) {
  /** The values by member: a string, or a list of several. */
  public static Map<String, Object> byMember(List<ResourceName> names) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ResourceName name : names) {
      values.merge(name.member, name.value, ResourceName::both);
    }
    return values;
  }

  private static Object both(Object known, Object more) {
    List<Object> all = new ArrayList<>(known instanceof List<?> list ? list : List.of(known));
    all.add(more);
    return all;
  }

  /** Whether it is {@code wanted}, or ends in it after a slash or a colon, as URLs and ARNs do. */
  public boolean isCalled(String wanted) {
    if (!value.endsWith(wanted)) {
      return false;
    }
    int before = value.length() - wanted.length() - 1;
    return before < 0 || value.charAt(before) == '/' || value.charAt(before) == ':';
  }
}
