package dev.brume.conformance;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.brume.core.schema.Blob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns CBOR into plain maps, lists and scalars: equal where they say the same in whatever width.
 */
final class CborValues {
  private static final CBORFactory FACTORY = new CBORFactory();
  private static final int NO_TAG = -1;

  private final CBORParser parser;

  private CborValues(CBORParser parser) {
    this.parser = parser;
  }

  static Object of(byte[] bytes) {
    try (CBORParser parser = FACTORY.createParser(bytes)) {
      CborValues values = new CborValues(parser);
      Object value = values.value(parser.nextToken());
      if (parser.nextToken() != null) {
        throw new AssertionError("more than one value");
      }
      return value;
    } catch (IOException malformed) {
      throw new AssertionError("not CBOR", malformed);
    }
  }

  private Object value(JsonToken token) throws IOException {
    int tag = parser.getCurrentTag();
    Object value = untagged(token);
    return tag == NO_TAG ? value : "tag " + tag + ": " + value;
  }

  private Object untagged(JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> map();
      case START_ARRAY -> list();
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_EMBEDDED_OBJECT -> "bytes " + Blob.of(parser.getBinaryValue()).utf8();
      default -> throw new AssertionError("unexpected " + token);
    };
  }

  private Map<String, Object> map() throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      map.put(key, value(parser.nextToken()));
    }
    return map;
  }

  private List<Object> list() throws IOException {
    List<Object> list = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(value(token));
    }
    return list;
  }
}
