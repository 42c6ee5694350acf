package dev.brume.dynamodb;

import dev.brume.core.auth.Regions;
import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Scope;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.ReplicationGroupUpdate;
import dev.brume.dynamodb.api.StreamViewType;
import dev.brume.dynamodb.api.UpdateTableInput;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.ReplicaOverrides;
import dev.brume.dynamodb.engine.ReplicaWrite;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TableSettings;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The replicas of global tables (version 2019.11.21) with eventual consistency. Each replica knows
 * the regions of the others and sends its writes to them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html">Global
 *     tables: multi-active, multi-Region replication</a>
 */
final class TableReplicas {
  private static final Regions STANDARD = new Regions(false);

  private final TableFinder tables;

  TableReplicas(TableFinder tables) {
    this.tables = tables;
  }

  /**
   * Checks the replica updates of UpdateTable.
   *
   * @throws AwsError ValidationException
   */
  void check(TableFinder.TableLocation place, UpdateTableInput input) {
    List<ReplicationGroupUpdate> updates = updates(input);
    List<String> known = place.describedTable().record().settings().replicas();
    for (ReplicationGroupUpdate update : updates) {
      String region = region(update);
      if (region.equals(place.region().scope().region())) {
        throw Validation.error(
            "Cannot add, delete, or update the local region through ReplicaUpdates. Use"
                + " CreateTable, DeleteTable, or UpdateTable as required.");
      }
      if (update.create() == null && !known.contains(region)) {
        throw Validation.error(
            "Replica specified in the Replica Update or Replica Delete action of the request was"
                + " not found.");
      }
      if (update.create() != null) {
        if (place.region().transfers().isPutInBulk(place.name())) {
          // "You cannot add a replica to a table that has a bulk put items operation in progress."
          throw DynamoDbErrors.resourceInUseException(
              "A bulk operation is in progress on the table: " + place.name());
        }
        if (!isRegion(region)) { // AWS's words for this are not known.
          throw Validation.error("There is no region '" + region + "' for a replica");
        }
        if (known.contains(region) || at(place, region).find(place.name()) != null) {
          throw Validation.error(
              "Failed to create a the new replica of table with name: '"
                  + place.name()
                  + "' because one or more replicas already existed as tables.");
        }
      }
      ReplicaSettings.check(place.describedTable().record(), update, input);
    }
  }

  /** The replica updates of a request; may be empty. */
  static List<ReplicationGroupUpdate> updates(UpdateTableInput input) {
    return input.replicaUpdates() == null ? List.of() : input.replicaUpdates();
  }

  /** Whether the name is a valid region. */
  static boolean isRegion(String name) {
    return STANDARD.isStandard(name);
  }

  private static String region(ReplicationGroupUpdate update) {
    if (update.create() != null) {
      return update.create().regionName();
    }
    if (update.delete() != null) {
      return update.delete().regionName();
    }
    if (update.update() != null) {
      return update.update().regionName();
    }
    UnbuiltParameters.refuse("ReplicaUpdates.Disassociate", update.disassociate());
    // AWS's error text is not known.
    throw Validation.error("One of Create, Update or Delete must be specified in ReplicaUpdates");
  }

  private DynamoDbRegion at(TableFinder.TableLocation place, String region) {
    return tables.region(new Scope(place.region().scope().account(), region));
  }

  /** Creates and deletes replicas. */
  void update(TableFinder.TableLocation place, List<ReplicationGroupUpdate> updates) {
    for (ReplicationGroupUpdate update : updates) {
      if (update.create() != null) {
        create(place, update.create().regionName());
      } else if (update.delete() != null) {
        String region = update.delete().regionName();
        at(place, region).delete(place.name());
        forget(place, region);
      }
    }
  }

  /** New writes are replicated from now on; existing items are copied afterwards. */
  private void create(TableFinder.TableLocation place, String region) {
    List<String> others = place.describedTable().record().settings().replicas();
    String home = place.region().scope().region();
    ItemTable source =
        place.region().change(place.name(), table -> replicated(place.region(), table, region));
    for (String other : others) {
      DynamoDbRegion there = at(place, other);
      there.change(place.name(), table -> replicated(there, table, region));
    }
    List<String> all = new ArrayList<>(others);
    all.add(home);
    DynamoDbRegion target = at(place, region);
    TableRecord known = source.record();
    TableSettings settings =
        known.settings().toBuilder().stream(
                known.settings().streamView(), target.streams().newLabel(known.name()))
            .replicas(List.copyOf(all))
            .encryptionKey(ReplicaSettings.keyOfReplica(known, target))
            .destinations(List.of())
            .policy(null)
            .build();
    TableRecord record =
        new TableRecord(
            known.name(),
            target.surroundings().ids().uuid(),
            target.nowMillis(),
            known.attributes(),
            known.key(),
            known.indexes(),
            known.vectorIndexes(),
            known.capacity(),
            settings);
    target.copy(record, source);
  }

  /** A replicated table has a stream: "DynamoDB Streams is enabled on each replica." */
  private static TableRecord replicated(DynamoDbRegion region, TableRecord table, String other) {
    List<String> replicas = new ArrayList<>(table.settings().replicas());
    replicas.add(other);
    TableSettings.Builder settings = table.settings().toBuilder().replicas(List.copyOf(replicas));
    if (table.settings().streamView() == null) {
      settings.stream(StreamViewType.NEW_AND_OLD_IMAGES, region.streams().newLabel(table.name()));
    }
    return table.withSettings(settings.build());
  }

  /** Removes {@code region}, whose table was deleted, from the other replicas. */
  void forget(TableFinder.TableLocation place, String region) {
    List<String> regions = new ArrayList<>(List.of(place.region().scope().region()));
    ItemTable own = place.region().find(place.name());
    if (own != null) {
      regions.addAll(own.record().settings().replicas());
    }
    regions.forEach(each -> forget(at(place, each), place.name(), region));
  }

  /** Separates the replicas of a deleted table. */
  void forgetDeleted(TableFinder.TableLocation place, TableRecord deleted) {
    for (String other : deleted.settings().replicas()) {
      forget(at(place, other), deleted.name(), place.region().scope().region());
    }
  }

  private static void forget(DynamoDbRegion at, String tableName, String region) {
    if (at.find(tableName) == null) {
      return;
    }
    at.change(
        tableName,
        table -> {
          List<String> left = new ArrayList<>(table.settings().replicas());
          left.remove(region);
          List<ReplicaOverrides> overrides = new ArrayList<>(table.settings().overrides());
          overrides.removeIf(each -> left.isEmpty() || each.region().equals(region));
          return table.withSettings(
              table.settings().toBuilder()
                  .replicas(List.copyOf(left))
                  .overrides(List.copyOf(overrides))
                  .build());
        });
  }

  /** A replica follows a write, at once. */
  void follow(ReplicaWrite write) {
    ItemTable table =
        tables.region(new Scope(write.account(), write.region())).find(write.tableName());
    if (table != null) {
      table.replicate(write.key(), write.item());
    }
  }

  /** A replica follows a write. */
  CompletionStage<TaskOutcome> replicate(Task<ReplicaWrite> task) {
    follow(task.payload());
    return CompletableFuture.completedFuture(TaskOutcome.DONE);
  }
}
