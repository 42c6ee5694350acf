package dev.brume.logs.insights;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Operations on the values of queries. */
final class QueryValues {
  private static final int MAX_DIGITS = 60;
  private static final int SHOWN_DIGITS = 4;

  private QueryValues() {}

  static String truth(boolean holds) {
    return holds ? "1" : "0";
  }

  /** A value as a number; null if it is not numeric. */
  static BigDecimal number(String value) {
    boolean possible =
        value != null
            && !value.isEmpty()
            && value.length() <= MAX_DIGITS
            && "+-.0123456789".indexOf(value.charAt(0)) >= 0;
    if (!possible) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(value);
      return Math.abs(number.scale()) > MAX_DIGITS ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A number in result format: at most four decimal places. */
  static String shown(BigDecimal number) {
    if (number == null) {
      return null;
    }
    BigDecimal rounded = number.setScale(SHOWN_DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.toPlainString();
  }

  static boolean same(String one, String other) {
    BigDecimal left = number(one);
    BigDecimal right = number(other);
    return left != null && right != null ? left.compareTo(right) == 0 : one.equals(other);
  }

  /** A missing value differs from a present one; all other comparisons with it are false. */
  static boolean compare(String operator, String left, String right) {
    if (left == null || right == null) {
      return operator.equals("!=") && left != right;
    }
    BigDecimal one = number(left);
    BigDecimal other = number(right);
    int order = one != null && other != null ? one.compareTo(other) : left.compareTo(right);
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  /** Compares values: numbers by size, others by characters; missing values first. */
  static int order(String left, String right) {
    if (left == null || right == null) {
      return left == right ? 0 : left == null ? -1 : 1;
    }
    BigDecimal one = number(left);
    BigDecimal other = number(right);
    return one != null && other != null ? one.compareTo(other) : left.compareTo(right);
  }

  static QueryExpression arithmetic(String operator, QueryExpression left, QueryExpression right) {
    return row -> {
      BigDecimal one = number(left.of(row));
      BigDecimal other = number(right.of(row));
      return one == null || other == null ? null : shown(calculate(operator, one, other));
    };
  }

  private static BigDecimal calculate(String operator, BigDecimal one, BigDecimal other) {
    if (other.signum() == 0 && (operator.equals("/") || operator.equals("%"))) {
      return null;
    }
    return switch (operator) {
      case "+" -> one.add(other);
      case "-" -> one.subtract(other);
      case "*" -> one.multiply(other, MathContext.DECIMAL128);
      case "/" -> one.divide(other, MathContext.DECIMAL64);
      case "%" -> one.remainder(other);
      default -> ofDouble(Math.pow(one.doubleValue(), other.doubleValue()));
    };
  }

  /** A double as a number; null if it is infinite or NaN. */
  static BigDecimal ofDouble(double value) {
    return Double.isNaN(value) || Double.isInfinite(value) || Math.abs(value) > 1e50
        ? null
        : BigDecimal.valueOf(value);
  }
}
