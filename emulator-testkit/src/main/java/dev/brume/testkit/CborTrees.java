package dev.brume.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;

/**
 * Trees of members as CBOR, in which blobs are bytes and timestamps are tagged.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 *     CBOR</a>
 */
final class CborTrees {
  private static final CBORFactory FACTORY = new CBORFactory();
  private static final CBORMapper MAPPER = new CBORMapper();
  private static final int EPOCH_TAG = 1;

  private CborTrees() {}

  /**
   * Writes a structure.
   *
   * @param inMillis whether timestamps are in milliseconds, not in seconds
   */
  static byte[] write(Schema schema, ObjectNode tree, boolean inMillis) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator out = FACTORY.createGenerator(bytes)) {
      write(schema, tree, inMillis, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes a value; without a schema it is written unchanged. */
  private static void write(Schema schema, JsonNode node, boolean inMillis, CBORGenerator out)
      throws IOException {
    if (node.isObject()) {
      out.writeStartObject();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        out.writeFieldName(entry.getKey());
        write(inner(schema, entry.getKey()), entry.getValue(), inMillis, out);
      }
      out.writeEndObject();
    } else if (node.isArray()) {
      out.writeStartArray();
      for (JsonNode element : node) {
        write(inner(schema, null), element, inMillis, out);
      }
      out.writeEndArray();
    } else if (is(schema, ShapeType.BLOB) && node.isTextual()) {
      out.writeBinary(Base64.getDecoder().decode(node.textValue()));
    } else if (is(schema, ShapeType.TIMESTAMP) && node.isNumber()) {
      out.writeTag(EPOCH_TAG);
      if (inMillis) {
        out.writeNumber(node.decimalValue().movePointRight(3).longValue());
      } else {
        out.writeNumber(node.doubleValue());
      }
    } else {
      MAPPER.writeTree(out, node);
    }
  }

  private static boolean is(Schema schema, ShapeType type) {
    return schema != null && schema.type() == type;
  }

  private static Schema inner(Schema schema, String name) {
    if (schema == null) {
      return null;
    }
    return switch (schema.type()) {
      case LIST -> schema.element().target();
      case MAP -> schema.value().target();
      case STRUCTURE, UNION -> target(name == null ? null : schema.member(name));
      default -> null;
    };
  }

  private static Schema target(Member member) {
    return member == null ? null : member.target();
  }

  /**
   * Reads an object.
   *
   * @param schema null if unknown
   */
  static ObjectNode read(Schema schema, byte[] bytes, boolean inMillis) {
    if (bytes.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return (ObjectNode) plain(schema, MAPPER.readTree(bytes), inMillis);
    } catch (IOException e) {
      throw new AssertionError("No CBOR", e);
    }
  }

  private static JsonNode plain(Schema schema, JsonNode node, boolean inMillis) throws IOException {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        Schema target = inner(schema, entry.getKey());
        object.set(entry.getKey(), plain(target, entry.getValue(), inMillis));
      }
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : node) {
        array.add(plain(inner(schema, null), element, inMillis));
      }
      return array;
    }
    if (node.isBinary()) {
      return JsonNodeFactory.instance.textNode(
          Base64.getEncoder().encodeToString(node.binaryValue()));
    }
    if (is(schema, ShapeType.TIMESTAMP) && inMillis) {
      return JsonNodeFactory.instance.numberNode(BigDecimal.valueOf(node.longValue(), 3));
    }
    return node;
  }
}
