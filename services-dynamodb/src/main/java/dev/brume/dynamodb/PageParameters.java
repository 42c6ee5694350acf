package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.api.Select;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.ItemPage;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.KeyCheck;
import dev.brume.dynamodb.engine.KeyDefinition;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The common parameters of Query and Scan.
 *
 * @param tableName the table's name in the request
 * @param indexName the index, or null
 * @param select as requested, or null
 * @param startKey as requested, or null
 * @param projection the requested attributes, or null
 * @param consistent whether a consistent read is requested
 */
record PageParameters(
    String tableName,
    String indexName,
    String select,
    ItemValue startKey,
    Projection projection,
    boolean consistent) {
  private static final String BAD_START = "The provided starting key is invalid";

  /** Parses an ExclusiveStartKey; null for null. */
  static ItemValue startKey(Map<String, AttributeValue> given) {
    if (given == null || given.isEmpty()) {
      return null;
    }
    try {
      return AttributeReader.item(given);
    } catch (AwsError e) {
      throw Validation.error(BAD_START + ": " + e.getMessage());
    }
  }

  /** Checks that Select is consistent with the other parameters. */
  static void checkSelect(
      String select, String indexName, List<String> attributesToGet, String projection) {
    String given =
        attributesToGet != null
            ? "AttributesToGet"
            : projection != null ? "ProjectionExpression" : null;
    if (Select.ALL_PROJECTED_ATTRIBUTES.equals(select) && indexName == null) {
      throw Validation.parameter(
          "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }
    if (Select.SPECIFIC_ATTRIBUTES.equals(select) && given == null) {
      throw Validation.parameter(
          "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
              + " SPECIFIC_ATTRIBUTES");
    }
    if (select != null && given != null && !Select.SPECIFIC_ATTRIBUTES.equals(select)) {
      String all = Select.COUNT.equals(select) ? "only the Count" : select;
      throw Validation.parameter("Cannot specify the " + given + " when choosing to get " + all);
    }
  }

  /**
   * The index, or null for the table itself.
   *
   * @param operation Query or Scan
   */
  IndexRecord index(TableRecord table, String operation) {
    if (indexName == null) {
      return null;
    }
    IndexRecord index = table.index(indexName);
    if (index == null && table.vectorIndex(indexName) != null) {
      throw Validation.error(operation + " operation not supported on this index type.");
    }
    if (index == null) {
      throw Validation.error("The table does not have the specified index: " + indexName);
    }
    if (index.global() && consistent) {
      throw Validation.error("Consistent reads are not supported on global secondary indexes");
    }
    return index;
  }

  /** Checks that the start key has exactly the required attributes. */
  void checkStartKey(TableRecord table, IndexRecord index, String reasonOfTable) {
    if (startKey == null) {
      return;
    }
    Set<String> names = new LinkedHashSet<>(table.key().names());
    if (index != null) {
      names.addAll(index.key().names());
    }
    if (startKey.count() != names.size()) {
      throw Validation.error(index == null ? BAD_START + reasonOfTable : BAD_START);
    }
    if (index != null) {
      checkParts(index.key(), BAD_START, false);
    }
    checkParts(table.key(), BAD_START, true);
  }

  private void checkParts(KeyDefinition key, String text, boolean reason) {
    try {
      KeyCheck.checkParts(key, startKey);
    } catch (AwsError e) {
      throw Validation.error(reason ? text + ": " + e.getMessage() : text);
    }
  }

  /** Refuses attributes that a global index does not project. */
  void checkProjected(ItemTable table, IndexRecord index) {
    if (index == null || !index.global() || index.projectsAll()) {
      return;
    }
    if (Select.ALL_ATTRIBUTES.equals(select)) {
      throw Validation.parameter(
          "Select type ALL_ATTRIBUTES is not supported for global secondary index "
              + index.name()
              + " because its projection type is not ALL");
    }
    if (projection != null && !table.projects(index.name(), projection)) {
      List<String> missing =
          projection.paths().stream()
              .map(Path::root)
              .filter(name -> !table.projects(index.name(), Projection.ofNames(List.of(name))))
              .distinct()
              .toList();
      throw Validation.parameter(
          "Global secondary index " + index.name() + " does not project " + missing);
    }
  }

  /** Whether attributes that a local index does not project are requested. */
  boolean wantsWholeItems(ItemTable table, IndexRecord index) {
    if (index == null || index.global() || index.projectsAll()) {
      return false;
    }
    return Select.ALL_ATTRIBUTES.equals(select)
        || projection != null && !table.projects(index.name(), projection);
  }

  /** The units consumed by reading {@code page}. */
  ConsumedUnits consumed(ItemPage page, IndexRecord index) {
    ConsumedUnits units = new ConsumedUnits(ConsumedUnits.Kind.PLAIN);
    if (index == null) {
      return units.addTable(ConsumedUnits.read(page.tableBytes(), consistent));
    }
    units.addTable(consistent ? page.tableFetches() : page.tableFetches() / 2.0);
    return units.addIndex(index.name(), ConsumedUnits.read(page.indexBytes(), consistent));
  }
}
