package dev.brume.core.message;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Numbers in message attributes: up to 38 digits of precision, between 10^-128 and 10^+126, of
 * either sign.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Message
 *     attribute data types</a>
 */
public final class NumberText {
  private static final Pattern FORM =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

  private static final int MAX_LENGTH = 1_024;
  private static final int MAX_DIGITS = 38;
  private static final int LEAST_EXPONENT = -128;
  private static final int GREATEST_EXPONENT = 126;

  private NumberText() {}

  public static boolean isNumber(String text) {
    if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
      return false;
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    if (number.signum() == 0) {
      return true;
    }
    int exponent = number.precision() - number.scale() - 1;
    BigDecimal greatest = BigDecimal.ONE.scaleByPowerOfTen(GREATEST_EXPONENT);
    return number.precision() <= MAX_DIGITS
        && exponent >= LEAST_EXPONENT
        && number.abs().compareTo(greatest) <= 0;
  }
}
