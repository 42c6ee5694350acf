package dev.brume.logs.pattern;

import com.google.re2j.Pattern;
import java.math.BigDecimal;

/**
 * A comparison with a value in a pattern: text with asterisks as wildcards, a number, or a regular
 * expression.
 */
@FunctionalInterface
interface PatternComparison {
  /** Whether a value, possibly numeric text, matches. */
  boolean passes(String value);

  /** Parses an operator and its operand. */
  static PatternComparison parse(PatternText text, String ends) throws InvalidPatternException {
    String operator = operator(text);
    text.skipSpace();
    boolean same = operator.equals("=") || operator.equals("!=");
    if (text.peek() == '%') {
      Pattern regex = text.regex();
      return same ? not(operator, value -> regex.matcher(value).find()) : refuse();
    }
    boolean quoted = text.peek() == '"';
    String operand = quoted ? text.quoted() : text.until(ends).strip();
    if (!quoted && operand.isEmpty()) {
      throw PatternText.invalid();
    }
    BigDecimal number = quoted ? null : number(operand);
    if (same) {
      Pattern wild = wildcards(operand);
      return not(
          operator,
          value -> {
            BigDecimal other = number == null ? null : number(value);
            return other == null ? wild.matcher(value).matches() : number.compareTo(other) == 0;
          });
    }
    if (number == null) {
      return refuse();
    }
    return value -> {
      BigDecimal other = number(value);
      return other != null && holds(operator, other.compareTo(number));
    };
  }

  private static PatternComparison refuse() throws InvalidPatternException {
    throw PatternText.invalid();
  }

  private static PatternComparison not(String operator, PatternComparison test) {
    return operator.equals("=") ? test : value -> !test.passes(value);
  }

  private static boolean holds(String operator, int order) {
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static String operator(PatternText text) throws InvalidPatternException {
    for (String operator : new String[] {"!=", "<=", ">=", "=", "<", ">"}) {
      if (text.skip(operator)) {
        return operator;
      }
    }
    throw PatternText.invalid();
  }

  /** A text as a number; null if it is not numeric. */
  static BigDecimal number(String text) {
    boolean possible =
        !text.isEmpty()
            && text.length() < 100
            && text.chars().allMatch(c -> Character.isDigit(c) || "+-.eE".indexOf(c) >= 0);
    if (!possible) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Pattern wildcards(String text) {
    StringBuilder regex = new StringBuilder("(?s)");
    for (String part : text.split("\\*", -1)) {
      regex.append(regex.length() > 4 ? ".*" : "").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }
}
