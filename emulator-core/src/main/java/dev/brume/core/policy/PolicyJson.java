package dev.brume.core.policy;

import com.fasterxml.jackson.core.JsonFactory;
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
import java.io.UncheckedIOException;

/**
 * The JSON of policies: one object from the first character on, no duplicate names, and no deeper
 * than the grammar.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html#policies-grammar-json">The
 *     policy language and JSON</a>
 */
final class PolicyJson {
  /** Policy, list, statement, Condition, operator, list of values, and room for invalid nesting. */
  private static final int MAX_DEPTH = 10;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PolicyJson() {}

  static ObjectNode read(String text) throws PolicyFault {
    if (!text.startsWith("{")) {
      throw notJson();
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      ObjectNode object = object(parser);
      if (parser.nextToken() != null) {
        throw notJson();
      }
      return object;
    } catch (JsonProcessingException | NumberFormatException e) {
      throw notJson();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PolicyFault notJson() {
    return new PolicyFault(PolicyFault.Kind.NOT_JSON, "");
  }

  private static ObjectNode object(JsonParser parser) throws IOException, PolicyFault {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (object.replace(name, value(parser)) != null) {
        throw new PolicyFault(PolicyFault.Kind.DUPLICATE_ELEMENT, name);
      }
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException, PolicyFault {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private static JsonNode value(JsonParser parser) throws IOException, PolicyFault {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw notJson();
    };
  }
}
