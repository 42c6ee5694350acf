package dev.brume.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.node.StringNode;

/**
 * Makes values of generated records from the {@code params} of a case. Blobs are written as UTF-8
 * there, timestamps as epoch seconds, and numbers that JSON lacks as strings.
 */
final class NodeValues {
  private static final ObjectMapper JSON = new ObjectMapper();

  private NodeValues() {}

  static Struct struct(Schema schema, ObjectNode params) {
    Object[] values = new Object[schema.memberCount()];
    params
        .getStringMap()
        .forEach(
            (name, node) -> {
              if (schema.member(name) == null) {
                throw new AssertionError(schema + " has no member " + name);
              }
              values[schema.member(name).index()] = value(schema.member(name).target(), node);
            });
    return schema.create(values);
  }

  private static Object value(Schema schema, Node node) {
    if (node.isNullNode()) {
      return null;
    }
    return switch (schema.type()) {
      case STRUCTURE, UNION -> struct(schema, node.expectObjectNode());
      case LIST -> list(schema, node);
      case MAP -> map(schema, node);
      case BLOB -> blob(schema, text(node));
      case BOOLEAN -> node.expectBooleanNode().getValue();
      case STRING, ENUM -> text(node);
      case BYTE -> number(node).byteValueExact();
      case SHORT -> number(node).shortValueExact();
      case INTEGER, INT_ENUM -> number(node).intValueExact();
      case LONG -> number(node).longValueExact();
      case FLOAT -> (float) floating(node);
      case DOUBLE -> floating(node);
      case BIG_INTEGER -> bigInteger(node);
      case BIG_DECIMAL -> number(node);
      case TIMESTAMP -> timestamp(number(node));
      case DOCUMENT -> document(node);
    };
  }

  private static List<Object> list(Schema schema, Node node) {
    List<Object> list = new ArrayList<>();
    for (Node element : node.expectArrayNode()) {
      list.add(value(schema.element().target(), element));
    }
    return list;
  }

  private static Map<String, Object> map(Schema schema, Node node) {
    Map<String, Object> map = new LinkedHashMap<>();
    node.expectObjectNode()
        .getStringMap()
        .forEach((key, entry) -> map.put(key, value(schema.value().target(), entry)));
    return map;
  }

  private static Object blob(Schema schema, String text) {
    Blob blob = Blob.ofUtf8(text);
    return schema.isStreaming() ? new WholeBody(blob.bytes()) : blob;
  }

  private static String text(Node node) {
    return node.expectStringNode().getValue();
  }

  private static BigDecimal number(Node node) {
    return node.asStringNode()
        .map(StringNode::getValue)
        .map(BigDecimal::new)
        .orElseGet(() -> new BigDecimal(node.expectNumberNode().getValue().toString()));
  }

  private static BigInteger bigInteger(Node node) {
    return number(node).toBigIntegerExact();
  }

  private static double floating(Node node) {
    return node.asStringNode()
        .map(StringNode::getValue)
        .map(Double::parseDouble)
        .orElseGet(() -> node.expectNumberNode().getValue().doubleValue());
  }

  private static Instant timestamp(BigDecimal epochSeconds) {
    BigInteger nanos = epochSeconds.movePointRight(9).toBigInteger();
    BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private static JsonNode document(Node node) {
    try {
      return JSON.readTree(Node.printJson(node));
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
