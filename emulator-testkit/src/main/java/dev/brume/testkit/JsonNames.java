package dev.brume.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import java.util.Map;

/**
 * The names of members in restJson1's documents and in the model.
 *
 * @see <a href="https://smithy.io/2.0/spec/protocol-traits.html#jsonname-trait">Smithy:
 *     jsonName</a>
 */
final class JsonNames {
  private JsonNames() {}

  /** The tree with the names on the wire. */
  static JsonNode toWire(Schema schema, JsonNode tree) {
    return renamed(schema, tree, true);
  }

  /** The tree with the names of the model. */
  static JsonNode toModel(Schema schema, JsonNode tree) {
    return renamed(schema, tree, false);
  }

  private static JsonNode renamed(Schema schema, JsonNode tree, boolean toWire) {
    if (schema == null || !tree.isContainerNode()) {
      return tree;
    }
    return switch (schema.type()) {
      case LIST -> {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        tree.forEach(one -> list.add(renamed(schema.element().target(), one, toWire)));
        yield list;
      }
      case MAP -> {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
          map.set(entry.getKey(), renamed(schema.value().target(), entry.getValue(), toWire));
        }
        yield map;
      }
      case STRUCTURE, UNION -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
          Member member = member(schema, entry.getKey(), toWire);
          String name =
              member == null ? entry.getKey() : toWire ? member.jsonName() : member.name();
          Schema target = member == null ? null : member.target();
          object.set(name, renamed(target, entry.getValue(), toWire));
        }
        yield object;
      }
      default -> tree;
    };
  }

  private static Member member(Schema schema, String name, boolean toWire) {
    Member named = toWire ? schema.member(name) : schema.memberByJsonName(name);
    return named != null || !toWire ? named : schema.memberByJsonName(name);
  }
}
