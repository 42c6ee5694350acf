package dev.brume.dynamodb;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyCache;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.CreateTableInput;
import dev.brume.dynamodb.api.DynamoDbApi;
import dev.brume.dynamodb.engine.AttachedPolicy;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.TableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The permissions of DynamoDB's operations. A request without a table passes, because the operation
 * refuses it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions,
 *     resources, and condition keys for Amazon DynamoDB</a>
 */
final class TableAccess {
  private static final String PREFIX = "dynamodb:";

  /** A policy is checked when it is attached; here it is only parsed. */
  private static final PolicyCache POLICIES = new PolicyCache(ResourcePolicyOperations.RULES);

  private final TableFinder tables;
  private final AccessTable table = new AccessTable("dynamodb");

  private TableAccess(TableFinder tables) {
    this.tables = tables;
  }

  static ServiceAccess of(TableFinder tables) {
    TableAccess access = new TableAccess(tables);
    access.addTables();
    access.addConfigurations();
    new ItemAccess(access).addTo(access.table);
    return access.table;
  }

  /** An attached policy, parsed; null for none. */
  static Policy policy(AttachedPolicy attached, String arn) {
    Policy policy = attached == null ? null : POLICIES.of(attached.text());
    return policy == null ? null : policy.named("policy of " + arn);
  }

  // ---------------------------------------------------------------------------- resources

  /**
   * A table that a request names.
   *
   * @param scope its scope
   * @param name its name
   * @param record the table itself; null if it does not exist
   */
  record Named(Scope scope, String name, TableRecord record) {
    String arn() {
      return TableDescriptions.arn(scope, name);
    }

    /** The condition keys common to all requests for it: its tags. */
    ContextKeys.Builder keys() {
      Map<String, String> tags = record == null ? Map.of() : record.settings().tags();
      return ContextKeys.builder().tags("aws:ResourceTag/", tags);
    }

    /** The query for {@code action} on it. */
    AccessQuery query(String action, String indexName, ContextKeys keys) {
      String arn = indexName == null ? arn() : arn() + "/index/" + indexName;
      Policy policy = record == null ? null : policy(record.settings().policy(), arn());
      return new AccessQuery(
          PREFIX + action, AccessTarget.of(arn, scope.account()).with(policy).with(keys));
    }
  }

  /** The table that {@code nameOrArn} refers to; null if it is not a valid name or ARN. */
  Named named(RequestContext context, String nameOrArn) {
    if (nameOrArn == null) {
      return null;
    }
    Arn arn = Arn.parse(nameOrArn).orElse(null);
    Scope scope = arn == null ? context.scope() : arn.scope();
    String name = nameOrArn;
    if (arn != null) {
      if (!arn.resource().startsWith(TableFinder.TABLE)) {
        return null;
      }
      name = arn.resource().substring(TableFinder.TABLE.length());
      int end = name.indexOf('/');
      name = end < 0 ? name : name.substring(0, end);
    }
    try {
      ItemTable found = tables.region(scope).find(name);
      return new Named(scope, name, found == null ? null : found.record());
    } catch (AwsError | IllegalArgumentException noScope) {
      return null;
    }
  }

  /** The query for an action on a table; empty if the request names no table. */
  List<AccessQuery> onTable(RequestContext context, String action, String nameOrArn) {
    Named named = named(context, nameOrArn);
    return named == null ? List.of() : List.of(named.query(action, null, named.keys().build()));
  }

  private <I extends Struct> void on(Operation<I, ?> operation, Function<I, String> name) {
    table.onMany(
        operation, (context, input) -> onTable(context, operation.name(), name.apply(input)));
  }

  // ------------------------------------------------------------------------------- tables

  private void addTables() {
    table.onMany(DynamoDbApi.CREATE_TABLE, this::creation);
    on(DynamoDbApi.DELETE_TABLE, input -> input.tableName());
    on(DynamoDbApi.DESCRIBE_TABLE, input -> input.tableName());
    on(DynamoDbApi.UPDATE_TABLE, input -> input.tableName());
    on(DynamoDbApi.LIST_TAGS_OF_RESOURCE, input -> input.resourceArn());
    on(DynamoDbApi.TAG_RESOURCE, input -> input.resourceArn());
    on(DynamoDbApi.UNTAG_RESOURCE, input -> input.resourceArn());
  }

  /** Tags and a policy in a creation request require permissions of their own. */
  private List<AccessQuery> creation(RequestContext context, CreateTableInput input) {
    Named named = named(context, input.tableName());
    if (named == null) {
      return List.of();
    }
    ContextKeys keys = named.keys().build();
    List<AccessQuery> queries = new ArrayList<>();
    queries.add(named.query("CreateTable", null, keys));
    if (input.tags() != null && !input.tags().isEmpty()) {
      queries.add(named.query("TagResource", null, keys));
    }
    if (input.resourcePolicy() != null) {
      queries.add(named.query("PutResourcePolicy", null, keys));
    }
    return queries;
  }

  // ----------------------------------------------------------------------- configurations

  private void addConfigurations() {
    on(DynamoDbApi.DESCRIBE_TIME_TO_LIVE, input -> input.tableName());
    on(DynamoDbApi.UPDATE_TIME_TO_LIVE, input -> input.tableName());
    on(DynamoDbApi.DESCRIBE_CONTINUOUS_BACKUPS, input -> input.tableName());
    on(DynamoDbApi.UPDATE_CONTINUOUS_BACKUPS, input -> input.tableName());
    on(DynamoDbApi.DESCRIBE_CONTRIBUTOR_INSIGHTS, input -> input.tableName());
    on(DynamoDbApi.UPDATE_CONTRIBUTOR_INSIGHTS, input -> input.tableName());
    on(DynamoDbApi.DESCRIBE_KINESIS_STREAMING_DESTINATION, input -> input.tableName());
    on(DynamoDbApi.ENABLE_KINESIS_STREAMING_DESTINATION, input -> input.tableName());
    on(DynamoDbApi.DISABLE_KINESIS_STREAMING_DESTINATION, input -> input.tableName());
    on(DynamoDbApi.UPDATE_KINESIS_STREAMING_DESTINATION, input -> input.tableName());
    on(DynamoDbApi.CREATE_BACKUP, input -> input.tableName());
    on(DynamoDbApi.DESCRIBE_TABLE_REPLICA_AUTO_SCALING, input -> input.tableName());
    on(DynamoDbApi.UPDATE_TABLE_REPLICA_AUTO_SCALING, input -> input.tableName());
    onGlobal(DynamoDbApi.CREATE_GLOBAL_TABLE, input -> input.globalTableName());
    onGlobal(DynamoDbApi.DESCRIBE_GLOBAL_TABLE, input -> input.globalTableName());
    onGlobal(DynamoDbApi.DESCRIBE_GLOBAL_TABLE_SETTINGS, input -> input.globalTableName());
    onGlobal(DynamoDbApi.UPDATE_GLOBAL_TABLE, input -> input.globalTableName());
    onGlobal(DynamoDbApi.UPDATE_GLOBAL_TABLE_SETTINGS, input -> input.globalTableName());
    on(DynamoDbApi.EXPORT_TABLE_TO_POINT_IN_TIME, input -> input.tableArn());
    on(DynamoDbApi.IMPORT_TABLE, input -> input.tableCreationParameters().tableName());
    on(DynamoDbApi.START_BULK_PUT_ITEMS, input -> input.tableName());
    table.on(
        DynamoDbApi.DESCRIBE_BULK_OPERATION, (context, input) -> byArn(input.bulkOperationArn()));
    table.on(
        DynamoDbApi.CANCEL_BULK_OPERATION, (context, input) -> byArn(input.bulkOperationArn()));
    table.on(DynamoDbApi.DESCRIBE_EXPORT, (context, input) -> byArn(input.exportArn()));
    table.on(DynamoDbApi.DESCRIBE_IMPORT, (context, input) -> byArn(input.importArn()));
    table.on(DynamoDbApi.DESCRIBE_BACKUP, (context, input) -> byArn(input.backupArn()));
    table.on(DynamoDbApi.DELETE_BACKUP, (context, input) -> byArn(input.backupArn()));
    table.onMany(
        DynamoDbApi.RESTORE_TABLE_FROM_BACKUP,
        (context, input) ->
            restore(
                context,
                new AccessQuery(PREFIX + "RestoreTableFromBackup", byArn(input.backupArn())),
                input.targetTableName()));
    table.onMany(
        DynamoDbApi.RESTORE_TABLE_TO_POINT_IN_TIME,
        (context, input) -> {
          String source =
              input.sourceTableArn() == null ? input.sourceTableName() : input.sourceTableArn();
          List<AccessQuery> first = onTable(context, "RestoreTableToPointInTime", source);
          return first.isEmpty()
              ? first
              : restore(context, first.getFirst(), input.targetTableName());
        });
    onPolicy(DynamoDbApi.PUT_RESOURCE_POLICY, input -> input.resourceArn());
    onPolicy(DynamoDbApi.GET_RESOURCE_POLICY, input -> input.resourceArn());
    onPolicy(DynamoDbApi.DELETE_RESOURCE_POLICY, input -> input.resourceArn());
    table.onAny(
        DynamoDbApi.DESCRIBE_ENDPOINTS,
        DynamoDbApi.DESCRIBE_LIMITS,
        DynamoDbApi.LIST_BACKUPS,
        DynamoDbApi.LIST_BULK_OPERATIONS,
        DynamoDbApi.LIST_CONTRIBUTOR_INSIGHTS,
        DynamoDbApi.LIST_EXPORTS,
        DynamoDbApi.LIST_GLOBAL_TABLES,
        DynamoDbApi.LIST_IMPORTS,
        DynamoDbApi.LIST_TABLES);
  }

  /** A restore requires the permissions to write the new table's items. */
  private List<AccessQuery> restore(RequestContext context, AccessQuery source, String targetName) {
    List<AccessQuery> queries = new ArrayList<>();
    queries.add(source);
    for (String action :
        List.of(source.action().substring(PREFIX.length()), "BatchWriteItem", "PutItem")) {
      queries.addAll(onTable(context, action, targetName));
    }
    return queries;
  }

  /** A global table belongs to no region. */
  private <I extends Struct> void onGlobal(Operation<I, ?> operation, Function<I, String> name) {
    table.on(
        operation,
        (context, input) ->
            byArn(
                context
                    .scope()
                    .globalArn("dynamodb", "global-table/" + name.apply(input))
                    .toString()));
  }

  private static AccessTarget byArn(String arn) {
    return AccessTarget.of(arn, Arn.parse(arn).map(Arn::account).orElse(null));
  }

  /** A stream has a policy of its own. */
  private <I extends Struct> void onPolicy(Operation<I, ?> operation, Function<I, String> arnOf) {
    table.onMany(
        operation,
        (context, input) -> {
          String arn = arnOf.apply(input);
          if (!arn.contains(PolicyAttachment.STREAM)) {
            return onTable(context, operation.name(), arn);
          }
          AttachedPolicy attached;
          try {
            attached = PolicyAttachment.of(tables, context, arn).policy();
          } catch (AwsError notThere) {
            attached = null;
          }
          return List.of(
              new AccessQuery(PREFIX + operation.name(), byArn(arn).with(policy(attached, arn))));
        });
  }
}
