package dev.brume.core.gateway.constraint;

import dev.brume.core.schema.Constraints;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Walks through an input in the model's order and records constraint violations. The subclass words
 * them and decides whether elements of lists and maps are reported one by one. Values without
 * constraints are skipped.
 */
abstract class ConstraintWalk {
  private final List<Violation> violations = new ArrayList<>(0);
  private final ValuePath path = new ValuePath();

  /** Walks through {@code input} and returns the violations. */
  final List<Violation> through(Struct input) {
    walk(input);
    return violations;
  }

  /** The current position. */
  final ValuePath path() {
    return path;
  }

  /** Records a violation at the current position. */
  final void note(String place, String text) {
    if (!isFull()) {
      violations.add(new Violation(place, path.lastMember(), false, text));
    }
  }

  private void noteMissing(Member member) {
    path.enter(member);
    violations.add(new Violation(place(), member.name(), true, missing(member)));
    path.leave();
  }

  private boolean isFull() {
    return violations.size() >= ConstraintValidator.MAX_VIOLATIONS;
  }

  private void walk(Struct value) {
    Schema schema = value.schema();
    int count = schema.memberCount();
    for (int i = 0; i < count && !isFull(); i++) {
      Member member = schema.member(i);
      if (!member.isConstrained()) {
        continue;
      }
      Object content = value.get(i);
      if (content != null) {
        path.enter(member);
        visit(member, content);
        path.leave();
      } else if (member.isRequired()) {
        noteMissing(member);
      }
    }
  }

  /** Checks the value of a member of a structure. */
  final void visit(Member member, Object value) {
    Schema target = member.target();
    if (target.isStreaming()) {
      return;
    }
    Constraints demands = member.demands();
    if (!ConstraintCheck.fulfils(demands, target, value)) {
      breached(member, value, demands);
    }
    descend(target, value);
  }

  /** Checks the contents of {@code value}. */
  final void descend(Schema target, Object value) {
    if (!target.type().isAggregate() || !target.isConstrained()) {
      return;
    }
    // No switch over patterns: its first use costs more than the whole validation of a first
    // request.
    if (value instanceof Struct struct) {
      walk(struct);
    } else if (value instanceof List<?> list) {
      visitElements(target, list);
    } else if (value instanceof Map<?, ?> map) {
      visitEntries(target, map);
    }
  }

  private void visitElements(Schema target, List<?> list) {
    Member element = target.element();
    elements(target, list);
    if (descendsInto(element)) {
      for (int i = 0; i < list.size() && !isFull(); i++) {
        if (list.get(i) != null) {
          path.enter(i);
          descend(element.target(), list.get(i));
          path.leave();
        }
      }
    }
  }

  private void visitEntries(Schema target, Map<?, ?> map) {
    Member value = target.value();
    entries(target, map);
    if (descendsInto(value)) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (entry.getValue() != null && !isFull()) {
          path.enter((String) entry.getKey());
          descend(value.target(), entry.getValue());
          path.leave();
        }
      }
    }
  }

  private static boolean descendsInto(Member element) {
    return element.target().type().isAggregate() && element.target().isConstrained();
  }

  /** Whether {@code value}, an element, satisfies its constraints; null always does. */
  static boolean fulfils(Member element, Object value) {
    return value == null || ConstraintCheck.fulfils(element.demands(), element.target(), value);
  }

  /** The path in the subclass's format. */
  abstract String place();

  /** The message for a required member that is absent. */
  abstract String missing(Member member);

  /** Reports a member whose value violates its constraints. */
  abstract void breached(Member member, Object value, Constraints demands);

  /** Checks the elements of a list themselves, not their contents. */
  abstract void elements(Schema target, List<?> list);

  /** Checks the keys and values of a map themselves, not their contents. */
  abstract void entries(Schema target, Map<?, ?> map);
}
