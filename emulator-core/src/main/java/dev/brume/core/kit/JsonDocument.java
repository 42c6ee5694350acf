package dev.brume.core.kit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * JSON documents in strings: policies, redrive policies, filter policies, events. Members keep
 * their order and numbers their exact value; depth, length and digits of a number are bounded, so
 * that no client's text is expensive to parse.
 *
 * @param maxLength the most UTF-16 code units of a text
 * @param maxDepth the deepest nesting of objects and arrays
 * @param namesTwice whether an object may have duplicate names; the last one counts
 */
public record JsonDocument(int maxLength, int maxDepth, boolean namesTwice) {
  private static final int MAX_NUMBER_LENGTH = 1_000;

  /** A number like 1e999999999 is short, but very long when written out. */
  private static final int MAX_EXPONENT = 10_000;

  /** Long enough for every document that AWS accepts as a string (1 MiB is the longest). */
  public static final JsonDocument COMMON = new JsonDocument(1_048_576, 100, true);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(1_000)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  /** Why a text can't be parsed. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private Malformed(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Parses a text with exactly one JSON value.
   *
   * @throws Malformed if it is invalid; the message gives the position, in the emulator's words
   */
  public JsonNode read(String text) throws Malformed {
    if (text.length() > maxLength) {
      throw new Malformed("The document is longer than " + maxLength + " characters");
    }
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() == null) {
        throw new Malformed("The document is empty");
      }
      JsonNode node = value(in, 0);
      if (in.nextToken() != null) {
        throw new Malformed("There is more behind the document");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new Malformed(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of a text; empty if it is invalid. */
  public Optional<JsonNode> find(String text) {
    try {
      return Optional.of(read(text));
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  /** The object of a text; empty if it is anything else. */
  public Optional<ObjectNode> object(String text) {
    return find(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  private JsonNode value(JsonParser in, int depth) throws IOException, Malformed {
    return switch (in.currentToken()) {
      case START_OBJECT -> objectOf(in, deeper(depth));
      case START_ARRAY -> arrayOf(in, deeper(depth));
      case VALUE_STRING -> NODES.textNode(in.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new Malformed("Unexpected " + in.currentToken());
    };
  }

  private int deeper(int depth) throws Malformed {
    if (depth >= maxDepth) {
      throw new Malformed("The document is deeper than " + maxDepth);
    }
    return depth + 1;
  }

  private ObjectNode objectOf(JsonParser in, int depth) throws IOException, Malformed {
    ObjectNode object = NODES.objectNode();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      if (object.replace(name, value(in, depth)) != null && !namesTwice) {
        throw new Malformed("The name " + name + " stands twice in an object");
      }
    }
    return object;
  }

  private ArrayNode arrayOf(JsonParser in, int depth) throws IOException, Malformed {
    ArrayNode array = NODES.arrayNode();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(in, depth));
    }
    return array;
  }

  private static JsonNode number(JsonParser in) throws IOException, Malformed {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return switch (in.getNumberType()) {
        case INT -> NODES.numberNode(in.getIntValue());
        case LONG -> NODES.numberNode(in.getLongValue());
        case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(in.getBigIntegerValue());
      };
    }
    BigDecimal number;
    try {
      number = in.getDecimalValue();
    } catch (NumberFormatException e) {
      throw new Malformed("A number is out of range");
    }
    if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
      throw new Malformed("A number is out of range");
    }
    return DecimalNode.valueOf(number);
  }

  /** A new, empty object. */
  public static ObjectNode newObject() {
    return NODES.objectNode();
  }

  /** A new, empty array. */
  public static ArrayNode newArray() {
    return NODES.arrayNode();
  }

  /** {@code node} as text without spaces. */
  public static String text(JsonNode node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(out, node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, JsonNode node) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          out.writeFieldName(member.getKey());
          write(out, member.getValue());
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (JsonNode element : node) {
          write(out, element);
        }
        out.writeEndArray();
      }
      case STRING -> out.writeString(node.textValue());
      case NUMBER -> out.writeNumber(node.asText());
      case BOOLEAN -> out.writeBoolean(node.booleanValue());
      case NULL, MISSING -> out.writeNull();
      case BINARY, POJO -> throw new IllegalArgumentException("Not JSON: " + node);
    }
  }
}
