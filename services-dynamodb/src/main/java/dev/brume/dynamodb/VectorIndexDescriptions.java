package dev.brume.dynamodb;

import dev.brume.dynamodb.api.IndexStatus;
import dev.brume.dynamodb.api.Projection;
import dev.brume.dynamodb.api.SearchSchemaElement;
import dev.brume.dynamodb.api.SearchSchemaElementType;
import dev.brume.dynamodb.api.TableStatus;
import dev.brume.dynamodb.api.VectorAttributeDefinition;
import dev.brume.dynamodb.api.VectorIndex;
import dev.brume.dynamodb.api.VectorIndexDescription;
import dev.brume.dynamodb.api.VectorIndexInfo;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.VectorIndexRecord;
import java.util.List;

/** Descriptions of vector indexes in responses. */
final class VectorIndexDescriptions {
  private VectorIndexDescriptions() {}

  /**
   * The vector indexes of a table; null for none.
   *
   * @param tableStatus the table's status: its indexes are created and deleted with it
   */
  static List<VectorIndexDescription> all(ItemTable table, String tableArn, String tableStatus) {
    String status =
        switch (tableStatus) {
          case TableStatus.CREATING -> IndexStatus.CREATING;
          case TableStatus.DELETING -> IndexStatus.DELETING;
          default -> IndexStatus.ACTIVE;
        };
    List<VectorIndexDescription> all =
        table.record().vectorIndexes().stream()
            .map(
                index ->
                    VectorIndexDescription.builder()
                        .indexName(index.name())
                        .searchSchema(schema(index))
                        .projection(projection(index))
                        .vectorAttribute(attribute(index))
                        .dimensions((long) index.dimensions())
                        .distanceFunction(index.distance().name())
                        .indexStatus(status)
                        .indexSizeBytes(table.counts(index.name()).bytes())
                        .itemCount(table.counts(index.name()).items())
                        .indexArn(tableArn + "/index/" + index.name())
                        .build())
            .toList();
    return all.isEmpty() ? null : all;
  }

  /** The vector indexes of a backed-up table; null for none. */
  static List<VectorIndexInfo> infos(TableRecord table) {
    List<VectorIndexInfo> all =
        table.vectorIndexes().stream()
            .map(
                index ->
                    VectorIndexInfo.builder()
                        .indexName(index.name())
                        .vectorAttribute(attribute(index))
                        .searchSchema(schema(index))
                        .projection(projection(index))
                        .dimensions((long) index.dimensions())
                        .distanceFunction(index.distance().name())
                        .build())
            .toList();
    return all.isEmpty() ? null : all;
  }

  /** The vector indexes of a table in their request form; null for none. */
  static List<VectorIndex> definitions(TableRecord table) {
    List<VectorIndex> all =
        table.vectorIndexes().stream()
            .map(
                index ->
                    VectorIndex.builder()
                        .indexName(index.name())
                        .vectorAttribute(attribute(index))
                        .searchSchema(schema(index))
                        .projection(projection(index))
                        .dimensions((long) index.dimensions())
                        .distanceFunction(index.distance().name())
                        .build())
            .toList();
    return all.isEmpty() ? null : all;
  }

  private static VectorAttributeDefinition attribute(VectorIndexRecord index) {
    return VectorAttributeDefinition.builder().attributeName(index.attribute()).build();
  }

  private static List<SearchSchemaElement> schema(VectorIndexRecord index) {
    List<SearchSchemaElement> schema =
        index.schema().stream()
            .map(
                each ->
                    SearchSchemaElement.builder()
                        .attributeName(each.part().name())
                        .searchSchemaElementType(
                            each.partition()
                                ? SearchSchemaElementType.HASH
                                : SearchSchemaElementType.INLINE_FILTER)
                        .build())
            .toList();
    return schema.isEmpty() ? null : schema;
  }

  private static Projection projection(VectorIndexRecord index) {
    return Projection.builder()
        .projectionType(index.projectionType())
        .nonKeyAttributes(index.nonKeyAttributes().isEmpty() ? null : index.nonKeyAttributes())
        .build();
  }
}
