package dev.brume.dynamodb.item;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers as bytes in numeric order: an exponent to the base 100 and digits to that base, without
 * leading and trailing zeros. Equal numbers have equal bytes, and the length is the number's size
 * by AWS's rules.
 *
 * <p>A positive number is 193 + exponent, then each digit + 1. Zero is 128. A negative number is 62
 * - exponent, then 101 - each digit, then 102 where there are fewer than 20 digits.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number">Numbers:
 *     38 digits of precision, 1E-130 to 9.9999999999999999999999999999999999999E+125</a>
 */
public final class NumberEncoding {
  /** The most significant digits. */
  static final int MAX_DIGITS = 38;

  /** The greatest exponent of the first digit. */
  static final int MAX_EXPONENT = 125;

  /** The least exponent of the first digit. */
  static final int MIN_EXPONENT = -130;

  /** The most bytes of a number. */
  static final int MAX_BYTES = 22;

  private static final String NOT_NUMERIC = "The parameter cannot be converted to a numeric value";

  private static final int ZERO = 128;
  private static final int POSITIVE = 193;
  private static final int NEGATIVE = 62;
  private static final int COMPLEMENT = 101;
  private static final int END = 102;
  private static final int MAX_PAIRS = 20;
  private static final long HUNDRED = 100;

  /** The most pairs of digits that fit a long. */
  private static final int LONG_PAIRS = 9;

  private static final int EXPONENT_CAP = 1_000_000;

  private NumberEncoding() {}

  /**
   * The encoded number of {@code text}: an optional sign, digits with an optional point, and an
   * optional exponent.
   *
   * @throws dev.brume.core.error.AwsError ValidationException if it is malformed, out of range or
   *     has more than 38 digits
   */
  public static byte[] parse(String text) {
    if (text == null || text.isEmpty()) {
      throw Validation.error(NOT_NUMERIC);
    }
    return new Scan(text).encoded();
  }

  /** The encoded {@code value}, the result of a computation. */
  public static byte[] encode(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    BigInteger digits = stripped.unscaledValue();
    if (digits.signum() == 0) {
      return new byte[] {(byte) ZERO};
    }
    String shown = digits.abs().toString();
    checkRange(shown.length() - 1L - stripped.scale(), shown.length());
    return encode(shown, digits.signum() < 0, shown.length() - 1 - stripped.scale());
  }

  private static void checkRange(long exponent, int digits) {
    if (exponent > MAX_EXPONENT) {
      throw Validation.error(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (exponent < MIN_EXPONENT) {
      throw Validation.error(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    if (digits > MAX_DIGITS) {
      throw Validation.error("Attempting to store more than 38 significant digits in a Number");
    }
  }

  /** Encodes significant digits; the first has the weight 10 to the {@code exponent}. */
  private static byte[] encode(CharSequence digits, boolean negative, int exponent) {
    int shift = Math.floorMod(exponent, 2) == 0 ? 1 : 0;
    int pairs = (digits.length() + shift + 1) / 2;
    boolean ended = negative && pairs < MAX_PAIRS;
    byte[] bytes = new byte[1 + pairs + (ended ? 1 : 0)];
    int hundreds = Math.floorDiv(exponent, 2);
    bytes[0] = (byte) (negative ? NEGATIVE - hundreds : POSITIVE + hundreds);
    for (int i = 0; i < pairs; i++) {
      int pair = 10 * digit(digits, 2 * i - shift) + digit(digits, 2 * i + 1 - shift);
      bytes[1 + i] = (byte) (negative ? COMPLEMENT - pair : pair + 1);
    }
    if (ended) {
      bytes[1 + pairs] = END;
    }
    return bytes;
  }

  private static int digit(CharSequence digits, int index) {
    return index < 0 || index >= digits.length() ? 0 : digits.charAt(index) - '0';
  }

  /** The number in AWS's format: no exponent, no leading or trailing zeros. */
  public static String format(byte[] bytes, int start, int length) {
    int first = bytes[start] & 0xff;
    if (first == ZERO && length == 1) {
      return "0";
    }
    boolean negative = first < ZERO;
    int pairs = pairs(bytes, start, length, negative);
    int hundreds = negative ? NEGATIVE - first : first - POSITIVE;
    if (hundreds >= 0 && hundreds < LONG_PAIRS && pairs <= hundreds + 1) {
      long whole = unscaled(bytes, start, pairs, negative);
      for (int i = pairs; i <= hundreds; i++) {
        whole *= HUNDRED;
      }
      return Long.toString(negative ? -whole : whole);
    }
    int exponent = 2 * (negative ? NEGATIVE - first : first - POSITIVE) + 1;
    StringBuilder text = new StringBuilder(2 * pairs + 4);
    if (negative) {
      text.append('-');
    }
    int from = text.length();
    if (exponent < 0) {
      text.append("0.");
      text.repeat('0', -exponent - 1);
    }
    for (int i = 0; i < pairs; i++) {
      if (exponent == 2 * i - 1 && i > 0) {
        text.append('.');
      }
      int pair = pair(bytes, start + 1 + i, negative);
      text.append((char) ('0' + pair / 10)).append((char) ('0' + pair % 10));
    }
    return trimmed(text, from, exponent, pairs);
  }

  private static String trimmed(StringBuilder text, int from, int exponent, int pairs) {
    if (exponent >= 2 * pairs - 1) {
      text.repeat('0', exponent - 2 * pairs + 1);
    } else if (text.charAt(text.length() - 1) == '0') {
      text.setLength(text.length() - 1);
    }
    if (exponent >= 0 && text.charAt(from) == '0') {
      text.deleteCharAt(from);
    }
    return text.toString();
  }

  private static int pairs(byte[] bytes, int start, int length, boolean negative) {
    boolean ended = negative && bytes[start + length - 1] == END;
    return length - 1 - (ended ? 1 : 0);
  }

  private static int pair(byte[] bytes, int index, boolean negative) {
    int value = bytes[index] & 0xff;
    return negative ? COMPLEMENT - value : value - 1;
  }

  /** The number for arithmetic. */
  public static BigDecimal decimal(byte[] bytes, int start, int length) {
    int first = bytes[start] & 0xff;
    if (first == ZERO && length == 1) {
      return BigDecimal.ZERO;
    }
    boolean negative = first < ZERO;
    int pairs = pairs(bytes, start, length, negative);
    int hundreds = negative ? NEGATIVE - first : first - POSITIVE;
    int scale = 2 * (pairs - 1 - hundreds);
    if (pairs <= LONG_PAIRS) {
      long unscaled = unscaled(bytes, start, pairs, negative);
      return BigDecimal.valueOf(negative ? -unscaled : unscaled, scale);
    }
    BigInteger digits = BigInteger.ZERO;
    BigInteger hundred = BigInteger.valueOf(100);
    for (int i = 0; i < pairs; i++) {
      digits =
          digits.multiply(hundred).add(BigInteger.valueOf(pair(bytes, start + 1 + i, negative)));
    }
    return new BigDecimal(negative ? digits.negate() : digits, scale);
  }

  /** At most {@link #LONG_PAIRS} pairs as one number. */
  private static long unscaled(byte[] bytes, int start, int pairs, boolean negative) {
    long number = 0;
    for (int i = 0; i < pairs; i++) {
      number = number * HUNDRED + pair(bytes, start + 1 + i, negative);
    }
    return number;
  }

  /** One scan of a text, from left to right. */
  private static final class Scan {
    private final String text;
    private final StringBuilder digits = new StringBuilder();
    private int position;

    /** The position of the digit after the last one, without the written exponent. */
    private int place;

    private boolean anyDigit;
    private boolean afterPoint;

    /** The number of digits before the point. */
    private int integerPlaces;

    /** The position of the first digit that is not zero. */
    private int firstPlace;

    private int zeros;

    Scan(String text) {
      this.text = text;
    }

    byte[] encoded() {
      boolean negative = text.charAt(0) == '-';
      position = negative || text.charAt(0) == '+' ? 1 : 0;
      readDigits();
      long exponent = readExponent();
      if (digits.isEmpty()) {
        return new byte[] {(byte) ZERO};
      }
      long first = exponent + integerPlaces() - 1L - firstPlace;
      checkRange(first, digits.length());
      return encode(digits, negative, (int) first);
    }

    private int integerPlaces() {
      return afterPoint ? integerPlaces : place;
    }

    private void readDigits() {
      for (; position < text.length(); position++) {
        char c = text.charAt(position);
        if (c >= '0' && c <= '9') {
          anyDigit = true;
          addDigit(c);
          place++;
        } else if (c == '.' && !afterPoint) {
          afterPoint = true;
          integerPlaces = place;
        } else {
          break;
        }
      }
      if (!anyDigit) {
        throw notNumeric();
      }
    }

    private void addDigit(char c) {
      if (c == '0') {
        zeros++;
        return;
      }
      if (digits.isEmpty()) {
        firstPlace = place;
      } else if (digits.length() <= MAX_DIGITS) {
        digits.repeat('0', Math.min(zeros, MAX_DIGITS));
      }
      zeros = 0;
      if (digits.length() <= MAX_DIGITS) {
        digits.append(c);
      }
    }

    private long readExponent() {
      if (position == text.length()) {
        return 0;
      }
      char mark = text.charAt(position++);
      if ((mark != 'e' && mark != 'E') || position == text.length()) {
        throw notNumeric();
      }
      char sign = text.charAt(position);
      if (sign == '-' || sign == '+') {
        position++;
      }
      if (position == text.length()) {
        throw notNumeric();
      }
      long exponent = 0;
      for (; position < text.length(); position++) {
        char c = text.charAt(position);
        if (c < '0' || c > '9') {
          throw notNumeric();
        }
        exponent = Math.min(EXPONENT_CAP, 10 * exponent + (c - '0'));
      }
      return sign == '-' ? -exponent : exponent;
    }

    private RuntimeException notNumeric() {
      return Validation.error(NOT_NUMERIC + ": " + text);
    }
  }
}
