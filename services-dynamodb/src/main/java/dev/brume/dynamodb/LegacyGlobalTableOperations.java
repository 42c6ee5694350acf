package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.CreateGlobalTableInput;
import dev.brume.dynamodb.api.CreateGlobalTableOutput;
import dev.brume.dynamodb.api.DescribeGlobalTableInput;
import dev.brume.dynamodb.api.DescribeGlobalTableOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.GlobalTable;
import dev.brume.dynamodb.api.GlobalTableDescription;
import dev.brume.dynamodb.api.GlobalTableStatus;
import dev.brume.dynamodb.api.ListGlobalTablesInput;
import dev.brume.dynamodb.api.ListGlobalTablesOutput;
import dev.brume.dynamodb.api.Replica;
import dev.brume.dynamodb.api.ReplicaDescription;
import dev.brume.dynamodb.api.ReplicaStatus;
import dev.brume.dynamodb.api.ReplicaUpdate;
import dev.brume.dynamodb.api.StreamViewType;
import dev.brume.dynamodb.api.UpdateGlobalTableInput;
import dev.brume.dynamodb.api.UpdateGlobalTableOutput;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.LegacyGlobalTable;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.item.Validation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Global tables of version 2017.11.29: tables of the same name in several regions, created there
 * one by one. Error texts that AWS does not document are the emulator's own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateGlobalTable.html">CreateGlobalTable</a>
 */
final class LegacyGlobalTableOperations {
  private static final int DEFAULT_LIMIT = 100;

  private final TableFinder tables;

  LegacyGlobalTableOperations(TableFinder tables) {
    this.tables = tables;
  }

  /**
   * A global table.
   *
   * @param account the owning account
   * @param name its name
   * @param regions the regions of its replicas
   * @param createdMillis when it was created
   */
  record Group(String account, String name, List<String> regions, long createdMillis) {}

  CreateGlobalTableOutput createGlobalTable(RequestContext context, CreateGlobalTableInput input) {
    Scope scope = context.scope();
    Set<String> regions = new LinkedHashSet<>();
    for (Replica replica : input.replicationGroup()) {
      if (replica.regionName() == null || !regions.add(replica.regionName())) {
        throw Validation.error("ReplicationGroup must name every Region once");
      }
    }
    if (regions.isEmpty()) {
      throw Validation.error("ReplicationGroup must not be empty");
    }
    for (String region : regions) {
      ItemTable table = table(scope.account(), region, input.globalTableName());
      if (table.record().settings().legacyGlobal() != null
          || !table.record().settings().replicas().isEmpty()) {
        throw DynamoDbErrors.globalTableAlreadyExistsException(
            "Global table with name: '" + input.globalTableName() + "' already exists.");
      }
    }
    Group group =
        new Group(
            scope.account(),
            input.globalTableName(),
            List.copyOf(regions),
            tables.region(scope).nowMillis());
    check(group);
    set(group);
    return CreateGlobalTableOutput.builder()
        .globalTableDescription(described(group, scope, GlobalTableStatus.CREATING))
        .build();
  }

  private DynamoDbRegion at(String account, String region) {
    return tables.region(new Scope(account, region));
  }

  private ItemTable table(String account, String region, String name) {
    ItemTable table = TableReplicas.isRegion(region) ? at(account, region).find(name) : null;
    if (table == null) {
      throw DynamoDbErrors.tableNotFoundException(
          "Table not found: " + name + " in region " + region);
    }
    return table;
  }

  /** "All replicas must be empty, have the same key schema and a stream of both images." */
  private void check(Group group) {
    TableRecord first = null;
    for (String region : group.regions()) {
      ItemTable table = table(group.account(), region, group.name());
      TableRecord record = table.record();
      if (!StreamViewType.NEW_AND_OLD_IMAGES.equals(record.settings().streamView())) {
        throw Validation.parameter(
            "The replica in " + region + " must have a stream of NEW_AND_OLD_IMAGES");
      }
      if (first != null && !first.key().equals(record.key())) {
        throw Validation.parameter("All replicas must have the same key schema");
      }
      boolean known = record.settings().legacyGlobal() != null;
      if (!known && table.counts(null).items() > 0) {
        throw Validation.parameter("The replica in " + region + " must be empty");
      }
      first = record;
    }
  }

  /** Sets the other replicas in every replica. */
  private void set(Group group) {
    for (String region : group.regions()) {
      List<String> others = new ArrayList<>(group.regions());
      others.remove(region);
      change(group, region, others, new LegacyGlobalTable(group.createdMillis()));
    }
  }

  private void change(Group group, String region, List<String> others, LegacyGlobalTable legacy) {
    at(group.account(), region)
        .change(
            group.name(),
            table ->
                table.withSettings(
                    table.settings().toBuilder()
                        .replicas(List.copyOf(others))
                        .legacyGlobal(legacy)
                        .build()));
  }

  /**
   * The global table with that name.
   *
   * @throws AwsError GlobalTableNotFoundException
   */
  Group find(Scope scope, String name) {
    ItemTable table = tables.region(scope).find(name);
    if (table == null || table.record().settings().legacyGlobal() == null) {
      throw DynamoDbErrors.globalTableNotFoundException(
          "Global table not found: Global table with name: '" + name + "' does not exist.");
    }
    return group(scope, table.record());
  }

  private static Group group(Scope scope, TableRecord table) {
    List<String> regions = new ArrayList<>();
    regions.add(scope.region());
    regions.addAll(table.settings().replicas());
    return new Group(
        scope.account(),
        table.name(),
        List.copyOf(regions),
        table.settings().legacyGlobal().createdMillis());
  }

  private static GlobalTableDescription described(Group group, Scope scope, String status) {
    boolean active = status.equals(GlobalTableStatus.ACTIVE);
    return GlobalTableDescription.builder()
        .replicationGroup(
            group.regions().stream()
                .map(
                    region ->
                        ReplicaDescription.builder()
                            .regionName(region)
                            .replicaStatus(active ? ReplicaStatus.ACTIVE : ReplicaStatus.CREATING)
                            .build())
                .toList())
        .globalTableArn(
            scope.globalArn(TableFinder.SERVICE, "global-table/" + group.name()).toString())
        .creationDateTime(Instant.ofEpochMilli(group.createdMillis()))
        .globalTableStatus(status)
        .globalTableName(group.name())
        .build();
  }

  DescribeGlobalTableOutput describeGlobalTable(
      RequestContext context, DescribeGlobalTableInput input) {
    Group group = find(context.scope(), input.globalTableName());
    return DescribeGlobalTableOutput.builder()
        .globalTableDescription(described(group, context.scope(), GlobalTableStatus.ACTIVE))
        .build();
  }

  ListGlobalTablesOutput listGlobalTables(RequestContext context, ListGlobalTablesInput input) {
    int limit = input.limit() == null ? DEFAULT_LIMIT : input.limit();
    String after = input.exclusiveStartGlobalTableName();
    List<Group> found =
        tables.region(context).all().stream()
            .filter(table -> table.record().settings().legacyGlobal() != null)
            .map(table -> group(context.scope(), table.record()))
            .filter(
                group -> input.regionName() == null || group.regions().contains(input.regionName()))
            .filter(group -> after == null || group.name().compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<Group> page = more ? found.subList(0, limit) : found;
    return ListGlobalTablesOutput.builder()
        .globalTables(
            page.stream()
                .map(
                    group ->
                        GlobalTable.builder()
                            .globalTableName(group.name())
                            .replicationGroup(
                                group.regions().stream()
                                    .map(region -> Replica.builder().regionName(region).build())
                                    .toList())
                            .build())
                .toList())
        .lastEvaluatedGlobalTableName(more ? page.getLast().name() : null)
        .build();
  }

  UpdateGlobalTableOutput updateGlobalTable(RequestContext context, UpdateGlobalTableInput input) {
    Group group = find(context.scope(), input.globalTableName());
    List<String> regions = new ArrayList<>(group.regions());
    List<String> gone = new ArrayList<>();
    for (ReplicaUpdate update : input.replicaUpdates()) {
      if (update.create() != null) {
        String region = update.create().regionName();
        if (regions.contains(region)) {
          throw DynamoDbErrors.replicaAlreadyExistsException(
              "A replica of the global table already exists in region " + region);
        }
        table(group.account(), region, group.name());
        regions.add(region);
      } else if (update.delete() != null) {
        String region = update.delete().regionName();
        if (!regions.remove(region)) {
          throw DynamoDbErrors.replicaNotFoundException(
              "There is no replica of the global table in region " + region);
        }
        gone.add(region);
      } else {
        throw Validation.error("One of Create or Delete must be specified in ReplicaUpdates");
      }
    }
    Group changed =
        new Group(group.account(), group.name(), List.copyOf(regions), group.createdMillis());
    check(changed);
    gone.forEach(region -> change(group, region, List.of(), null));
    set(changed);
    return UpdateGlobalTableOutput.builder()
        .globalTableDescription(described(changed, context.scope(), GlobalTableStatus.UPDATING))
        .build();
  }
}
