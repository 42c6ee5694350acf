package dev.brume.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.api.AttributeValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Values are kept as they are given, take no more room than twice their size, and are equal
 * whatever the order of entries and elements.
 *
 * <p>Source of truth: Amazon DynamoDB API Reference, "AttributeValue"; Developer Guide, "DynamoDB
 * item sizes and formats".
 */
final class ItemValueTest {
  @Provide
  Arbitrary<AttributeValue> values() {
    return values(3);
  }

  private static Arbitrary<AttributeValue> values(int depth) {
    Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(200);
    Arbitrary<String> numbers = Arbitraries.longs().map(String::valueOf);
    Arbitrary<Blob> blobs = Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Blob::of);
    Arbitrary<AttributeValue> scalars =
        Arbitraries.oneOf(
            texts.map(text -> AttributeValue.builder().s(text).build()),
            numbers.map(number -> AttributeValue.builder().n(number).build()),
            blobs.map(blob -> AttributeValue.builder().b(blob).build()),
            Arbitraries.of(true, false).map(b -> AttributeValue.builder().bool(b).build()),
            Arbitraries.just(AttributeValue.builder().null_(true).build()),
            texts
                .filter(text -> !text.isEmpty())
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(9)
                .map(set -> AttributeValue.builder().ss(set).build()),
            numbers
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(9)
                .map(set -> AttributeValue.builder().ns(set).build()));
    if (depth == 0) {
      return scalars;
    }
    return Arbitraries.oneOf(
        scalars,
        values(depth - 1).list().ofMaxSize(5).map(l -> AttributeValue.builder().l(l).build()),
        Arbitraries.maps(Arbitraries.strings().ofMaxLength(20), values(depth - 1))
            .ofMaxSize(5)
            .map(m -> AttributeValue.builder().m(m).build()));
  }

  @Property(tries = 300)
  void comesOutAsItWentIn(@ForAll("values") AttributeValue wire) {
    AttributeValue out = WireItem.value(AttributeReader.value(wire));
    assertThat(out).isEqualTo(wire);
    assertThat(AttributeReader.value(out)).isEqualTo(AttributeReader.value(wire));
  }

  @Property(tries = 300)
  void isEqualInAnyOrder(@ForAll("values") AttributeValue wire, @ForAll Random random) {
    ItemValue value = AttributeReader.value(wire);
    ItemValue shuffled = AttributeReader.value(shuffled(wire, random));
    assertThat(shuffled).isEqualTo(value).hasSameHashCodeAs(value);
    assertThat(ItemSize.ofValue(shuffled)).isEqualTo(ItemSize.ofValue(value));
  }

  private static AttributeValue shuffled(AttributeValue wire, Random random) {
    if (wire.ss() != null) {
      List<String> set = new ArrayList<>(wire.ss());
      Collections.shuffle(set, random);
      return AttributeValue.builder().ss(set).build();
    }
    if (wire.m() != null) {
      List<String> names = new ArrayList<>(wire.m().keySet());
      Collections.shuffle(names, random);
      Map<String, AttributeValue> map = new LinkedHashMap<>();
      names.forEach(name -> map.put(name, shuffled(wire.m().get(name), random)));
      return AttributeValue.builder().m(map).build();
    }
    return wire;
  }

  /** The size is the sum that AWS's page describes, whatever is nested in what. */
  @Property(tries = 300)
  void hasTheSizeOfItsParts(@ForAll("values") AttributeValue wire) {
    assertThat(ItemSize.ofValue(AttributeReader.value(wire))).isEqualTo(described(wire));
  }

  private static int described(AttributeValue wire) {
    if (wire.s() != null) {
      return utf8(wire.s());
    }
    if (wire.n() != null) {
      return NumberEncoding.parse(wire.n()).length;
    }
    if (wire.b() != null) {
      return wire.b().length();
    }
    if (wire.ss() != null) {
      return wire.ss().stream().mapToInt(ItemValueTest::utf8).sum();
    }
    if (wire.ns() != null) {
      return wire.ns().stream().mapToInt(n -> NumberEncoding.parse(n).length).sum();
    }
    if (wire.l() != null) {
      return 3 + wire.l().stream().mapToInt(each -> 1 + described(each)).sum();
    }
    if (wire.m() != null) {
      return 3
          + wire.m().entrySet().stream()
              .mapToInt(each -> 1 + utf8(each.getKey()) + described(each.getValue()))
              .sum();
    }
    return 1; // a boolean, or null
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Example
  void hasAwsSize() {
    assertThat(size(AttributeValue.builder().s("añb").build())).isEqualTo(4);
    assertThat(size(AttributeValue.builder().n("0").build())).isEqualTo(1);
    assertThat(size(AttributeValue.builder().n("123").build())).isEqualTo(3);
    assertThat(size(AttributeValue.builder().n("-12").build())).isEqualTo(3);
    assertThat(size(AttributeValue.builder().bool(true).build())).isEqualTo(1);
    assertThat(size(AttributeValue.builder().null_(true).build())).isEqualTo(1);
    assertThat(size(AttributeValue.builder().ss(List.of("ab", "c")).build())).isEqualTo(3);
    AttributeValue one = AttributeValue.builder().s("x").build();
    assertThat(size(AttributeValue.builder().l(List.of(one, one)).build())).isEqualTo(3 + 2 * 2);
    assertThat(size(AttributeValue.builder().m(Map.of("ab", one)).build()))
        .isEqualTo(3 + 1 + 2 + 1);
    assertThat(size(AttributeValue.builder().m(Map.of()).build())).isEqualTo(3);
  }

  private static int size(AttributeValue wire) {
    return ItemSize.ofValue(AttributeReader.value(wire));
  }

  /** Of its 100 KB and more the content is moved once for each level, and no byte is lost. */
  @Example
  void keepsWhatIsLong() {
    AttributeValue text = AttributeValue.builder().s("x".repeat(100_000)).build();
    AttributeValue wire =
        AttributeValue.builder()
            .m(Map.of("a", AttributeValue.builder().l(List.of(text)).build()))
            .build();
    ItemValue value = AttributeReader.value(wire);
    assertThat(WireItem.value(value)).isEqualTo(wire);
    assertThat(value.encoded().length()).isLessThan(100_020);
  }
}
