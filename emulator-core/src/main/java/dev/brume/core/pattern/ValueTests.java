package dev.brume.core.pattern;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The kinds of tests. */
final class ValueTests {
  /** "The value can range from -10^9 to 10^9." */
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000);

  private ValueTests() {}

  /**
   * Returns {@code number}.
   *
   * @throws NumberFormatException if it is out of the range of AWS's patterns
   */
  static BigDecimal bounded(BigDecimal number) {
    if (number.abs().compareTo(LARGEST) > 0) {
      throw new NumberFormatException();
    }
    return number;
  }

  private static ValueTest ofText(Predicate<String> test) {
    return value -> value != null && value.isTextual() && test.test(value.textValue());
  }

  static ValueTest text(String wanted) {
    return ofText(wanted::equals);
  }

  static ValueTest prefix(String prefix) {
    return ofText(text -> text.startsWith(prefix));
  }

  static ValueTest suffix(String suffix) {
    return ofText(text -> text.endsWith(suffix));
  }

  static ValueTest equalsIgnoreCase(String wanted) {
    return ofText(wanted::equalsIgnoreCase);
  }

  static ValueTest truth(boolean wanted) {
    return value -> value != null && value.isBoolean() && value.booleanValue() == wanted;
  }

  static ValueTest nothing() {
    return value -> value != null && value.isNull();
  }

  static ValueTest number(BigDecimal wanted) {
    return range(wanted, true, wanted, true);
  }

  /** Between two numbers; null for no limit. */
  static ValueTest range(BigDecimal bottom, boolean withBottom, BigDecimal top, boolean withTop) {
    return value -> {
      if (value == null || !value.isNumber()) {
        return false;
      }
      BigDecimal number = value.decimalValue();
      int aboveBottom = bottom == null ? 1 : number.compareTo(bottom);
      int belowTop = top == null ? 1 : top.compareTo(number);
      return (aboveBottom > 0 || withBottom && aboveBottom == 0)
          && (belowTop > 0 || withTop && belowTop == 0);
    };
  }

  static ValueTest noneOf(List<ValueTest> refused) {
    return value -> value != null && refused.stream().noneMatch(test -> test.accepts(value));
  }

  /** An asterisk matches any characters; a backslash escapes it. */
  static ValueTest wildcard(String pattern) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*') {
        pieces.add(piece.toString());
        piece.setLength(0);
      } else {
        piece.append(c == '\\' ? pattern.charAt(++i) : c);
      }
    }
    String last = piece.toString();
    return pieces.isEmpty() ? text(last) : ofText(text -> hasPieces(text, pieces, last));
  }

  /** Whether {@code text} contains these pieces in order, the last one at its end. */
  private static boolean hasPieces(String text, List<String> pieces, String last) {
    if (!text.startsWith(pieces.get(0))) {
      return false;
    }
    int at = pieces.get(0).length();
    for (String piece : pieces.subList(1, pieces.size())) {
      int found = text.indexOf(piece, at);
      if (found < 0) {
        return false;
      }
      at = found + piece.length();
    }
    return text.length() - last.length() >= at && text.endsWith(last);
  }
}
