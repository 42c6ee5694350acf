package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.List;

/**
 * Checks keys against a table and its indexes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas
 *     in Amazon DynamoDB: partition key length 2048 bytes, sort key length 1024 bytes</a>
 */
public final class KeyCheck {
  private static final int MAX_PARTITION_BYTES = 2048;
  private static final int MAX_SORT_BYTES = 1024;
  private static final String NO_MATCH = "The provided key element does not match the schema";

  private KeyCheck() {}

  /**
   * Checks a key parameter: exactly the key's attributes.
   *
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  public static void checkKey(KeyDefinition definition, ItemValue key) {
    if (key.count() != definition.partition().size() + definition.sort().size()) {
      throw Validation.error(NO_MATCH);
    }
    checkParts(definition, key);
  }

  /** Checks the presence, types and sizes of a key's attributes. */
  public static void checkParts(KeyDefinition definition, ItemValue key) {
    definition.partition().forEach(part -> checkPart(part, key, true));
    definition.sort().forEach(part -> checkPart(part, key, false));
  }

  private static void checkPart(KeyPart part, ItemValue key, boolean partition) {
    ItemValue value = key.get(part.name());
    if (value == null || value.type() != part.type()) {
      throw Validation.error(NO_MATCH);
    }
    checkContent(part, value, partition);
  }

  private static void checkContent(KeyPart part, ItemValue value, boolean partition) {
    if (value.contentLength() == 0) {
      throw Validation.error(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty "
              + emptyNoun(value)
              + " value. Key: "
              + part.name());
    }
    checkLength(value, partition);
  }

  private static String emptyNoun(ItemValue value) {
    return value.type() == AttributeType.B ? "binary" : "string";
  }

  private static void checkLength(ItemValue value, boolean partition) {
    if (partition && value.contentLength() > MAX_PARTITION_BYTES) {
      throw Validation.parameter(
          "Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }
    if (!partition && value.contentLength() > MAX_SORT_BYTES) {
      throw Validation.parameter(
          "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }
  }

  /**
   * Checks an item to put: its primary key, and its attributes that are index keys.
   *
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  public static void checkItem(TableRecord table, ItemValue item) {
    for (KeyPart part : table.key().partition()) {
      checkItemPart(part, item, true);
    }
    for (KeyPart part : table.key().sort()) {
      checkItemPart(part, item, false);
    }
    checkIndexKeys(table, item);
    checkSearchAttributes(table, item);
    VectorCheck.check(table, item);
  }

  /**
   * A vector index's partition attribute is one of its keys; a filter attribute may have any value.
   */
  private static void checkSearchAttributes(TableRecord table, ItemValue item) {
    for (VectorIndexRecord index : table.vectorIndexes()) {
      KeyPart part = index.partition();
      ItemValue value = part == null ? null : item.get(part.name());
      if (value != null) {
        checkIndexKey(index.name(), part, value, true);
      }
    }
  }

  private static void checkItemPart(KeyPart part, ItemValue item, boolean partition) {
    ItemValue value = item.get(part.name());
    if (value == null) {
      throw Validation.parameter("Missing the key " + part.name() + " in the item");
    }
    if (value.type() != part.type()) {
      throw Validation.parameter(
          "Type mismatch for key "
              + part.name()
              + " expected: "
              + part.type()
              + " actual: "
              + value.type());
    }
    checkContent(part, value, partition);
  }

  private static void checkIndexKeys(TableRecord table, ItemValue item) {
    List<IndexRecord> indexes = table.indexes();
    for (int i = indexes.size() - 1; i >= 0; i--) {
      IndexRecord index = indexes.get(i);
      for (KeyPart part : index.key().parts()) {
        ItemValue value = item.get(part.name());
        if (value != null) {
          checkIndexKey(index.name(), part, value, index.key().partition().contains(part));
        }
      }
    }
  }

  private static void checkIndexKey(
      String indexName, KeyPart part, ItemValue value, boolean partition) {
    if (value.type() != part.type()) {
      throw mismatch(indexName, part, value.type());
    }
    if (value.contentLength() == 0) {
      throw Validation.error(
          "One or more parameter values are not valid. A value specified for a secondary index key"
              + " is not supported. The AttributeValue for a key attribute cannot contain an empty "
              + emptyNoun(value)
              + " value. IndexName: "
              + indexName
              + ", IndexKey: "
              + part.name());
    }
    checkLength(value, partition);
  }

  private static RuntimeException mismatch(String indexName, KeyPart part, AttributeType actual) {
    return Validation.parameter(
        "Type mismatch for Index Key "
            + part.name()
            + " Expected: "
            + part.type()
            + " Actual: "
            + actual
            + " IndexName: "
            + indexName);
  }

  /** Checks an update that sets {@code name} to {@code type} against the indexes. */
  public static void checkIndexType(TableRecord table, String name, AttributeType type) {
    List<IndexRecord> indexes = table.indexes();
    for (int i = indexes.size() - 1; i >= 0; i--) {
      for (KeyPart part : indexes.get(i).key().parts()) {
        if (part.name().equals(name) && part.type() != type) {
          throw mismatch(indexes.get(i).name(), part, type);
        }
      }
    }
  }

  /** Checks an item after an update that did not change its primary key. */
  static void checkUpdated(TableRecord table, ItemValue item) {
    for (IndexRecord index : table.indexes()) {
      for (KeyPart part : index.key().parts()) {
        ItemValue value = item.get(part.name());
        if (value == null) {
          continue;
        }
        if (value.type() != part.type()) {
          throw Validation.error(
              "The update expression attempted to update the secondary index key to unsupported"
                  + " type");
        }
        checkIndexKey(index.name(), part, value, index.key().partition().contains(part));
      }
    }
    checkSearchAttributes(table, item);
    VectorCheck.check(table, item);
  }
}
