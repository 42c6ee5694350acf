package dev.brume.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Numbers are kept exactly, sort as numbers, and have AWS's size.
 *
 * <p>Source of truth: Amazon DynamoDB Developer Guide, "Supported data types and naming rules":
 * numbers have up to 38 digits of precision, from 1E-130 to
 * 9.9999999999999999999999999999999999999E+125, and "leading and trailing zeroes are trimmed";
 * "DynamoDB item sizes and formats": "1 byte per two significant digits) + (1 byte)".
 */
final class NumberEncodingTest {
  @Provide
  Arbitrary<BigDecimal> numbers() {
    Arbitrary<BigInteger> digits =
        Arbitraries.bigIntegers()
            .between(
                BigInteger.TEN.pow(38).negate().add(BigInteger.ONE),
                BigInteger.TEN.pow(38).subtract(BigInteger.ONE));
    Arbitrary<BigInteger> few =
        Arbitraries.bigIntegers().between(BigInteger.valueOf(-120), BigInteger.valueOf(120));
    return Combinators.combine(
            Arbitraries.oneOf(digits, few), Arbitraries.integers().between(-87, 130))
        .as(BigDecimal::new);
  }

  private static String written(byte[] bytes) {
    return NumberEncoding.format(bytes, 0, bytes.length);
  }

  @Property
  void isReadAsItWasWritten(@ForAll("numbers") BigDecimal number) {
    byte[] bytes = NumberEncoding.parse(number.toString());
    assertThat(NumberEncoding.decimal(bytes, 0, bytes.length)).isEqualByComparingTo(number);
    assertThat(bytes).isEqualTo(NumberEncoding.encode(number));
    BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    assertThat(written(bytes)).isEqualTo(stripped.toPlainString());
    assertThat(NumberEncoding.parse(number.toPlainString())).isEqualTo(bytes);
  }

  @Property
  void sortsAsNumbersDo(@ForAll("numbers") BigDecimal left, @ForAll("numbers") BigDecimal right) {
    int bytes = Arrays.compareUnsigned(NumberEncoding.encode(left), NumberEncoding.encode(right));
    assertThat(Integer.signum(bytes)).isEqualTo(left.compareTo(right));
  }

  @Property
  void hasAByteForTwoDigitsAndOneMore(@ForAll("numbers") BigDecimal number) {
    int digits = number.signum() == 0 ? 0 : number.stripTrailingZeros().precision();
    int bytes = NumberEncoding.encode(number).length;
    assertThat(bytes).isBetween(1 + (digits + 1) / 2, 3 + (digits + 1) / 2);
    assertThat(bytes).isLessThanOrEqualTo(NumberEncoding.MAX_BYTES);
  }

  @Example
  void isWrittenWithoutExponentAndZerosAround() {
    assertThat(written(NumberEncoding.parse("1e3"))).isEqualTo("1000");
    assertThat(written(NumberEncoding.parse("+00.500"))).isEqualTo("0.5");
    assertThat(written(NumberEncoding.parse("-0"))).isEqualTo("0");
    assertThat(written(NumberEncoding.parse(".5E-2"))).isEqualTo("0.005");
    assertThat(written(NumberEncoding.parse("1."))).isEqualTo("1");
    assertThat(written(NumberEncoding.parse("0e99999999999"))).isEqualTo("0");
  }

  @Example
  void refusesWhatIsNoNumber() {
    for (String text :
        new String[] {"a", "-", ".", "1e", "1e+", "1 ", "0x1", "1_0", "NaN", "--1"}) {
      refused(text, "The parameter cannot be converted to a numeric value: " + text);
    }
    refused("", "The parameter cannot be converted to a numeric value");
  }

  @Example
  void refusesWhatIsOutOfRange() {
    String big =
        "Number overflow. Attempting to store a number with magnitude larger than supported range";
    String small =
        "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    String long38 = "Attempting to store more than 38 significant digits in a Number";
    refused("1e126", big);
    refused("-1e99999999999", big);
    refused("1e-131", small);
    refused("1".repeat(39), long38);
    refused("1" + "0".repeat(37) + "1", long38);
    assertThat(written(NumberEncoding.parse("9".repeat(38) + "e88"))).hasSize(126);
    assertThat(written(NumberEncoding.parse("1e-130"))).endsWith("01").hasSize(132);
    assertThat(written(NumberEncoding.parse("1" + "0".repeat(100)))).hasSize(101);
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> NumberEncoding.parse(text)).as(text).hasMessage(message);
  }
}
