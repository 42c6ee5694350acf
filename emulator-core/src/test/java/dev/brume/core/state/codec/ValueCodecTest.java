package dev.brume.core.state.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.schema.Blob;
import dev.brume.testlog.ExpectsLog;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Source of truth: the contract of {@link ValueCodec}. */
class ValueCodecTest {
  private final ValueCodec codec = new ValueCodec();

  enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "a body makes this constant a class of its own";
      }
    }
  }

  record Scalars(
      String text,
      boolean truth,
      Boolean boxedTruth,
      int number,
      Integer boxedNumber,
      long large,
      Long boxedLarge,
      short small,
      byte tiny,
      double real,
      float single,
      BigInteger huge,
      BigDecimal exact,
      Blob bytes,
      Instant moment,
      Duration span,
      Colour colour) {}

  record Containers(
      List<String> list,
      Set<Long> set,
      SortedSet<String> sortedSet,
      Map<String, Instant> map,
      SortedMap<Long, List<Colour>> sortedMap,
      List<Map<String, Blob>> nested) {}

  record Tree(String name, List<Tree> children, Tree twin) {}

  sealed interface Figure permits Circle, Square, Group {}

  record Circle(double radius) implements Figure {}

  record Square(double side) implements Figure {}

  record Group(List<Figure> members, Map<String, Figure> byName) implements Figure {}

  record Drawing(Figure figure) {}

  record Empty() {}

  record Opaque(String name, Object anything) {}

  record Outer(List<Opaque> inner) {}

  private <T> void comesBack(T value, Class<T> type) {
    assertThat(codec.decode(codec.encode(value), type)).isEqualTo(value);
  }

  @Test
  void everyScalarComesBack() {
    comesBack(
        new Scalars(
            "text \u0000 \u00e9 \ud83d\ude00",
            true,
            false,
            Integer.MIN_VALUE,
            7,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Short.MIN_VALUE,
            Byte.MAX_VALUE,
            -0.1,
            Float.MIN_VALUE,
            BigInteger.TEN.pow(60),
            new BigDecimal("1.2300E+40"),
            Blob.of(new byte[] {0, -1, 127}),
            Instant.ofEpochSecond(-5, 999_999_999),
            Duration.ofSeconds(-3, 1),
            Colour.GREEN),
        Scalars.class);
  }

  @Test
  void nullsComeBackAsNulls() {
    comesBack(
        new Scalars(
            null,
            false,
            null,
            0,
            null,
            0,
            null,
            (short) 0,
            (byte) 0,
            Double.NaN,
            Float.NEGATIVE_INFINITY,
            null,
            null,
            null,
            null,
            null,
            null),
        Scalars.class);
    comesBack(new Containers(null, null, null, null, null, null), Containers.class);
    comesBack(new Tree(null, Arrays.asList(null, new Tree("a", null, null)), null), Tree.class);
  }

  @Test
  void containersComeBackInTheirOrder() {
    Containers written =
        new Containers(
            List.of("b", "a"),
            Set.of(3L, 1L),
            new TreeSet<>(Set.of("y", "x")),
            Map.of("k", Instant.EPOCH),
            new TreeMap<>(Map.of(2L, List.of(Colour.RED), 1L, List.of())),
            List.of(Map.of("x", Blob.ofUtf8("y")), Map.of()));
    comesBack(written, Containers.class);
    Containers read = codec.decode(codec.encode(written), Containers.class);
    assertThat(read.sortedMap().firstKey()).isEqualTo(1L);
  }

  @Test
  void whatIsReadCanNotBeChanged() {
    Containers read =
        codec.decode(
            codec.encode(new Containers(List.of("a"), Set.of(), null, Map.of(), null, List.of())),
            Containers.class);
    assertThatThrownBy(() -> read.list().clear()).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> read.map().put("a", null)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void recordsOfTheirOwnTypeAndSealedInterfacesComeBack() {
    comesBack(
        new Tree("a", List.of(new Tree("b", List.of(), null)), new Tree("c", null, null)),
        Tree.class);
    Figure group =
        new Group(
            List.of(new Circle(1), new Group(List.of(), Map.of())), Map.of("s", new Square(2)));
    comesBack(new Drawing(group), Drawing.class);
    comesBack(new Drawing(null), Drawing.class);
    comesBack(new Empty(), Empty.class);
  }

  @Test
  void plainValuesNeedNoRecord() {
    comesBack("text", String.class);
    comesBack(5, Integer.class);
    comesBack(Colour.GREEN, Colour.class);
  }

  /** A Java string can hold half a surrogate pair, which UTF-8 can't. */
  @Property(tries = 300)
  void everyStringComesBack(@ForAll String text) {
    comesBack(text, String.class);
    comesBack(text + "\ud800x", String.class);
  }

  @Test
  void aMegabyteComesBack() {
    comesBack("x".repeat(1 << 20), String.class);
    comesBack(Blob.of(new byte[50 << 20]), Blob.class);
  }

  @Test
  void shapesAreWrittenOnceAndNotTheirFieldNames() {
    byte[] bytes = codec.encode(new Circle(1));
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("radius");
    assertThat(codec.shapes()).containsExactly(new Shape("Circle", List.of("radius")));
  }

  static final class Before {
    record Thing(String gone, int kept, List<String> moved) {}

    private Before() {}
  }

  static final class After {
    record Thing(List<String> moved, long kept, Integer addedBoxed, int added, Blob addedBlob) {}

    private After() {}
  }

  @Test
  @ExpectsLog(
      from = ValueCodec.class,
      text = "The state holds a field Thing.gone that is unknown here")
  void addedFieldsReadAsNullOrZeroAndTheOthersGoByName() {
    byte[] old = codec.encode(new Before.Thing("x", 5, List.of("a")));
    ValueCodec later = new ValueCodec();
    codec.shapes().forEach(later::learn);
    assertThat(later.decode(old, After.Thing.class))
        .isEqualTo(new After.Thing(List.of("a"), 5, null, 0, null));
  }

  @Test
  void aShapeThatIsNotKnownIsRefused() {
    byte[] old = codec.encode(new Before.Thing("x", 5, List.of("a")));
    assertThatThrownBy(() -> new ValueCodec().decode(old, After.Thing.class))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("unknown shape");
  }

  @Test
  void anotherTypeIsRefused() {
    assertThatThrownBy(() -> codec.decode(codec.encode(new Circle(1)), Scalars.class))
        .isInstanceOf(ValueFormatException.class);
    assertThatThrownBy(() -> codec.decode(codec.encode("BLUE"), Colour.class))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("BLUE");
    assertThatThrownBy(() -> codec.decode(codec.encode(1L << 40), Integer.class))
        .isInstanceOf(ValueFormatException.class);
    assertThatThrownBy(() -> codec.decode(new byte[] {1, 2}, Circle.class))
        .isInstanceOf(ValueFormatException.class);
    assertThatThrownBy(() -> codec.decode(new byte[0], Circle.class))
        .isInstanceOf(ValueFormatException.class);
  }

  @Test
  void aTypeThatCanNotBeKeptIsNamed() {
    assertThatThrownBy(() -> codec.check(Outer.class))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("java.lang.Object can't be kept")
        .hasMessageContaining("Opaque.anything");
    codec.check(Drawing.class);
    codec.check(Tree.class);
  }

  @Test
  void shapesAreTheirText() {
    for (Shape shape : List.of(new Shape("A", List.of()), new Shape("B", List.of("x", "y")))) {
      assertThat(Shape.parse(shape.text())).isEqualTo(shape);
    }
    assertThatThrownBy(() -> Shape.parse("x")).isInstanceOf(IllegalArgumentException.class);
  }
}
