package dev.brume.core.gateway.constraint;

import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Constraints;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;

/** Checks a value against the model's constraints, one kind of constraint at a time. */
final class ConstraintCheck {
  private ConstraintCheck() {}

  /** Whether {@code value}, of the shape {@code target}, satisfies all of {@code demands}. */
  static boolean fulfils(Constraints demands, Schema target, Object value) {
    return demands == Constraints.NONE
        || (matchesPattern(demands, value)
            && isLongEnough(demands, value)
            && isShortEnough(demands, value)
            && isGreatEnough(demands, value)
            && isSmallEnough(demands, value)
            && isKnown(demands, target, value)
            && isUnique(demands, value));
  }

  static boolean matchesPattern(Constraints demands, Object value) {
    return demands.pattern() == null
        || !(value instanceof String text)
        || ModelPattern.of(demands.pattern()).matches(text);
  }

  static boolean isLongEnough(Constraints demands, Object value) {
    if (demands.minLength() == null) {
      return true;
    }
    long minimum = demands.minLength();
    // A code point takes at most two characters.
    return value instanceof String text && text.length() >= 2 * minimum
        || !hasLength(value)
        || length(value) >= minimum;
  }

  static boolean isShortEnough(Constraints demands, Object value) {
    if (demands.maxLength() == null) {
      return true;
    }
    long maximum = demands.maxLength();
    return value instanceof String text && text.length() <= maximum
        || !hasLength(value)
        || length(value) <= maximum;
  }

  private static boolean hasLength(Object value) {
    return value instanceof String
        || value instanceof Blob
        || value instanceof Collection
        || value instanceof Map;
  }

  /** Code points of a string, bytes of a blob, entries of a collection. */
  static long length(Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof Blob blob) {
      return blob.length();
    }
    return value instanceof Collection<?> collection
        ? collection.size()
        : ((Map<?, ?>) value).size();
  }

  static boolean isGreatEnough(Constraints demands, Object value) {
    return demands.min() == null
        || !(value instanceof Number number)
        || (isComparable(number) && decimal(number).compareTo(demands.min()) >= 0)
        || number.doubleValue() == Double.POSITIVE_INFINITY;
  }

  static boolean isSmallEnough(Constraints demands, Object value) {
    return demands.max() == null
        || !(value instanceof Number number)
        || (isComparable(number) && decimal(number).compareTo(demands.max()) <= 0)
        || number.doubleValue() == Double.NEGATIVE_INFINITY;
  }

  private static boolean isComparable(Number number) {
    return !(number instanceof Double || number instanceof Float)
        || Double.isFinite(number.doubleValue());
  }

  private static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    boolean fraction = number instanceof Double || number instanceof Float;
    return fraction ? new BigDecimal(number.toString()) : BigDecimal.valueOf(number.longValue());
  }

  /** The values of an intEnum stay open: unknown values are left to the service. */
  static boolean isKnown(Constraints demands, Schema target, Object value) {
    return demands.values() == null
        || target.type() == ShapeType.INT_ENUM
        || !(value instanceof String)
        || demands.values().contains(value)
        || demands.internalValues().contains(value);
  }

  static boolean isUnique(Constraints demands, Object value) {
    return !demands.uniqueItems()
        || !(value instanceof Collection<?> items)
        || new HashSet<>(items).size() == items.size();
  }
}
