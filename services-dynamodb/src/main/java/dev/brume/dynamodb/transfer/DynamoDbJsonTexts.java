package dev.brume.dynamodb.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Items as JSON lines with a type for each value. */
final class DynamoDbJsonTexts implements ItemTexts {
  /** Permits an item of 400 KB whose characters are all escaped. */
  private static final JsonDocument LINES = new JsonDocument(4 * 1024 * 1024, 100, false);

  /** A malformed line. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message, null, false, false);
    }
  }

  private static final Set<String> MEMBERS =
      Set.of(InputRecord.ITEM, InputRecord.CONDITION, InputRecord.NAMES, InputRecord.VALUES);

  private final boolean conditional;

  /**
   * @param conditional whether items may have conditions, and nothing else
   */
  DynamoDbJsonTexts(boolean conditional) {
    this.conditional = conditional;
  }

  @Override
  public void read(String text, Sink sink) {
    text.lines().filter(line -> !line.isBlank()).forEach(line -> readLine(line, sink));
  }

  private void readLine(String line, Sink sink) {
    InputRecord read;
    try {
      JsonNode whole = LINES.read(line);
      JsonNode item = whole.path(InputRecord.ITEM);
      if (!item.isObject()) {
        throw new Unreadable("There is no Item in the line");
      }
      ItemValue value = AttributeReader.item(entries(item));
      read = conditional ? conditional(value, whole) : InputRecord.of(value);
    } catch (AwsError | JsonDocument.Malformed | Unreadable | IllegalArgumentException e) {
      sink.failure(e.getMessage());
      return;
    }
    sink.item(read);
  }

  private static InputRecord conditional(ItemValue item, JsonNode line) throws Unreadable {
    for (Map.Entry<String, JsonNode> each : line.properties()) {
      if (!MEMBERS.contains(each.getKey())) {
        throw new Unreadable("Unknown member of a record: " + each.getKey());
      }
    }
    JsonNode condition = line.get(InputRecord.CONDITION);
    JsonNode names = line.get(InputRecord.NAMES);
    JsonNode values = line.get(InputRecord.VALUES);
    Map<String, String> texts = null;
    if (names != null) {
      texts = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> each : object(names).properties()) {
        texts.put(each.getKey(), text(each.getValue()));
      }
    }
    return new InputRecord(
        item,
        condition == null ? null : text(condition),
        texts,
        values == null ? null : entries(object(values)));
  }

  private static JsonNode object(JsonNode node) throws Unreadable {
    if (!node.isObject()) {
      throw new Unreadable("An object was expected");
    }
    return node;
  }

  private static Map<String, AttributeValue> entries(JsonNode map) throws Unreadable {
    Map<String, AttributeValue> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : map.properties()) {
      entries.put(each.getKey(), value(each.getValue()));
    }
    return entries;
  }

  private static AttributeValue value(JsonNode node) throws Unreadable {
    if (!node.isObject() || node.size() != 1) {
      throw new Unreadable("A value must have exactly one type");
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    JsonNode content = only.getValue();
    AttributeValue.Builder value = AttributeValue.builder();
    switch (only.getKey()) {
      case "S" -> value.s(text(content));
      case "N" -> value.n(text(content));
      case "B" -> value.b(bytes(content));
      case "BOOL" -> value.bool(truth(content));
      case "NULL" -> value.null_(truth(content));
      case "M" -> value.m(entries(content));
      case "L" -> value.l(list(content, DynamoDbJsonTexts::value));
      case "SS" -> value.ss(list(content, DynamoDbJsonTexts::text));
      case "NS" -> value.ns(list(content, DynamoDbJsonTexts::text));
      case "BS" -> value.bs(list(content, DynamoDbJsonTexts::bytes));
      default -> throw new Unreadable("Unknown type of value: " + only.getKey());
    }
    return value.build();
  }

  /** Reads an element. */
  private interface Element<T> {
    T of(JsonNode node) throws Unreadable;
  }

  private static <T> List<T> list(JsonNode node, Element<T> element) throws Unreadable {
    if (!node.isArray()) {
      throw new Unreadable("A list or set must be an array");
    }
    List<T> list = new ArrayList<>();
    for (JsonNode each : node) {
      list.add(element.of(each));
    }
    return list;
  }

  private static String text(JsonNode node) throws Unreadable {
    if (!node.isTextual()) {
      throw new Unreadable("A string was expected");
    }
    return node.textValue();
  }

  private static Blob bytes(JsonNode node) throws Unreadable {
    return Blob.of(Base64.getDecoder().decode(text(node)));
  }

  private static boolean truth(JsonNode node) throws Unreadable {
    if (!node.isBoolean()) {
      throw new Unreadable("A boolean was expected");
    }
    return node.booleanValue();
  }
}
