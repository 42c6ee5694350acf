package dev.brume.dynamodb;

import dev.brume.dynamodb.api.AttributeDefinition;
import dev.brume.dynamodb.api.KeySchemaElement;
import dev.brume.dynamodb.api.KeyType;
import dev.brume.dynamodb.engine.KeyDefinition;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Key schemas and the attribute definitions that they refer to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">CreateTable</a>
 */
final class KeySchemaReading {
  /**
   * The most attributes of a partition or sort key of a global secondary index.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html">Multi-attribute
   *     keys</a>
   */
  private static final int MAX_ATTRIBUTES = 4;

  private final List<KeyPart> definitions;

  KeySchemaReading(List<KeyPart> definitions) {
    this.definitions = definitions;
  }

  /** Parses attribute definitions. */
  static List<KeyPart> definitions(List<AttributeDefinition> given) {
    if (given == null) {
      return List.of();
    }
    return given.stream()
        .map(each -> new KeyPart(each.attributeName(), AttributeType.of(each.attributeType())))
        .toList();
  }

  /** The key of a table or local index: a partition key and optionally a sort key. */
  KeyDefinition simple(List<KeySchemaElement> schema) {
    List<String> names = schema.stream().map(KeySchemaElement::attributeName).toList();
    checkDefined(names, schema.size() == 2);
    if (schema.size() > 2) {
      throw Validation.error(
          "1 validation error detected: Value at 'keySchema' failed to satisfy constraint: Member"
              + " must have length less than or equal to 2");
    }
    if (names.size() == 2 && names.get(0).equals(names.get(1))) {
      throw Validation.error(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
    if (!schema.getFirst().keyType().equals(KeyType.HASH)) {
      throw Validation.error(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (names.size() == 2 && !schema.get(1).keyType().equals(KeyType.RANGE)) {
      throw Validation.error(
          "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    }
    return new KeyDefinition(
        List.of(part(names.getFirst())),
        names.size() == 2 ? List.of(part(names.get(1))) : List.of());
  }

  /** The key of a global index: up to four attributes each for partition and sort key. */
  KeyDefinition global(List<KeySchemaElement> schema) {
    if (schema.size() <= 2 && schema.stream().filter(KeySchemaReading::isHash).count() < 2) {
      return simple(schema);
    }
    List<KeyPart> partition = new ArrayList<>();
    List<KeyPart> sort = new ArrayList<>();
    checkDefined(schema.stream().map(KeySchemaElement::attributeName).toList(), false);
    for (KeySchemaElement element : schema) {
      if (isHash(element) && !sort.isEmpty()) {
        throw Validation.error(
            "Invalid KeySchema: HASH key elements must come before RANGE key elements");
      }
      (isHash(element) ? partition : sort).add(part(element.attributeName()));
    }
    if (partition.isEmpty()) {
      throw Validation.error(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (partition.size() > MAX_ATTRIBUTES || sort.size() > MAX_ATTRIBUTES) {
      throw Validation.error(
          "Invalid KeySchema: A key can have at most 4 HASH and 4 RANGE key elements");
    }
    KeyDefinition key = new KeyDefinition(List.copyOf(partition), List.copyOf(sort));
    if (new HashSet<>(key.names()).size() < schema.size()) {
      throw Validation.error("Invalid KeySchema: Key elements must have distinct names");
    }
    return key;
  }

  private static boolean isHash(KeySchemaElement element) {
    return element.keyType().equals(KeyType.HASH);
  }

  private void checkDefined(List<String> names, boolean pair) {
    List<String> defined = definitions.stream().map(KeyPart::name).toList();
    if (defined.containsAll(names)) {
      return;
    }
    throw pair && defined.isEmpty()
        ? Validation.error("Invalid KeySchema: Some index key attribute have no definition")
        : Validation.parameter(
            "Some index key attributes are not defined in AttributeDefinitions. Keys: "
                + names
                + ", AttributeDefinitions: "
                + defined);
  }

  private KeyPart part(String name) {
    for (KeyPart definition : definitions) {
      if (definition.name().equals(name)) {
        return definition;
      }
    }
    throw new IllegalStateException("Not checked: " + name);
  }
}
