package dev.brume.core.gateway.constraint;

import dev.brume.core.schema.Constraints;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Violations in the words of Smithy's validation tests: {@code Value with length 1 at '/names/0'
 * failed to satisfy constraint: Member must have length between 2 and 8, inclusive}. Values are not
 * shown; every element is reported by itself, a map key at the map.
 */
final class SmithyConstraintWalk extends ConstraintWalk {
  @Override
  String place() {
    return path().pointer();
  }

  @Override
  String missing(Member member) {
    return sentence("", "Member must not be null");
  }

  @Override
  void breached(Member member, Object value, Constraints demands) {
    Schema target = member.target();
    if (!ConstraintCheck.isLongEnough(demands, value)
        || !ConstraintCheck.isShortEnough(demands, value)) {
      String length = " with length " + ConstraintCheck.length(value);
      note(place(), sentence(length, "Member must have length " + length(demands)));
    }
    if (!ConstraintCheck.isGreatEnough(demands, value)
        || !ConstraintCheck.isSmallEnough(demands, value)) {
      note(place(), sentence("", "Member must be " + range(demands)));
    }
    if (!ConstraintCheck.matchesPattern(demands, value)) {
      String pattern = "Member must satisfy regular expression pattern: " + demands.pattern();
      note(place(), sentence("", pattern));
    }
    if (!ConstraintCheck.isKnown(demands, target, value)) {
      note(place(), sentence("", "Member must satisfy enum value set: " + demands.values()));
    }
    if (!ConstraintCheck.isUnique(demands, value)) {
      note(place(), sentence("", "Member must have unique values"));
    }
  }

  @Override
  void elements(Schema target, List<?> list) {
    Member element = target.element();
    for (int i = 0; i < list.size(); i++) {
      if (!fulfils(element, list.get(i))) {
        path().enter(i);
        breached(element, list.get(i), element.demands());
        path().leave();
      }
    }
  }

  @Override
  void entries(Schema target, Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!fulfils(target.key(), entry.getKey())) {
        breached(target.key(), entry.getKey(), target.key().demands());
      }
      if (!fulfils(target.value(), entry.getValue())) {
        path().enter((String) entry.getKey());
        breached(target.value(), entry.getValue(), target.value().demands());
        path().leave();
      }
    }
  }

  private String sentence(String length, String demand) {
    return "Value" + length + " at '" + place() + "' failed to satisfy constraint: " + demand;
  }

  private static String length(Constraints demands) {
    return between(demands.minLength(), demands.maxLength());
  }

  private static String range(Constraints demands) {
    return between(number(demands.min()), number(demands.max()));
  }

  private static String number(BigDecimal limit) {
    return limit == null ? null : limit.toPlainString();
  }

  private static String between(Object least, Object most) {
    if (least == null) {
      return "less than or equal to " + most;
    }
    return most == null
        ? "greater than or equal to " + least
        : "between " + least + " and " + most + ", inclusive";
  }
}
