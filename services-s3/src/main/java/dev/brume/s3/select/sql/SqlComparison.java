package dev.brume.s3.select.sql;

import java.util.Iterator;

/**
 * Equality and order. Numbers of all types compare by value, timestamps as instants. Values of
 * different kinds are never equal (there are no implicit conversions) and have no order.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-data-types.html">Data
 *     types</a>
 */
final class SqlComparison {
  private SqlComparison() {}

  /** Whether two present values are equal. */
  static boolean equal(Value left, Value right) {
    if (left instanceof Value.Sequence a && right instanceof Value.Sequence b) {
      return equalElements(a, b);
    }
    if (left instanceof Value.Tuple a && right instanceof Value.Tuple b) {
      return a.names().equals(b.names())
          && equalElements(new Value.Sequence(a.values()), new Value.Sequence(b.values()));
    }
    Integer order = order(left, right);
    return order == null ? left == right : order == 0;
  }

  private static boolean equalElements(Value.Sequence left, Value.Sequence right) {
    if (left.elements().size() != right.elements().size()) {
      return false;
    }
    Iterator<Value> others = right.elements().iterator();
    for (Value value : left.elements()) {
      if (!equal(value, others.next())) {
        return false;
      }
    }
    return true;
  }

  /** As a Comparator's result, or null if the two have no order. */
  static Integer order(Value left, Value right) {
    if (left instanceof Value.Text a && right instanceof Value.Text b) {
      return codePoints(a.text(), b.text());
    }
    if (left instanceof Value.Int a && right instanceof Value.Int b) {
      return Long.compare(a.number(), b.number());
    }
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return numbers(left, right);
    }
    if (left instanceof Value.Moment a && right instanceof Value.Moment b) {
      return a.time().moment().toInstant().compareTo(b.time().moment().toInstant());
    }
    if (left instanceof Value.Bool a && right instanceof Value.Bool b) {
      return a.compareTo(b);
    }
    return null;
  }

  private static int numbers(Value left, Value right) {
    boolean floating = left instanceof Value.Float || right instanceof Value.Float;
    if (floating) {
      return Double.compare(Numbers.floating(left) + 0.0, Numbers.floating(right) + 0.0);
    }
    return Numbers.decimal(left).compareTo(Numbers.decimal(right));
  }

  /** The order of UTF-8's bytes, which is that of code points. */
  private static int codePoints(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean mixed = Character.isSurrogate(a) != Character.isSurrogate(b);
        return mixed ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
