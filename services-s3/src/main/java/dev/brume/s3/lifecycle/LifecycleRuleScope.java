package dev.brume.s3.lifecycle;

import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.api.LifecycleRuleAndOperator;
import dev.brume.s3.api.LifecycleRuleFilter;
import dev.brume.s3.api.Tag;
import dev.brume.s3.engine.ObjectVersion;
import java.util.List;
import java.util.Map;

/**
 * The filter of a rule: an object must satisfy all of its predicates.
 *
 * @param prefix null for none
 * @param tags at least empty
 * @param largerThan in bytes, or null
 * @param smallerThan in bytes, or null
 */
record LifecycleRuleScope(String prefix, List<Tag> tags, Long largerThan, Long smallerThan) {
  static final LifecycleRuleScope EVERYTHING = new LifecycleRuleScope(null, List.of(), null, null);

  /** The filter of a rule, in any of its forms. */
  static LifecycleRuleScope of(LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    if (filter == null) {
      return rule.prefix() == null
          ? EVERYTHING
          : new LifecycleRuleScope(rule.prefix(), List.of(), null, null);
    }
    LifecycleRuleAndOperator and = filter.and();
    if (and != null) {
      List<Tag> tags = and.tags() == null ? List.of() : and.tags();
      return new LifecycleRuleScope(
          and.prefix(), tags, and.objectSizeGreaterThan(), and.objectSizeLessThan());
    }
    return new LifecycleRuleScope(
        filter.prefix(),
        filter.tag() == null ? List.of() : List.of(filter.tag()),
        filter.objectSizeGreaterThan(),
        filter.objectSizeLessThan());
  }

  boolean namesSizes() {
    return largerThan != null || smallerThan != null;
  }

  boolean covers(String key) {
    return prefix == null || key.startsWith(prefix);
  }

  /** Delete markers have neither tags nor a size to match. */
  boolean covers(ObjectVersion version) {
    return covers(version.key()) && hasTags(version.tags()) && hasSize(version);
  }

  private boolean hasTags(Map<String, String> known) {
    for (Tag tag : tags) {
      if (known == null || !tag.value().equals(known.get(tag.key()))) {
        return false;
      }
    }
    return true;
  }

  private boolean hasSize(ObjectVersion version) {
    return !namesSizes()
        || !version.deleteMarker()
            && (largerThan == null || version.size() > largerThan)
            && (smallerThan == null || version.size() < smallerThan);
  }
}
