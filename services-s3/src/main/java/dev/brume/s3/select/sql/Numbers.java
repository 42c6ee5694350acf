package dev.brume.s3.select.sql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Arithmetic: of two integers an integer, with a floating-point number a floating-point number,
 * otherwise a decimal with 38 digits.
 */
final class Numbers {
  static final BigDecimal MOST_INT = BigDecimal.valueOf(Long.MAX_VALUE);
  static final BigDecimal LEAST_INT = BigDecimal.valueOf(Long.MIN_VALUE);

  /** The precision of decimals: 38 digits. */
  static final MathContext PRECISION = new MathContext(38, RoundingMode.HALF_EVEN);

  private Numbers() {}

  static boolean isNumber(Value value) {
    return value instanceof Value.Int
        || value instanceof Value.Decimal
        || value instanceof Value.Float;
  }

  static BigDecimal decimal(Value number) {
    return switch (number) {
      case Value.Int value -> BigDecimal.valueOf(value.number());
      case Value.Decimal value -> value.number();
      case Value.Float value -> BigDecimal.valueOf(value.number());
      default -> throw new IllegalArgumentException(number.typeName());
    };
  }

  static double floating(Value number) {
    return switch (number) {
      case Value.Int value -> value.number();
      case Value.Decimal value -> value.number().doubleValue();
      case Value.Float value -> value.number();
      default -> throw new IllegalArgumentException(number.typeName());
    };
  }

  /** The result of {@code left operator right} for numbers. */
  static Value calculate(Operator operator, Value left, Value right) {
    try {
      if (left instanceof Value.Int a && right instanceof Value.Int b) {
        return new Value.Int(integers(operator, a.number(), b.number()));
      }
      if (left instanceof Value.Float || right instanceof Value.Float) {
        return new Value.Float(floats(operator, floating(left), floating(right)));
      }
      return new Value.Decimal(decimals(operator, decimal(left), decimal(right)));
    } catch (ArithmeticException e) {
      throw SqlErrors.overflow();
    }
  }

  private static long integers(Operator operator, long a, long b) {
    return switch (operator) {
      case PLUS -> Math.addExact(a, b);
      case MINUS -> Math.subtractExact(a, b);
      case TIMES -> Math.multiplyExact(a, b);
      case DIVIDED -> Math.divideExact(a, b);
      case MODULO -> a % b;
      default -> throw new IllegalArgumentException(operator.name());
    };
  }

  private static double floats(Operator operator, double a, double b) {
    return switch (operator) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDED -> a / b;
      case MODULO -> a % b;
      default -> throw new IllegalArgumentException(operator.name());
    };
  }

  private static BigDecimal decimals(Operator operator, BigDecimal a, BigDecimal b) {
    return switch (operator) {
      case PLUS -> a.add(b, PRECISION);
      case MINUS -> a.subtract(b, PRECISION);
      case TIMES -> a.multiply(b, PRECISION);
      case DIVIDED -> a.divide(b, PRECISION);
      case MODULO -> a.remainder(b, PRECISION);
      default -> throw new IllegalArgumentException(operator.name());
    };
  }

  static Value negate(Value number) {
    return switch (number) {
      case Value.Int value when value.number() != Long.MIN_VALUE -> new Value.Int(-value.number());
      case Value.Int value -> throw SqlErrors.overflow();
      case Value.Decimal value -> new Value.Decimal(value.number().negate());
      case Value.Float value -> new Value.Float(-value.number());
      default -> throw SqlErrors.dataType();
    };
  }

  /** The integer part of {@code number}, which must fit eight bytes. */
  static Value.Int truncate(BigDecimal number) {
    if ((long) number.precision() - number.scale() > 19) {
      throw SqlErrors.overflow();
    }
    BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
    if (whole.compareTo(MOST_INT) > 0 || whole.compareTo(LEAST_INT) < 0) {
      throw SqlErrors.overflow();
    }
    return new Value.Int(whole.longValueExact());
  }

  /** The number as text, at most an exponent longer than its digits. */
  static String text(Value number) {
    return switch (number) {
      case Value.Int value -> Long.toString(value.number());
      case Value.Decimal value -> value.number().toString();
      case Value.Float value -> Double.toString(value.number());
      default -> throw new IllegalArgumentException(number.typeName());
    };
  }
}
