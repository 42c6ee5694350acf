package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.brume.core.schema.Blob;
import dev.brume.core.state.codec.Shape;
import dev.brume.core.state.codec.ValueCodec;
import dev.brume.core.state.codec.ValueFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values as a state file holds them: read, and then written and read as the same, or refused. */
final class StateValueTarget implements Target {
  private final ValueCodec codec = new ValueCodec();

  /** One of each kind. */
  record Sample(
      String text,
      int whole,
      Integer boxed,
      long large,
      boolean flag,
      double fraction,
      Instant made,
      Duration takes,
      Blob bytes,
      Kind kind,
      List<Part> parts,
      Map<String, List<Part>> named,
      Set<String> texts,
      Shapely shape,
      Sample inner) {}

  enum Kind {
    ONE,
    TWO
  }

  record Part(int number, String label) {}

  sealed interface Shapely permits Round, Square {}

  record Round(int radius) implements Shapely {}

  record Square(String side) implements Shapely {}

  @Override
  public List<byte[]> seeds() {
    return List.of(
        codec.encode(sample(new Round(3), sample(new Square("a"), null))),
        codec.encode(
            new Sample(
                null, 0, null, 0, false, 0, null, null, null, null, null, null, null, null, null)),
        "Part(number,label)".getBytes(ISO_8859_1));
  }

  private static Sample sample(Shapely shape, Sample inner) {
    Part part = new Part(5, "p");
    return new Sample(
        "t\u00e9",
        -1,
        2,
        Long.MIN_VALUE,
        true,
        0.5,
        Instant.EPOCH.plusNanos(5),
        Duration.ofMillis(7),
        Blob.ofUtf8("b"),
        Kind.TWO,
        List.of(part),
        Map.of("k", List.of(part, part)),
        Set.of("s"),
        shape,
        inner);
  }

  @Override
  public void take(byte[] input) {
    try {
      Sample value = codec.decode(input, Sample.class);
      if (value != null) {
        Sample again = codec.decode(codec.encode(value), Sample.class);
        Refusals.check(again.equals(value), value + " was read again as " + again);
      }
    } catch (ValueFormatException refused) {
      Refusals.check(refused.getMessage() != null, "Refused without a word");
    }
    String text = new String(input, ISO_8859_1);
    try {
      Refusals.check(Shape.parse(text).text().equals(text), "Another shape than " + text);
    } catch (IllegalArgumentException refused) {
      Refusals.check(refused.getMessage() != null, "Refused without a word");
    }
  }
}
