package dev.brume.iam.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policies of a user, a group or a role.
 *
 * @param inline documents by policy name
 * @param attached ARNs of managed policies, in the order in which they were attached
 * @param boundary the ARN of the managed policy that is the permissions boundary, or null
 */
public record Permissions(Map<String, String> inline, List<String> attached, String boundary) {
  /** No policies. */
  public static final Permissions NONE = new Permissions(Map.of(), List.of(), null);

  /** The same with another inline policy, or another document of one. */
  public Permissions withInline(String name, String document) {
    Map<String, String> changed = new TreeMap<>(inline);
    changed.put(name, document);
    return new Permissions(changed, attached, boundary);
  }

  /** The same without an inline policy. */
  public Permissions withoutInline(String name) {
    Map<String, String> changed = new TreeMap<>(inline);
    changed.remove(name);
    return new Permissions(changed, attached, boundary);
  }

  /** The same with a managed policy, if it is not attached already. */
  public Permissions withAttached(String arn) {
    if (attached.contains(arn)) {
      return this;
    }
    List<String> changed = new ArrayList<>(attached);
    changed.add(arn);
    return new Permissions(inline, changed, boundary);
  }

  /** The same without a managed policy. */
  public Permissions withoutAttached(String arn) {
    List<String> changed = new ArrayList<>(attached);
    changed.remove(arn);
    return new Permissions(inline, changed, boundary);
  }

  /** The same with a boundary, or none if null. */
  public Permissions within(String newBoundary) {
    return new Permissions(inline, attached, newBoundary);
  }
}
