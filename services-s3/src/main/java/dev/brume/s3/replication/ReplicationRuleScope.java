package dev.brume.s3.replication;

import dev.brume.s3.api.ReplicationRule;
import dev.brume.s3.api.ReplicationRuleAndOperator;
import dev.brume.s3.api.ReplicationRuleFilter;
import dev.brume.s3.api.Tag;
import dev.brume.s3.engine.ObjectVersion;
import java.util.List;
import java.util.Map;

/**
 * The filter of a rule: an object must satisfy all of its predicates.
 *
 * @param prefix empty for none
 * @param tags at least empty
 */
record ReplicationRuleScope(String prefix, List<Tag> tags) {
  /** The filter of a rule of either version. */
  static ReplicationRuleScope of(ReplicationRule rule) {
    ReplicationRuleFilter filter = rule.filter();
    if (filter == null) {
      return of(rule.prefix(), List.of());
    }
    ReplicationRuleAndOperator and = filter.and();
    if (and != null) {
      return of(and.prefix(), and.tags() == null ? List.of() : and.tags());
    }
    return of(filter.prefix(), filter.tag() == null ? List.of() : List.of(filter.tag()));
  }

  private static ReplicationRuleScope of(String prefix, List<Tag> tags) {
    return new ReplicationRuleScope(prefix == null ? "" : prefix, tags);
  }

  /** Delete markers have no tags to match. */
  boolean covers(ObjectVersion version) {
    return version.key().startsWith(prefix) && hasTags(version.tags());
  }

  private boolean hasTags(Map<String, String> known) {
    for (Tag tag : tags) {
      if (known == null || !tag.value().equals(known.get(tag.key()))) {
        return false;
      }
    }
    return true;
  }
}
