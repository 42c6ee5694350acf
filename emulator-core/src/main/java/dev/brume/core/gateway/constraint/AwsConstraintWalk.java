package dev.brume.core.gateway.constraint;

import dev.brume.core.schema.Constraints;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Violations in the words of AWS's services: {@code Value 'a b' at 'streamName' failed to satisfy
 * constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+}. Violations by
 * elements of lists and maps are reported once, at the collection, with all constraints on its
 * elements. Values of sensitive members are not shown.
 */
final class AwsConstraintWalk extends ConstraintWalk {
  private static final String KEYS = "Map keys must satisfy constraint: ";

  private final boolean elementsSayNotNull;

  /**
   * @param elementsSayNotNull whether the constraints on elements end in "Member must not be null",
   *     as Lambda's do and DynamoDB's do not
   */
  AwsConstraintWalk(boolean elementsSayNotNull) {
    this.elementsSayNotNull = elementsSayNotNull;
  }

  @Override
  String place() {
    return path().dotted();
  }

  @Override
  String missing(Member member) {
    return sentence(member, null, "Member must not be null");
  }

  @Override
  void breached(Member member, Object value, Constraints demands) {
    Schema target = member.target();
    if (!ConstraintCheck.matchesPattern(demands, value)) {
      note(place(), sentence(member, value, pattern(demands)));
    }
    if (!ConstraintCheck.isLongEnough(demands, value)) {
      note(place(), sentence(member, value, minLength(demands)));
    }
    if (!ConstraintCheck.isShortEnough(demands, value)) {
      note(place(), sentence(member, value, maxLength(demands)));
    }
    if (!ConstraintCheck.isGreatEnough(demands, value)) {
      note(place(), sentence(member, value, min(demands, target)));
    }
    if (!ConstraintCheck.isSmallEnough(demands, value)) {
      note(place(), sentence(member, value, max(demands, target)));
    }
    if (!ConstraintCheck.isKnown(demands, target, value)) {
      note(place(), sentence(member, value, values(demands)));
    }
    if (!ConstraintCheck.isUnique(demands, value)) {
      note(place(), sentence(member, value, "Member must have unique values"));
    }
  }

  @Override
  void elements(Schema target, List<?> list) {
    blame(target, list, target.element(), list, "Member must satisfy constraint: ");
  }

  @Override
  void entries(Schema target, Map<?, ?> map) {
    blame(target, map, target.key(), map.keySet(), KEYS);
    blame(target, map, target.value(), map.values(), "Map value must satisfy constraint: ");
  }

  private void blame(
      Schema target, Object collection, Member element, Iterable<?> elements, String start) {
    if (element.demands() == Constraints.NONE) {
      return;
    }
    for (Object value : elements) {
      if (!fulfils(element, value)) {
        String shown =
            target.isSensitive() || element.isSensitive()
                ? ""
                : " '" + ValueText.of(target, collection) + "'";
        note(
            place(),
            sentence(
                shown, start + allOf(element.demands(), element.target(), start.equals(KEYS))));
        return;
      }
    }
  }

  private String sentence(Member member, Object value, String demand) {
    if (member.isSensitive()) {
      return sentence("", demand);
    }
    return sentence(
        value == null ? " null" : " '" + ValueText.of(member.target(), value) + "'", demand);
  }

  private String sentence(String shown, String demand) {
    return "Value" + shown + " at '" + place() + "' failed to satisfy constraint: " + demand;
  }

  /** All constraints on an element, in AWS's order; for keys without "not null". */
  private String allOf(Constraints demands, Schema target, boolean keys) {
    List<String> all = new ArrayList<>();
    if (demands.maxLength() != null) {
      all.add(maxLength(demands));
    }
    if (demands.minLength() != null) {
      all.add(minLength(demands));
    }
    if (demands.max() != null) {
      all.add(max(demands, target));
    }
    if (demands.min() != null) {
      all.add(min(demands, target));
    }
    if (demands.pattern() != null) {
      all.add(pattern(demands));
    }
    if (demands.values() != null) {
      all.add(values(demands));
    }
    if (demands.uniqueItems()) {
      all.add("Member must have unique values");
    }
    if (elementsSayNotNull && !keys) {
      all.add("Member must not be null");
    }
    return all.toString();
  }

  private static String pattern(Constraints demands) {
    return "Member must satisfy regular expression pattern: " + demands.pattern();
  }

  private static String minLength(Constraints demands) {
    return "Member must have length greater than or equal to " + demands.minLength();
  }

  private static String maxLength(Constraints demands) {
    return "Member must have length less than or equal to " + demands.maxLength();
  }

  private static String min(Constraints demands, Schema target) {
    return "Member must have value greater than or equal to " + number(demands.min(), target);
  }

  private static String max(Constraints demands, Schema target) {
    return "Member must have value less than or equal to " + number(demands.max(), target);
  }

  private static String values(Constraints demands) {
    return "Member must satisfy enum value set: " + demands.values();
  }

  /** Limits of floating-point members have a fraction: {@code 1.0}. */
  private static String number(BigDecimal limit, Schema target) {
    boolean fraction = target.type() == ShapeType.DOUBLE || target.type() == ShapeType.FLOAT;
    return fraction ? Double.toString(limit.doubleValue()) : limit.toPlainString();
  }
}
