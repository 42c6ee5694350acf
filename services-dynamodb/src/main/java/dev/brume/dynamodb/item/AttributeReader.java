package dev.brume.dynamodb.item;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.api.AttributeValue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Converts attribute values of requests, and refuses those that DynamoDB always refuses: none or
 * several types at once, invalid numbers, empty sets, duplicates.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
public final class AttributeReader {
  private final ValueWriter writer = new ValueWriter();

  private AttributeReader() {}

  /** One value, which is or may become that of an attribute. */
  public static ItemValue value(AttributeValue wire) {
    AttributeReader reader = new AttributeReader();
    reader.add(wire, 1);
    return reader.writer.value();
  }

  /** An item, or a key. */
  public static ItemValue item(Map<String, AttributeValue> wire) {
    AttributeReader reader = new AttributeReader();
    reader.addMap(wire, 0);
    return reader.writer.value();
  }

  private void add(AttributeValue wire, int depth) {
    int types = 0;
    for (int i = 0; i < AttributeValue.SCHEMA.memberCount(); i++) {
      types += wire.get(i) == null ? 0 : 1;
    }
    if (types == 0) {
      throw Validation.error(
          "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }
    if (depth > Nesting.MAX_LEVELS) {
      throw Validation.error(Nesting.TOO_DEEP);
    }
    write(wire, depth, types > 1);
  }

  private void write(AttributeValue wire, int depth, boolean severalTypes) {
    if (severalTypes) {
      throw Validation.error(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
              + " supported datatypes");
    }
    if (wire.s() != null) {
      writer.text(wire.s());
    } else if (wire.n() != null) {
      writer.scalar(AttributeType.N, NumberEncoding.parse(wire.n()));
    } else if (wire.b() != null) {
      writer.scalar(AttributeType.B, wire.b().bytes());
    } else if (wire.bool() != null) {
      writer.truth(wire.bool());
    } else if (wire.null_() != null) {
      addNull(wire.null_());
    } else if (wire.m() != null) {
      addMap(wire.m(), depth);
    } else if (wire.l() != null) {
      addList(wire.l(), depth);
    } else if (wire.ss() != null) {
      addStrings(wire.ss());
    } else if (wire.ns() != null) {
      addNumbers(wire.ns());
    } else {
      addBinaries(wire.bs());
    }
  }

  private void addNull(boolean value) {
    if (!value) {
      throw Validation.parameter("Null attribute value types must have the value of true");
    }
    writer.nothing();
  }

  private void addMap(Map<String, AttributeValue> map, int depth) {
    int begun = writer.begin(AttributeType.M);
    for (Map.Entry<String, AttributeValue> entry : map.entrySet()) {
      if (depth == 0 && entry.getKey().isEmpty()) {
        // "Attribute names must be at least one character long." AWS's words are not known.
        throw Validation.parameter("An attribute name must not be empty");
      }
      writer.name(entry.getKey());
      add(entry.getValue(), depth + 1);
    }
    writer.end(begun);
  }

  private void addList(List<AttributeValue> list, int depth) {
    int begun = writer.begin(AttributeType.L);
    for (AttributeValue element : list) {
      add(element, depth + 1);
    }
    writer.end(begun);
  }

  private void addStrings(List<String> set) {
    if (set.isEmpty()) {
      throw Validation.parameter("An string set  may not be empty");
    }
    if (set.contains("")) {
      throw Validation.parameter("An string set may not have a empty string as a member");
    }
    if (new HashSet<>(set).size() < set.size()) {
      throw Validation.parameter("Input collection " + set + " contains duplicates.");
    }
    int begun = writer.begin(AttributeType.SS);
    set.forEach(writer::text);
    writer.end(begun);
  }

  private void addNumbers(List<String> set) {
    if (set.isEmpty()) {
      throw Validation.parameter("An number set  may not be empty");
    }
    List<byte[]> numbers = set.stream().map(NumberEncoding::parse).toList();
    Set<Blob> distinct = new HashSet<>();
    numbers.forEach(number -> distinct.add(Blob.of(number)));
    if (distinct.size() < set.size()) {
      throw Validation.error("Input collection contains duplicates");
    }
    int begun = writer.begin(AttributeType.NS);
    numbers.forEach(number -> writer.scalar(AttributeType.N, number));
    writer.end(begun);
  }

  private void addBinaries(List<Blob> set) {
    if (set.isEmpty()) {
      throw Validation.parameter("Binary sets should not be empty");
    }
    if (set.contains(Blob.EMPTY)) {
      throw Validation.parameter("Binary sets may not contain null or empty values");
    }
    if (new HashSet<>(set).size() < set.size()) {
      String shown = Arrays.toString(set.stream().map(AttributeReader::shown).toArray());
      throw Validation.parameter("Input collection " + shown + "of type BS contains duplicates.");
    }
    int begun = writer.begin(AttributeType.BS);
    set.forEach(element -> writer.scalar(AttributeType.B, element.bytes()));
    writer.end(begun);
  }

  private static String shown(Blob blob) {
    int length = blob.length();
    return "java.nio.HeapByteBuffer[pos=0 lim=" + length + " cap=" + length + "]";
  }
}
