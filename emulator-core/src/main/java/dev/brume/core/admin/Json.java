package dev.brume.core.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON of maps, lists, strings, numbers and booleans, written with a space after each colon and
 * comma, as LocalStack writes it: scripts look for {@code "sqs": "running"} in it.
 */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  private static final class Spaced extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
      out.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(", ");
    }
  }

  /** {@code value} as UTF-8 JSON. */
  static byte[] write(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.setPrettyPrinter(new Spaced());
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Object value, JsonGenerator out) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          write(entry.getValue(), out);
        }
        out.writeEndObject();
      }
      case Iterable<?> values -> {
        out.writeStartArray();
        for (Object element : values) {
          write(element, out);
        }
        out.writeEndArray();
      }
      case Boolean flag -> out.writeBoolean(flag);
      case Double number -> out.writeNumber(number);
      case BigInteger number -> out.writeNumber(number);
      case Number number -> out.writeNumber(number.longValue());
      default -> out.writeString(value.toString());
    }
  }

  /**
   * Parses an object.
   *
   * @throws AdminRefusal if {@code bytes} is anything else
   */
  @SuppressWarnings("unchecked")
  static Map<String, Object> readObject(byte[] bytes) {
    return (Map<String, Object>) read(bytes, JsonToken.START_OBJECT, "a JSON object");
  }

  /**
   * Parses an array.
   *
   * @throws AdminRefusal if {@code bytes} is anything else
   */
  static List<?> readArray(byte[] bytes) {
    return (List<?>) read(bytes, JsonToken.START_ARRAY, "a JSON array");
  }

  private static Object read(byte[] bytes, JsonToken start, String words) {
    try (JsonParser in = FACTORY.createParser(bytes)) {
      if (in.nextToken() != start) {
        throw AdminRefusal.badRequest("The body must be " + words);
      }
      Object value = value(in);
      if (in.nextToken() != null) {
        throw AdminRefusal.badRequest("There is more in the body than " + words);
      }
      return value;
    } catch (IOException e) {
      throw AdminRefusal.badRequest("The body is not JSON");
    }
  }

  private static Map<String, Object> object(JsonParser in) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      object.put(name, value(in));
    }
    return object;
  }

  private static Object value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> array(in);
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getNumberValue();
      default -> in.getText();
    };
  }

  private static List<Object> array(JsonParser in) throws IOException {
    List<Object> array = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(in));
    }
    return array;
  }
}
