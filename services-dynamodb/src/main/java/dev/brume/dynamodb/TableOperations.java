package dev.brume.dynamodb;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.RequestContext;
import dev.brume.dynamodb.api.CreateTableInput;
import dev.brume.dynamodb.api.CreateTableOutput;
import dev.brume.dynamodb.api.DeleteTableInput;
import dev.brume.dynamodb.api.DeleteTableOutput;
import dev.brume.dynamodb.api.DescribeTableInput;
import dev.brume.dynamodb.api.DescribeTableOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.ListTablesInput;
import dev.brume.dynamodb.api.ListTablesOutput;
import dev.brume.dynamodb.api.SSEDescription;
import dev.brume.dynamodb.api.SSEStatus;
import dev.brume.dynamodb.api.SSEType;
import dev.brume.dynamodb.api.TableDescription;
import dev.brume.dynamodb.api.TableStatus;
import dev.brume.dynamodb.api.UpdateTableInput;
import dev.brume.dynamodb.api.UpdateTableOutput;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ItemFill;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.item.Validation;
import java.util.List;

/**
 * Operations on whole tables. Transitional states end at once: responses show them, and the next
 * read returns the final state.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.html">Working
 *     with tables and data in DynamoDB</a>
 */
final class TableOperations {
  /** "The maximum number of tables per account per Region: 2,500." */
  private static final int MAX_TABLES = 2_500;

  private static final int DEFAULT_LIMIT = 100;

  private final TableFinder tables;
  private final TableReplicas replicas;
  private final StrongReplicas strongReplicas;
  private final ReplicaSettings replicaSettings;

  TableOperations(TableFinder tables, TableReplicas replicas, StrongReplicas strongReplicas) {
    this.tables = tables;
    this.replicas = replicas;
    this.strongReplicas = strongReplicas;
    replicaSettings = new ReplicaSettings(tables);
  }

  CreateTableOutput createTable(RequestContext context, CreateTableInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    UnbuiltParameters.refuse("GlobalTableSourceArn", input.globalTableSourceArn());
    UnbuiltParameters.refuse(
        "GlobalTableSettingsReplicationMode", input.globalTableSettingsReplicationMode());
    DynamoDbRegion region = place.region();
    TableRecord record =
        TableCreation.record(input.toBuilder().tableName(place.name()).build(), region);
    if (region.all().size() >= MAX_TABLES) {
      throw DynamoDbErrors.limitExceededException(
          "Subscriber limit exceeded: There is a limit of "
              + MAX_TABLES
              + " tables per subscriber");
    }
    ItemTable table =
        region.create(
            record.withSettings(record.settings().toBuilder().state(region.creating()).build()));
    return CreateTableOutput.builder()
        .tableDescription(TableDescriptions.created(region.scope(), table))
        .build();
  }

  DescribeTableOutput describeTable(RequestContext context, DescribeTableInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    return DescribeTableOutput.builder()
        .table(
            TableDescriptions.described(
                place.region().scope(),
                place.describedTable(),
                place.describedTable().status(place.region().nowMillis())))
        .build();
  }

  ListTablesOutput listTables(RequestContext context, ListTablesInput input) {
    int limit = input.limit() == null ? DEFAULT_LIMIT : input.limit();
    String after = input.exclusiveStartTableName() == null ? "" : input.exclusiveStartTableName();
    List<String> names = tables.region(context).namesAfter(after, limit + 1);
    boolean more = names.size() > limit;
    List<String> page = more ? names.subList(0, limit) : names;
    return ListTablesOutput.builder()
        .tableNames(page)
        .lastEvaluatedTableName(more ? page.getLast() : null)
        .build();
  }

  DeleteTableOutput deleteTable(RequestContext context, DeleteTableInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    if (place.describedTable().record().settings().deletionProtection()) {
      throw Validation.error(
          "Resource cannot be deleted as it is currently protected against deletion. Disable"
              + " deletion protection first.");
    }
    // "You can't delete a single replica." AWS's words are not known.
    StrongReplicas.refuse(place.describedTable().record(), "DeleteTable is");
    checkSettled(place);
    ItemTable table = place.region().deleteInTime(place.name());
    replicas.forgetDeleted(place, table.record());
    return DeleteTableOutput.builder()
        .tableDescription(TableDescriptions.deleted(place.region().scope(), table))
        .build();
  }

  UpdateTableOutput updateTable(
      RequestContext context, UpdateTableInput input, StoreSection section) {
    return TableChanging.run(
        tables,
        section,
        () -> tables.place(context, input.tableName()),
        place -> wanted(place, input),
        (place, filled) -> change(place, input, filled));
  }

  /** Checks the request; says what the table will be as far as its items matter for it. */
  private TableRecord wanted(TableFinder.TableLocation place, UpdateTableInput input) {
    UnbuiltParameters.refuse(
        "GlobalTableSettingsReplicationMode", input.globalTableSettingsReplicationMode());
    UnbuiltParameters.refuse(
        "DisassociationProtectionEnabled", input.disassociationProtectionEnabled());
    TableChange.check(input);
    replicas.check(place, input);
    TableRecord known = place.describedTable().record();
    if (StrongReplicas.concerns(known, input)) {
      strongReplicas.check(place, input);
    } else {
      checkConsistency(input);
    }
    checkSettled(place);
    return input.globalSecondaryIndexUpdates() == null && input.vectorIndexUpdates() == null
        ? known
        : changeOf(place, input).of(known);
  }

  private static TableChange changeOf(TableFinder.TableLocation place, UpdateTableInput input) {
    return new TableChange(input.toBuilder().tableName(place.name()).build(), place.region());
  }

  private UpdateTableOutput change(
      TableFinder.TableLocation place, UpdateTableInput input, ItemFill filled) {
    DynamoDbRegion region = place.region();
    TableRecord before = place.describedTable().record();
    TableChange change = changeOf(place, input);
    boolean passing = status(input).equals(TableStatus.UPDATING);
    ItemTable table =
        region.change(
            place.name(),
            known -> {
              TableRecord changed = change.of(known);
              return passing
                  ? changed.withSettings(
                      changed.settings().toBuilder().state(region.updating()).build())
                  : changed;
            },
            filled);
    if (StrongReplicas.concerns(before, input)) {
      strongReplicas.update(place, input);
    } else {
      replicas.update(place, TableReplicas.updates(input));
    }
    replicaSettings.follow(place, input);
    replicaSettings.override(place, TableReplicas.updates(input));
    TableDescription description =
        TableDescriptions.described(region.scope(), table, status(input));
    return UpdateTableOutput.builder()
        .tableDescription(withEndingEncryption(description, before, table.record()))
        .build();
  }

  /**
   * "This parameter is only valid when you create a global table by specifying one or more Create
   * actions in the ReplicaUpdates action list." AWS's words are not known.
   */
  private static void checkConsistency(UpdateTableInput input) {
    boolean creates =
        input.replicaUpdates() != null
            && input.replicaUpdates().stream().anyMatch(update -> update.create() != null);
    if (input.multiRegionConsistency() != null && !creates) {
      throw Validation.error(
          "MultiRegionConsistency can only be specified when replicas are created");
    }
  }

  private static void checkSettled(TableFinder.TableLocation place) {
    String status = place.describedTable().status(place.region().nowMillis());
    if (!status.equals(TableStatus.ACTIVE)) {
      String passing =
          switch (status) {
            case TableStatus.CREATING -> "created";
            case TableStatus.DELETING -> "deleted";
            default -> "updated";
          };
      throw TableChanging.inUse(place, passing);
    }
  }

  /** A table stays ACTIVE for settings that AWS changes at once. */
  private static String status(UpdateTableInput input) {
    boolean atOnce =
        input.provisionedThroughput() == null
            && input.billingMode() == null
            && input.globalSecondaryIndexUpdates() == null
            && input.vectorIndexUpdates() == null
            && input.replicaUpdates() == null
            && input.globalTableWitnessUpdates() == null
            && input.streamSpecification() == null
            && input.sseSpecification() == null;
    return atOnce ? TableStatus.ACTIVE : TableStatus.UPDATING;
  }

  /** While its encryption is being disabled, a table still shows the key. */
  private static TableDescription withEndingEncryption(
      TableDescription description, TableRecord before, TableRecord after) {
    String key = before.settings().encryptionKeyArn();
    if (key == null || after.settings().encryptionKeyArn() != null) {
      return description;
    }
    return description.toBuilder()
        .sseDescription(
            SSEDescription.builder()
                .status(SSEStatus.UPDATING)
                .sseType(SSEType.KMS)
                .kmsMasterKeyArn(key)
                .build())
        .build();
  }
}
