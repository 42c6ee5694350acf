package dev.brume.s3.select.sql;

import java.util.ArrayList;
import java.util.List;

/** Evaluates the steps of a path over arrays and objects. */
public final class Paths {
  private Paths() {}

  /**
   * The value at {@code steps} from {@code value}: MISSING if there is none, or an array for a
   * wildcard.
   */
  public static Value walk(Value value, List<Expression.Step> steps) {
    Value at = value;
    for (int i = 0; i < steps.size(); i++) {
      Expression.Step step = steps.get(i);
      switch (step) {
        case Expression.FieldStep field -> at = field(at, field.name());
        case Expression.IndexStep index -> at = element(at, index.index());
        case Expression.AnyStep any -> {
          List<Value> found = new ArrayList<>();
          for (Value each : all(at, any)) {
            Value led = walk(each, steps.subList(i + 1, steps.size()));
            if (led instanceof Value.Sequence more && hasWildcard(steps, i + 1)) {
              found.addAll(more.elements());
            } else if (led != Value.Absent.MISSING) {
              found.add(led);
            }
          }
          return new Value.Sequence(found);
        }
      }
    }
    return at;
  }

  private static boolean hasWildcard(List<Expression.Step> steps, int from) {
    return steps.subList(from, steps.size()).stream()
        .anyMatch(step -> step instanceof Expression.AnyStep);
  }

  private static List<Value> all(Value value, Expression.AnyStep step) {
    if (step.isOfArray()) {
      return value instanceof Value.Sequence sequence ? sequence.elements() : List.of();
    }
    return value instanceof Value.Tuple tuple ? tuple.values() : List.of();
  }

  private static Value element(Value value, long index) {
    return value instanceof Value.Sequence sequence
            && index >= 0
            && index < sequence.elements().size()
        ? sequence.elements().get((int) index)
        : Value.Absent.MISSING;
  }

  /** The field of that name. */
  public static Value field(Value value, SqlName name) {
    if (!(value instanceof Value.Tuple tuple)) {
      return Value.Absent.MISSING;
    }
    Value found = Value.Absent.MISSING;
    String foundAs = null;
    for (int i = 0; i < tuple.names().size(); i++) {
      String candidate = tuple.names().get(i);
      if (!name.matches(candidate)) {
        continue;
      }
      if (foundAs != null && !foundAs.equals(candidate)) {
        throw SqlErrors.ambiguousFieldName();
      }
      if (foundAs == null) {
        found = tuple.values().get(i);
        foundAs = candidate;
      }
    }
    return found;
  }
}
