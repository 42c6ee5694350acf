package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.schema.Operation;
import dev.brume.dynamodb.api.DynamoDbApi;
import dev.brume.dynamodb.item.Validation;
import java.util.List;
import java.util.Set;

/** The error of operations on tables for a missing table name. */
final class TableNames {
  private static final Set<Operation<?, ?>> ON_TABLES =
      Set.of(
          DynamoDbApi.CREATE_TABLE,
          DynamoDbApi.DELETE_TABLE,
          DynamoDbApi.DESCRIBE_TABLE,
          DynamoDbApi.DESCRIBE_TIME_TO_LIVE,
          DynamoDbApi.UPDATE_TABLE,
          DynamoDbApi.UPDATE_TIME_TO_LIVE);

  private TableNames() {}

  /** The error if an operation on a table has no table name; else null. */
  static AwsError missing(List<Violation> violations, RequestContext context) {
    if (!ON_TABLES.contains(context.operation())) {
      return null;
    }
    for (Violation violation : violations) {
      if (violation.missing() && violation.path().equals("tableName")) {
        return Validation.error(
            "The parameter 'TableName' is required but was not present in the request");
      }
    }
    return null;
  }
}
