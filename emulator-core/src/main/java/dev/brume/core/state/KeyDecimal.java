package dev.brume.core.state;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.IntSupplier;

/**
 * Decimal numbers in a {@link ByteKey}: the sign, then for numbers other than 0 the exponent of
 * 0.d1d2… × 10^exponent in two bytes and two digits a byte (1 to 100), ended by 0; all of these
 * complemented if the number is negative. 38 digits take at most 23 bytes.
 */
final class KeyDecimal {
  private static final int NEGATIVE = 1;
  private static final int ZERO = 2;
  private static final int POSITIVE = 3;
  private static final int EXPONENT_BIAS = 0x8000;
  private static final int MAX_EXPONENT = 0x7fff;

  private KeyDecimal() {}

  static byte[] encode(BigDecimal number) {
    if (number.signum() == 0) {
      return new byte[] {ZERO};
    }
    BigDecimal plain = number.stripTrailingZeros();
    long exponent = (long) plain.precision() - plain.scale();
    if (exponent > MAX_EXPONENT || exponent < -EXPONENT_BIAS) {
      throw new IllegalArgumentException("The number's exponent is out of range: " + exponent);
    }
    int mask = number.signum() < 0 ? 0xff : 0;
    String digits = plain.unscaledValue().abs().toString();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 + digits.length() / 2 + 1);
    bytes.write(number.signum() < 0 ? NEGATIVE : POSITIVE);
    int biased = (int) exponent + EXPONENT_BIAS;
    bytes.write(biased >> 8 ^ mask);
    bytes.write(biased ^ mask);
    for (int i = 0; i < digits.length(); i += 2) {
      int second = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
      bytes.write((digits.charAt(i) - '0') * 10 + second + 1 ^ mask);
    }
    bytes.write(mask);
    return bytes.toByteArray();
  }

  /** Reads a number, without trailing zeros, byte by byte (0 to 255). */
  static BigDecimal decode(IntSupplier next) {
    int sign = next.getAsInt();
    if (sign == ZERO) {
      return BigDecimal.ZERO;
    }
    int mask = sign == NEGATIVE ? 0xff : 0;
    int exponent = ((next.getAsInt() ^ mask) << 8 | next.getAsInt() ^ mask) - EXPONENT_BIAS;
    StringBuilder digits = new StringBuilder(40);
    for (int pair = next.getAsInt() ^ mask; pair != 0; pair = next.getAsInt() ^ mask) {
      digits.append((char) ('0' + (pair - 1) / 10)).append((char) ('0' + (pair - 1) % 10));
    }
    BigDecimal number =
        new BigDecimal(new BigInteger(digits.toString()), digits.length() - exponent);
    return (mask == 0 ? number : number.negate()).stripTrailingZeros();
  }
}
