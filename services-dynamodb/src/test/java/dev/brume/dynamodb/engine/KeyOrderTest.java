package dev.brume.dynamodb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.ValueWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The bytes of keys sort as the items of a partition do: "numbers in numeric order, strings in
 * order of UTF-8 bytes, binary as unsigned bytes".
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html">Query</a>
 */
final class KeyOrderTest {
  private static final KeyPart PARTITION = new KeyPart("p", AttributeType.S);

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('\0', '\1', 'a', 'b', '\u00ff', '\u20ac', '\uffff')
        .withChars("\ud83d\ude00")
        .ofMinLength(1)
        .ofMaxLength(5)
        .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<BigDecimal> numbers() {
    Arbitrary<BigInteger> digits =
        Arbitraries.oneOf(
            Arbitraries.bigIntegers().between(BigInteger.valueOf(-1000), BigInteger.valueOf(1000)),
            Arbitraries.bigIntegers()
                .between(BigInteger.TEN.pow(37).negate(), BigInteger.TEN.pow(37)));
    return Combinators.combine(digits, Arbitraries.integers().between(-80, 120))
        .as(BigDecimal::new);
  }

  private static KeyDefinition sortedBy(AttributeType type) {
    return new KeyDefinition(List.of(PARTITION), List.of(new KeyPart("s", type)));
  }

  private static ItemValue item(ItemValue partition, ItemValue sort) {
    ValueWriter writer = new ValueWriter();
    int begun = writer.begin(AttributeType.M);
    writer.name("p");
    writer.copy(partition);
    writer.name("s");
    writer.copy(sort);
    writer.end(begun);
    return writer.value();
  }

  private static int order(AttributeType type, ItemValue one, ItemValue other) {
    ItemValue partition = ItemValue.text("p");
    Blob first = KeyEncoding.of(sortedBy(type), item(partition, one));
    Blob second = KeyEncoding.of(sortedBy(type), item(partition, other));
    return Integer.signum(Arrays.compareUnsigned(first.bytes(), second.bytes()));
  }

  @Property
  void stringsSortByTheirUtf8(@ForAll("texts") String one, @ForAll("texts") String other) {
    int expected =
        Arrays.compareUnsigned(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    assertThat(order(AttributeType.S, ItemValue.text(one), ItemValue.text(other)))
        .isEqualTo(Integer.signum(expected));
  }

  @Property
  void binariesSortByTheirBytes(@ForAll byte[] one, @ForAll byte[] other) {
    if (one.length == 0 || other.length == 0) {
      return; // no key
    }
    assertThat(
            order(
                AttributeType.B,
                ItemValue.scalar(AttributeType.B, one),
                ItemValue.scalar(AttributeType.B, other)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(one, other)));
  }

  @Property
  void numbersSortByTheirSize(
      @ForAll("numbers") BigDecimal one, @ForAll("numbers") BigDecimal other) {
    assertThat(order(AttributeType.N, ItemValue.number(one), ItemValue.number(other)))
        .isEqualTo(one.compareTo(other));
  }

  /** The items of a partition, and no others, have keys that begin with its prefix. */
  @Property
  void partitionsStandTogether(
      @ForAll("texts") String one, @ForAll("texts") String other, @ForAll("texts") String sort) {
    Blob prefix = KeyEncoding.prefix(List.of(ItemValue.text(one)), List.of());
    byte[] key =
        KeyEncoding.of(sortedBy(AttributeType.S), item(ItemValue.text(other), ItemValue.text(sort)))
            .bytes();
    boolean begins =
        key.length >= prefix.length()
            && Arrays.equals(key, 0, prefix.length(), prefix.bytes(), 0, prefix.length());
    assertThat(begins).isEqualTo(one.equals(other));
  }
}
