package dev.brume.s3.select.sql;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A token of an expression.
 *
 * @param text of keywords and operators in lower case, of identifiers as written
 * @param value of literals, else null
 * @param line from 1
 * @param column from 1: where the token begins in its line
 */
record SqlToken(TokenType type, String text, Value value, int line, int column) {
  private static final Pattern PLAIN_SYMBOL = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
  private static final Pattern TAKEN_SYMBOL = Pattern.compile("true|false|null|nan");

  /** Whether this is the operator or the keyword {@code word}. */
  boolean is(String word) {
    return (type == TokenType.KEYWORD || type == TokenType.OPERATOR) && text.equals(word);
  }

  /** Whether this is a user-defined name. */
  boolean isName() {
    return type == TokenType.IDENTIFIER || type == TokenType.QUOTED_IDENTIFIER;
  }

  /** The name, which is taken as it is where it stands in quotes. */
  SqlName name() {
    return new SqlName(text, type == TokenType.QUOTED_IDENTIFIER);
  }

  /**
   * The token in errors: the type and, in Ion's format, the value. Keywords are not named, as S3
   * answers for {@code ORDER}.
   *
   * @see <a href="https://amazon-ion.github.io/ion-docs/docs/spec.html">Ion specification</a>
   */
  String shown() {
    return type
        + ":"
        + switch (type) {
          case KEYWORD -> "UNKNOWN";
          case LITERAL, ION_LITERAL -> literal(value);
          case EOF -> "EOF";
          default -> symbol(text);
        };
  }

  private static String symbol(String text) {
    boolean plain = PLAIN_SYMBOL.matcher(text).matches() && !TAKEN_SYMBOL.matcher(text).matches();
    return plain ? text : "'" + text.replace("'", "\\'") + "'";
  }

  private static String literal(Value value) {
    return switch (value) {
      case Value.Text text -> '"' + text.text().replace("\"", "\\\"") + '"';
      case Value.Decimal decimal -> decimal(decimal.number());
      case Value.Int number -> Long.toString(number.number());
      case Value.Bool truth -> truth == Value.Bool.TRUE ? "true" : "false";
      case Value.Moment moment -> moment.time().toString();
      default -> "UNKNOWN";
    };
  }

  /** With a decimal point if that needs no leading zeros, else with an exponent. */
  private static String decimal(BigDecimal number) {
    int digits = number.precision();
    if (number.scale() > 0 && digits > number.scale()) {
      return number.toPlainString();
    }
    return number.unscaledValue() + "d" + -number.scale();
  }
}
