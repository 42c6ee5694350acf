package dev.brume.dynamodb;

import dev.brume.dynamodb.api.CreateVectorIndexAction;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.SearchSchemaElement;
import dev.brume.dynamodb.api.SearchSchemaElementType;
import dev.brume.dynamodb.api.VectorIndex;
import dev.brume.dynamodb.api.VectorIndexUpdate;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.KeyDefinition;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.engine.SearchAttribute;
import dev.brume.dynamodb.engine.VectorDistance;
import dev.brume.dynamodb.engine.VectorIndexRecord;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The vector indexes in requests that create or change tables. Error texts are AWS's if documented,
 * else the emulator's own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchWorkingWith.html">Creating
 *     and searching vector indexes</a>
 */
final class VectorIndexReading {
  /** "The per-table limit of five." */
  private static final int MAX_INDEXES = 5;

  /** "DynamoDB supports up to 4,096 dimensions." */
  private static final int MAX_DIMENSIONS = 4_096;

  /** "At most one HASH search-schema element per index, and up to 18 inline filters." */
  private static final int MAX_INLINE_FILTERS = 18;

  private final List<KeyPart> definitions;
  private final KeyDefinition key;

  /**
   * @param definitions the table's attributes
   * @param key the table's key
   */
  VectorIndexReading(List<KeyPart> definitions, KeyDefinition key) {
    this.definitions = definitions;
    this.key = key;
  }

  /**
   * The vector indexes of a new table.
   *
   * @param others its other indexes, whose names are taken
   */
  List<VectorIndexRecord> all(List<VectorIndex> given, boolean onDemand, List<IndexRecord> others) {
    if (given == null) {
      return List.of();
    }
    if (given.isEmpty()) {
      throw Validation.parameter("List of VectorIndexes is empty");
    }
    checkOnDemand(onDemand);
    Set<String> names = new HashSet<>();
    others.forEach(index -> names.add(index.name()));
    List<VectorIndexRecord> indexes = new ArrayList<>();
    for (VectorIndex index : given) {
      VectorIndexRecord record = record(index);
      if (!names.add(record.name())) {
        throw Validation.parameter("Duplicate index name: " + record.name());
      }
      checkDimensions(record, indexes);
      indexes.add(record);
    }
    checkCount(indexes.size());
    return List.copyOf(indexes);
  }

  /** The indexes after an UpdateTable, which creates or deletes at most one. */
  List<VectorIndexRecord> changed(
      List<VectorIndexRecord> known,
      List<VectorIndexUpdate> updates,
      boolean onDemand,
      List<IndexRecord> others) {
    List<VectorIndexRecord> indexes = new ArrayList<>(known);
    for (VectorIndexUpdate update : updates) {
      if (update.delete() != null) {
        String name = update.delete().indexName();
        if (!indexes.removeIf(index -> index.name().equals(name))) {
          throw DynamoDbErrors.resourceNotFoundException("Requested resource not found");
        }
      } else {
        checkOnDemand(onDemand);
        VectorIndexRecord made = record(asIndex(update.create()));
        boolean taken =
            indexes.stream().anyMatch(index -> index.name().equals(made.name()))
                || others.stream().anyMatch(index -> index.name().equals(made.name()));
        if (taken) {
          throw Validation.parameter("Attempting to create an index which already exists");
        }
        checkDimensions(made, indexes);
        indexes.add(made);
        checkCount(indexes.size());
      }
    }
    return List.copyOf(indexes);
  }

  /** Refuses updates without an action, or with two. */
  static void checkUpdates(List<VectorIndexUpdate> updates) {
    for (VectorIndexUpdate update : updates) {
      if ((update.create() == null) == (update.delete() == null)) {
        throw Validation.parameter(
            "One of VectorIndexUpdate.Create, VectorIndexUpdate.Delete must not be null");
      }
    }
  }

  /** "Vector indexes use on-demand capacity mode only." */
  static void checkOnDemand(boolean onDemand) {
    if (!onDemand) {
      throw Validation.parameter(
          "Vector indexes are only supported for tables with BillingMode PAY_PER_REQUEST");
    }
  }

  private static void checkCount(int count) {
    if (count > MAX_INDEXES) {
      throw Validation.parameter("VectorIndex count exceeds the per-table limit of " + MAX_INDEXES);
    }
  }

  /** "If multiple vector indexes reference the same attribute, they must use the same number." */
  private static void checkDimensions(VectorIndexRecord made, List<VectorIndexRecord> known) {
    for (VectorIndexRecord index : known) {
      if (index.attribute().equals(made.attribute()) && index.dimensions() != made.dimensions()) {
        throw Validation.parameter(
            "Vector indexes with the same vector attribute must have the same dimensions: "
                + made.attribute());
      }
    }
  }

  private static VectorIndex asIndex(CreateVectorIndexAction action) {
    return VectorIndex.builder()
        .indexName(action.indexName())
        .vectorAttribute(action.vectorAttribute())
        .searchSchema(action.searchSchema())
        .projection(action.projection())
        .dimensions(action.dimensions())
        .distanceFunction(action.distanceFunction())
        .build();
  }

  private VectorIndexRecord record(VectorIndex index) {
    List<SearchAttribute> schema = schema(index);
    IndexReading.checkProjection(index.projection());
    if (index.dimensions() > MAX_DIMENSIONS) {
      throw Validation.parameter(
          "Dimensions of a vector index must be between 1 and " + MAX_DIMENSIONS);
    }
    String attribute = index.vectorAttribute().attributeName();
    boolean scalar =
        key.has(attribute) || definitions.stream().anyMatch(part -> part.name().equals(attribute));
    if (scalar) {
      throw Validation.parameter(
          "The vector attribute cannot be defined in AttributeDefinitions: " + attribute);
    }
    List<String> included = index.projection().nonKeyAttributes();
    return new VectorIndexRecord(
        index.indexName(),
        attribute,
        schema,
        index.projection().projectionType(),
        included == null ? List.of() : List.copyOf(included),
        index.dimensions().intValue(),
        VectorDistance.valueOf(index.distanceFunction()));
  }

  private List<SearchAttribute> schema(VectorIndex index) {
    if (index.searchSchema() == null) {
      return List.of();
    }
    List<SearchAttribute> schema = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int partitions = 0;
    for (SearchSchemaElement element : index.searchSchema()) {
      boolean partition = SearchSchemaElementType.HASH.equals(element.searchSchemaElementType());
      schema.add(new SearchAttribute(part(element.attributeName()), partition));
      partitions += partition ? 1 : 0;
      if (!names.add(element.attributeName())) {
        throw Validation.parameter(
            "SearchSchema elements must have distinct names: " + element.attributeName());
      }
    }
    if (partitions > 1) {
      throw Validation.parameter("SearchSchema can have at most 1 HASH element");
    }
    if (schema.size() - partitions > MAX_INLINE_FILTERS) {
      throw Validation.parameter(
          "SearchSchema can have at most " + MAX_INLINE_FILTERS + " INLINE_FILTER elements");
    }
    return List.copyOf(schema);
  }

  private KeyPart part(String name) {
    for (KeyPart part : definitions) {
      if (part.name().equals(name)) {
        return part;
      }
    }
    throw Validation.parameter(
        "One element in SearchSchema is not defined in attribute definitions");
  }
}
