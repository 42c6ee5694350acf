package dev.brume.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/**
 * Keys that compare as what they are made of. Source of truth: the contract of {@link ByteKey};
 * DynamoDB's order of strings and numbers in "Naming rules and data types"
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html).
 */
class ByteKeyTest {
  @Property
  void textsCompareAsTheirBytes(@ForAll String one, @ForAll String other) {
    int expected = Arrays.compareUnsigned(KeyText.encode(one), KeyText.encode(other));
    assertOrder(expected, ByteKey.of(one), ByteKey.of(other));
    ByteKey down = ByteKey.builder().descending().text(one).build();
    assertOrder(-expected, down, ByteKey.builder().descending().text(other).build());
    assertThat(new ByteKeyReader(ByteKey.of(one)).text()).isEqualTo(one);
    assertThat(new ByteKeyReader(down).descending().text()).isEqualTo(one);
  }

  private static void assertOrder(int expected, ByteKey one, ByteKey other) {
    assertThat(Integer.signum(one.compareTo(other))).isEqualTo(Integer.signum(expected));
  }

  @Property
  void wellFormedTextsAreUtf8(@ForAll int number) {
    String text = "é" + Character.toString(Math.floorMod(number, 0xd800)) + "\ud83d\ude00";
    assertThat(KeyText.encode(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void wholeNumbersCompareAsNumbers(@ForAll long one, @ForAll long other) {
    assertOrder(Long.compare(one, other), ByteKey.of(one), ByteKey.of(other));
    assertThat(new ByteKeyReader(ByteKey.of(one)).whole()).isEqualTo(one);
  }

  @Property
  void decimalsCompareAsNumbers(
      @ForAll @Scale(20) BigDecimal one, @ForAll @Scale(20) BigDecimal other, @ForAll byte shift) {
    BigDecimal shifted = other.scaleByPowerOfTen(shift);
    ByteKey first = ByteKey.builder().decimal(one).build();
    ByteKey second = ByteKey.builder().decimal(shifted).build();
    assertOrder(one.compareTo(shifted), first, second);
    assertThat(new ByteKeyReader(second).decimal()).isEqualByComparingTo(shifted);
    ByteKey down = ByteKey.builder().descending().decimal(one).text("x").build();
    assertOrder(
        -one.compareTo(shifted),
        down,
        ByteKey.builder().descending().decimal(shifted).text("x").build());
    assertThat(new ByteKeyReader(down).descending().decimal()).isEqualByComparingTo(one);
  }

  @Test
  void numbersOfDynamoDbStandInTheirOrder() {
    List<BigDecimal> ascending = new ArrayList<>();
    for (String number :
        List.of(
            "-9.9999999999999999999999999999999999999E+125",
            "-10",
            "-9.99",
            "-1E-130",
            "0",
            "1E-130",
            "0.1",
            "0.12",
            "1",
            "1.0000000000000000000000000000000000001",
            "10",
            "99",
            "100",
            "9.9999999999999999999999999999999999999E+125")) {
      ascending.add(new BigDecimal(number));
    }
    List<BigDecimal> sorted = new ArrayList<>(ascending);
    Collections.reverse(sorted);
    sorted.sort((one, other) -> decimal(one).compareTo(decimal(other)));
    assertThat(sorted).isEqualTo(ascending);
    assertThat(decimal(new BigDecimal("1.50"))).isEqualTo(decimal(new BigDecimal("1.5")));
    assertThat(decimal(ascending.getLast()).bytes()).hasSize(23);
  }

  private static ByteKey decimal(BigDecimal number) {
    return ByteKey.builder().decimal(number).build();
  }

  @Test
  void numbersBeyondAllServicesAreRefused() {
    assertThatThrownBy(() -> decimal(new BigDecimal("1E+40000")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void componentsCountOneAfterTheOther(
      @ForAll byte[] one, @ForAll long two, @ForAll byte[] other, @ForAll long otherTwo) {
    int expected = Arrays.compareUnsigned(one, other);
    expected = expected != 0 ? expected : Long.compare(otherTwo, two);
    ByteKey key = ByteKey.builder().bytes(one).descending().whole(two).build();
    assertOrder(expected, key, ByteKey.builder().bytes(other).descending().whole(otherTwo).build());
    ByteKeyReader reader = new ByteKeyReader(key);
    assertThat(reader.bytes()).isEqualTo(one);
    assertThat(reader.descending().whole()).isEqualTo(two);
    assertThat(reader.isAtEnd()).isTrue();
    assertThat(ByteKey.ofBytes(key.toBytes())).isEqualTo(key).hasSameHashCodeAs(key);
  }

  @Property
  void aPrefixOfATextIsARangeOfKeys(@ForAll String text, @ForAll String prefix) {
    KeyRange range = KeyRange.startingWith(ByteKey.builder().textPrefix(prefix).build());
    ByteKey key = ByteKey.of(text);
    boolean inside =
        key.compareTo(range.low()) >= 0
            && (range.high() == null || key.compareTo(range.high()) < 0);
    byte[] bytes = KeyText.encode(text);
    byte[] start = KeyText.encode(prefix);
    boolean begins =
        bytes.length >= start.length
            && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    assertThat(inside).isEqualTo(begins);
  }

  @Test
  void keysThatEndTooEarlyAreRefused() {
    ByteKey cut = ByteKey.ofBytes(Arrays.copyOf(ByteKey.of("abc").toBytes(), 3));
    assertThatThrownBy(() -> new ByteKeyReader(cut).text())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ByteKeyReader(cut).whole())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
