package dev.brume.s3.select.sql;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of a backtick literal: a scalar in Amazon Ion's text format, mostly a timestamp.
 * Symbols are treated as strings; blobs, clobs and containers are not supported.
 *
 * @see <a href="https://amazon-ion.github.io/ion-docs/docs/spec.html">Ion specification</a>
 */
final class IonLiteral {
  private static final Pattern INT = Pattern.compile("-?(?:0|[1-9]\\d{0,17})");
  private static final Pattern NUMBER =
      Pattern.compile("(-?(?:0|[1-9]\\d*)(?:\\.\\d*)?)(?:([dDeE])([+-]?\\d{1,9}))?");
  private static final Pattern SYMBOL = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*)\"|'([^'\\\\]*)'");

  private IonLiteral() {}

  /** The value of {@code text}, or null if it is not supported. */
  static Value parse(String text) {
    Timestamp time = Timestamp.parse(text);
    if (time != null) {
      return new Value.Moment(time);
    }
    if (INT.matcher(text).matches()) {
      return new Value.Int(Long.parseLong(text));
    }
    Matcher number = NUMBER.matcher(text);
    if (number.matches()) {
      return number(number);
    }
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      return new Value.Text(quoted.group(1) == null ? quoted.group(2) : quoted.group(1));
    }
    return switch (text) {
      case "true" -> Value.Bool.TRUE;
      case "false" -> Value.Bool.FALSE;
      case "null" -> Value.Absent.NULL;
      default -> SYMBOL.matcher(text).matches() ? new Value.Text(text) : null;
    };
  }

  private static Value number(Matcher number) {
    BigDecimal digits = new BigDecimal(number.group(1));
    if (number.group(2) == null) {
      return new Value.Decimal(digits);
    }
    int exponent = Integer.parseInt(number.group(3));
    return number.group(2).equalsIgnoreCase("e")
        ? new Value.Float(Double.parseDouble(digits + "e" + exponent))
        : new Value.Decimal(digits.scaleByPowerOfTen(exponent));
  }
}
