package dev.brume.dynamodb;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.api.SearchResultItem;
import dev.brume.dynamodb.api.SearchVectorsInput;
import dev.brume.dynamodb.api.SearchVectorsOutput;
import dev.brume.dynamodb.api.VectorCapacity;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.VectorIndexRecord;
import dev.brume.dynamodb.engine.VectorQuery;
import dev.brume.dynamodb.engine.VectorResult;
import dev.brume.dynamodb.engine.VectorSearch;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.expression.RequestExpressions;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.WireItem;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches vector indexes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SearchVectors.html">SearchVectors</a>
 */
final class SearchVectorsOperation {
  /** "TopK must be 1 to 100." */
  private static final int MAX_TOP_K = 100;

  /** "SearchVectors responses are limited to 16 MB. Pagination is not supported." */
  private static final long MAX_ANSWER_BYTES = 16L * 1024 * 1024;

  private final TableFinder tables;

  SearchVectorsOperation(TableFinder tables) {
    this.tables = tables;
  }

  SearchVectorsOutput searchVectors(
      RequestContext context, SearchVectorsInput input, StoreSection section) {
    if (input.topK() > MAX_TOP_K) {
      throw Validation.error(
          "Provided TopK value '"
              + input.topK()
              + "' is out of valid range. The value must be between 1 and 100 inclusive");
    }
    new ParameterRules()
        .projection("ProjectionExpression", input.projectionExpression())
        .expression("SearchConditionExpression", input.searchConditionExpression())
        .check(input.expressionAttributeNames(), input.expressionAttributeValues());
    float[] vector = vector(input.searchVector());
    RequestExpressions expressions =
        RequestExpressions.of(input.expressionAttributeNames(), input.expressionAttributeValues());
    BooleanExpression given =
        expressions.condition("SearchConditionExpression", input.searchConditionExpression());
    Projection projection = expressions.projection(input.projectionExpression());
    expressions.checkAllUsed();
    ItemTable table = section.call(() -> tables.table(context, input.tableName()));
    VectorIndexRecord index = index(table, input.indexName());
    if (vector.length != index.dimensions()) {
      throw Validation.error(
          "Input search vector dimension "
              + vector.length
              + " does not match vector index dimension "
              + index.dimensions());
    }
    SearchCondition condition = SearchCondition.of(index, given);
    VectorSearch search =
        table.search(
            index.name(),
            new VectorQuery(
                vector,
                index.distance(),
                condition.partition(),
                condition.expression(),
                input.topK()));
    boolean more = true;
    while (more) {
      more = section.call(search::step);
    }
    VectorResult result = search.result();
    return SearchVectorsOutput.builder()
        .searchResults(shown(result, index, projection))
        .consumedCapacity(
            ConsumedUnits.isWanted(input.returnConsumedCapacity())
                ? VectorCapacity.builder()
                    .vectorSearchRequestBytes((double) index.searchBytes(result.examined()))
                    .build()
                : null)
        .build();
  }

  private static VectorIndexRecord index(ItemTable table, String name) {
    VectorIndexRecord index = table.record().vectorIndex(name);
    if (index != null) {
      return index;
    }
    if (table.record().index(name) != null) {
      // Corresponds to Query's text for a vector index.
      throw Validation.error("SearchVectors operation not supported on this index type.");
    }
    throw Validation.error("The table does not have the specified index: " + name);
  }

  /** AWS's text for invalid numbers is not known; that of other parameters is used. */
  private static float[] vector(List<AttributeValue> given) {
    float[] vector = new float[given.size()];
    for (int i = 0; i < vector.length; i++) {
      ItemValue value;
      try {
        value = AttributeReader.value(given.get(i));
      } catch (AwsError e) {
        throw Validation.error("SearchVector contains invalid value: " + e.getMessage());
      }
      if (value.type() != AttributeType.N) {
        throw Validation.parameter(
            "Invalid type for parameter SearchVector["
                + i
                + "], Expected: N, Actual: "
                + value.type());
      }
      vector[i] = value.decimal().floatValue();
      if (Float.isInfinite(vector[i])) {
        throw Validation.parameter(
            "Invalid value for parameter SearchVector["
                + i
                + "], Expected: a 32-bit floating point number");
      }
    }
    return vector;
  }

  /** The vector itself is only returned on request. */
  private static List<SearchResultItem> shown(
      VectorResult result, VectorIndexRecord index, Projection projection) {
    List<SearchResultItem> shown = new ArrayList<>(result.items().size());
    long bytes = 0;
    for (int i = 0; i < result.items().size(); i++) {
      ItemValue item = result.items().get(i);
      ItemValue part = projection == null ? without(item, index.attribute()) : projection.of(item);
      bytes += part.sizeBytes();
      if (bytes > MAX_ANSWER_BYTES) {
        break;
      }
      shown.add(
          SearchResultItem.builder().item(WireItem.of(part)).score(result.scores().get(i)).build());
    }
    return shown;
  }

  private static ItemValue without(ItemValue item, String attribute) {
    List<Path> paths = new ArrayList<>();
    for (ItemValue.Entries entries = item.entries(); entries.next(); ) {
      if (!entries.name().equals(attribute)) {
        paths.add(Path.of(entries.name()));
      }
    }
    return Projection.of(paths).of(item);
  }
}
