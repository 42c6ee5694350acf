package dev.brume.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Struct;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns records into plain maps, lists and scalars: equal where the values are equal, and readable
 * where they are not.
 */
final class PlainValues {
  private static final String NO_BYTES = "bytes ";

  private PlainValues() {}

  static Object of(Object value) {
    return switch (value) {
      case null -> null;
      case Struct struct -> struct(struct);
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      case ByteStream stream -> NO_BYTES + Blob.of(WholeBody.read(stream)).utf8();
      case Blob blob -> NO_BYTES + blob.utf8();
      case BigDecimal number -> plain(number);
      case JsonNode json -> json(json);
      default -> value;
    };
  }

  private static Map<String, Object> struct(Struct struct) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Member member : struct.schema().members()) {
      Object value = of(struct.get(member.index()));
      // No bytes are the default of every streaming blob that is not required.
      boolean absent = member.target().isStreaming() && NO_BYTES.equals(value);
      if (value != null && !absent) {
        plain.put(member.name(), value);
      }
    }
    return plain;
  }

  private static List<Object> list(List<?> list) {
    List<Object> plain = new ArrayList<>();
    list.forEach(element -> plain.add(of(element)));
    return plain;
  }

  private static Map<Object, Object> map(Map<?, ?> map) {
    Map<Object, Object> plain = new LinkedHashMap<>();
    map.forEach((key, value) -> plain.put(key, of(value)));
    return plain;
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  /** JSON as maps, lists and scalars; numbers are equal where their values are. */
  static Object json(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        json.properties().forEach(entry -> plain.put(entry.getKey(), json(entry.getValue())));
        yield plain;
      }
      case ARRAY -> {
        List<Object> plain = new ArrayList<>();
        json.forEach(element -> plain.add(json(element)));
        yield plain;
      }
      case NUMBER -> plain(json.decimalValue());
      case BOOLEAN -> json.booleanValue();
      case NULL, MISSING -> null;
      default -> json.asText();
    };
  }
}
