package dev.brume.core.schema;

import java.math.BigDecimal;
import java.util.List;

/**
 * The model's constraints on a value. Every field may be null: unconstrained.
 *
 * @param minLength characters (code points) of a string, bytes of a blob, entries of a list or map
 * @param maxLength as {@code minLength}; both ends are inclusive
 * @param min the least number allowed
 * @param max the greatest number allowed
 * @param pattern a regular expression that a whole string must match
 * @param values the values of an enum, in the model's order, without those that are internal
 * @param internalValues further values of that enum: allowed, but not shown to clients
 * @param uniqueItems whether a list's values must be unique
 * @see <a href="https://smithy.io/2.0/spec/constraint-traits.html">Smithy: constraint traits</a>
 */
public record Constraints(
    Long minLength,
    Long maxLength,
    BigDecimal min,
    BigDecimal max,
    String pattern,
    List<String> values,
    List<String> internalValues,
    boolean uniqueItems) {

  /** No constraints. */
  public static final Constraints NONE =
      new Constraints(null, null, null, null, null, null, null, false);

  /** A length between both limits, inclusive; null for no limit. */
  public static Constraints length(Long min, Long max) {
    return new Constraints(min, max, null, null, null, null, null, false);
  }

  /** A number between both limits (decimal text), inclusive; null for no limit. */
  public static Constraints range(String min, String max) {
    return new Constraints(
        null,
        null,
        min == null ? null : new BigDecimal(min),
        max == null ? null : new BigDecimal(max),
        null,
        null,
        null,
        false);
  }

  /** One of {@code values}. */
  public static Constraints oneOf(String... values) {
    return new Constraints(null, null, null, null, null, List.of(values), List.of(), false);
  }

  /** These constraints, with further allowed values that are not shown to clients. */
  public Constraints withInternalValues(String... further) {
    return new Constraints(
        minLength, maxLength, min, max, pattern, values, List.of(further), uniqueItems);
  }

  /** These constraints and a pattern. */
  public Constraints withPattern(String regularExpression) {
    return new Constraints(
        minLength, maxLength, min, max, regularExpression, values, internalValues, uniqueItems);
  }

  /**
   * These constraints, completed by those of {@code other} for kinds that these do not constrain.
   */
  public Constraints or(Constraints other) {
    if (this == NONE) {
      return other;
    }
    if (other == NONE) {
      return this;
    }
    boolean length = minLength != null || maxLength != null;
    boolean range = min != null || max != null;
    return new Constraints(
        length ? minLength : other.minLength,
        length ? maxLength : other.maxLength,
        range ? min : other.min,
        range ? max : other.max,
        pattern != null ? pattern : other.pattern,
        values != null ? values : other.values,
        values != null ? internalValues : other.internalValues,
        uniqueItems || other.uniqueItems);
  }

  /** These constraints, and unique items. */
  public Constraints withUniqueItems() {
    return new Constraints(minLength, maxLength, min, max, pattern, values, internalValues, true);
  }
}
