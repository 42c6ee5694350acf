package dev.brume.dynamodb;

import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.BillingMode;
import dev.brume.dynamodb.api.CreateReplicationGroupMemberAction;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.ReplicaGlobalSecondaryIndex;
import dev.brume.dynamodb.api.ReplicationGroupUpdate;
import dev.brume.dynamodb.api.SSESpecification;
import dev.brume.dynamodb.api.UpdateReplicationGroupMemberAction;
import dev.brume.dynamodb.api.UpdateTableInput;
import dev.brume.dynamodb.engine.CapacitySettings;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.ReplicaOverrides;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TableSettings;
import dev.brume.dynamodb.engine.Throughput;
import dev.brume.dynamodb.engine.UnitPair;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a global table's replicas: those that are the same in all regions, and those that
 * a region may have for itself. Always the same are the capacity mode, the capacity for writes, the
 * definitions of global indexes, the kind of encryption, and time to live; the same unless a region
 * has its own are the capacity for reads and the table class; each region has its own protection,
 * recovery, stream, tags, policy and the like.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html#V2globaltables_HowItWorks.setting-synchronization">Settings
 *     in global tables</a>
 */
final class ReplicaSettings {
  private final TableFinder tables;

  ReplicaSettings(TableFinder tables) {
    this.tables = tables;
  }

  /** What an action says of the region's own settings. */
  private record Wanted(
      String region,
      Long readUnits,
      Long maxReadUnits,
      String tableClass,
      String encryptionKey,
      List<ReplicaGlobalSecondaryIndex> indexes) {

    boolean isEmpty() {
      return readUnits == null
          && maxReadUnits == null
          && tableClass == null
          && encryptionKey == null
          && indexes.isEmpty();
    }
  }

  /** Null for an action that has no such settings. */
  private static Wanted wanted(ReplicationGroupUpdate update) {
    if (update.create() != null) {
      CreateReplicationGroupMemberAction create = update.create();
      return new Wanted(
          create.regionName(),
          create.provisionedThroughputOverride() == null
              ? null
              : create.provisionedThroughputOverride().readCapacityUnits(),
          create.onDemandThroughputOverride() == null
              ? null
              : create.onDemandThroughputOverride().maxReadRequestUnits(),
          create.tableClassOverride(),
          create.kmsMasterKeyId(),
          create.globalSecondaryIndexes() == null ? List.of() : create.globalSecondaryIndexes());
    }
    if (update.update() != null) {
      UpdateReplicationGroupMemberAction changed = update.update();
      return new Wanted(
          changed.regionName(),
          changed.provisionedThroughputOverride() == null
              ? null
              : changed.provisionedThroughputOverride().readCapacityUnits(),
          changed.onDemandThroughputOverride() == null
              ? null
              : changed.onDemandThroughputOverride().maxReadRequestUnits(),
          changed.tableClassOverride(),
          changed.kmsMasterKeyId(),
          changed.globalSecondaryIndexes() == null ? List.of() : changed.globalSecondaryIndexes());
    }
    return null;
  }

  /**
   * Checks what an update says of a region's own settings. AWS's words are not known.
   *
   * @throws dev.brume.core.error.AwsError ValidationException or ResourceNotFoundException
   */
  static void check(TableRecord table, ReplicationGroupUpdate update, UpdateTableInput input) {
    Wanted wanted = wanted(update);
    if (wanted == null) {
      return;
    }
    if (update.update() != null && wanted.isEmpty()) {
      throw Validation.error(
          "At least one of KMSMasterKeyId, ProvisionedThroughputOverride,"
              + " OnDemandThroughputOverride, GlobalSecondaryIndexes or TableClassOverride is"
              + " required to update a replica");
    }
    boolean onDemand =
        input.billingMode() == null
            ? table.capacity().onDemand()
            : BillingMode.PAY_PER_REQUEST.equals(input.billingMode());
    checkMode(onDemand, wanted.readUnits, wanted.maxReadUnits);
    for (ReplicaGlobalSecondaryIndex index : wanted.indexes) {
      IndexRecord known = table.index(index.indexName());
      if (known == null || !known.global()) {
        throw DynamoDbErrors.resourceNotFoundException("Requested resource not found");
      }
      checkMode(onDemand, readUnits(index), maxReadUnits(index));
    }
  }

  private static void checkMode(boolean onDemand, Long readUnits, Long maxReadUnits) {
    if (onDemand && readUnits != null) {
      throw Validation.parameter(
          "ProvisionedThroughputOverride cannot be specified when BillingMode is PAY_PER_REQUEST");
    }
    if (!onDemand && maxReadUnits != null) {
      throw Validation.parameter(
          "OnDemandThroughputOverride cannot be specified when BillingMode is PROVISIONED");
    }
  }

  private static Long readUnits(ReplicaGlobalSecondaryIndex index) {
    return index.provisionedThroughputOverride() == null
        ? null
        : index.provisionedThroughputOverride().readCapacityUnits();
  }

  private static Long maxReadUnits(ReplicaGlobalSecondaryIndex index) {
    return index.onDemandThroughputOverride() == null
        ? null
        : index.onDemandThroughputOverride().maxReadRequestUnits();
  }

  // ------------------------------------------------------------------- a region's own settings

  /** Gives regions the settings that the updates say are their own. */
  void override(TableFinder.TableLocation place, List<ReplicationGroupUpdate> updates) {
    for (ReplicationGroupUpdate update : updates) {
      Wanted wanted = wanted(update);
      if (wanted != null && !wanted.isEmpty()) {
        override(place, wanted);
      }
    }
  }

  private void override(TableFinder.TableLocation place, Wanted wanted) {
    DynamoDbRegion target = at(place, wanted.region);
    String key =
        wanted.encryptionKey == null
            ? null
            : TableCreation.encryptionKey(encryption(wanted.encryptionKey), target);
    for (DynamoDbRegion member : members(place)) {
      member.change(place.name(), table -> with(table, wanted));
    }
    target.change(
        place.name(),
        table -> {
          TableRecord own = applied(table, wanted.region, target.nowMillis());
          return key == null
              ? own
              : own.withSettings(own.settings().toBuilder().encryptionKey(key).build());
        });
  }

  private static SSESpecification encryption(String key) {
    return SSESpecification.builder().enabled(true).kmsMasterKeyId(key).build();
  }

  private static TableRecord with(TableRecord table, Wanted wanted) {
    ReplicaOverrides known = table.settings().overridesOf(wanted.region);
    ReplicaOverrides changed =
        known
            .withReadUnits(wanted.readUnits == null ? known.readUnits() : wanted.readUnits)
            .withMaxReadUnits(
                wanted.maxReadUnits == null ? known.maxReadUnits() : wanted.maxReadUnits)
            .withTableClass(wanted.tableClass == null ? known.tableClass() : wanted.tableClass)
            .withEncryptionKey(
                wanted.encryptionKey == null ? known.encryptionKey() : wanted.encryptionKey);
    List<ReplicaOverrides.OfIndex> indexes = new ArrayList<>(known.indexes());
    for (ReplicaGlobalSecondaryIndex index : wanted.indexes) {
      ReplicaOverrides.OfIndex old = known.ofIndex(index.indexName());
      indexes.remove(old);
      Long reads = readUnits(index);
      Long most = maxReadUnits(index);
      indexes.add(
          new ReplicaOverrides.OfIndex(
              index.indexName(),
              reads == null && old != null ? old.readUnits() : reads,
              most == null && old != null ? old.maxReadUnits() : most));
    }
    return with(table, changed.withIndexes(indexes));
  }

  private static TableRecord with(TableRecord table, ReplicaOverrides changed) {
    List<ReplicaOverrides> all = new ArrayList<>(table.settings().overrides());
    all.removeIf(each -> each.region().equals(changed.region()));
    all.add(changed);
    return table.withSettings(table.settings().toBuilder().overrides(List.copyOf(all)).build());
  }

  /** The table as it is in a region. */
  private static TableRecord applied(TableRecord table, String region, long now) {
    ReplicaOverrides own = table.settings().overridesOf(region);
    CapacitySettings capacity = table.capacity();
    boolean onDemand = capacity.onDemand();
    TableRecord changed =
        table.withCapacity(
            new CapacitySettings(
                onDemand,
                capacity.onDemandSinceMillis(),
                reads(capacity.throughput(), onDemand, own.readUnits(), now),
                limits(capacity.onDemandLimits(), own.maxReadUnits()),
                capacity.warmThroughput()));
    List<IndexRecord> indexes = new ArrayList<>(table.indexes());
    indexes.replaceAll(
        index -> {
          ReplicaOverrides.OfIndex ofIndex = own.ofIndex(index.name());
          return ofIndex == null
              ? index
              : index.withCapacity(
                  reads(index.throughput(), onDemand, ofIndex.readUnits(), now),
                  limits(index.onDemandLimits(), ofIndex.maxReadUnits()),
                  index.warmThroughput());
        });
    changed = changed.withIndexes(changed.attributes(), List.copyOf(indexes));
    String tableClass = own.tableClass();
    return tableClass == null || tableClass.equals(table.settings().tableClass())
        ? changed
        : changed.withSettings(changed.settings().toBuilder().tableClass(tableClass, now).build());
  }

  private static Throughput reads(Throughput known, boolean onDemand, Long readUnits, long now) {
    return onDemand || readUnits == null || readUnits == known.readUnits()
        ? known
        : known.changedTo(readUnits, known.writeUnits(), now);
  }

  private static UnitPair limits(UnitPair known, Long maxReadUnits) {
    return maxReadUnits == null
        ? known
        : new UnitPair(maxReadUnits, known == null ? null : known.write());
  }

  // ------------------------------------------------------------------- the settings of all

  /** Changes the other replicas as {@code input} has changed the one in {@code place}. */
  void follow(TableFinder.TableLocation place, UpdateTableInput input) {
    if (!concernsAll(input)) {
      return;
    }
    keepOwnReads(place, input);
    TableRecord changed = place.describedTable().record();
    for (DynamoDbRegion other : others(place)) {
      String key = sharedKey(input, other);
      other.change(
          place.name(),
          table -> {
            TableRecord same = same(table, changed, input, other.nowMillis());
            if (input.sseSpecification() != null && isShared(input.sseSpecification())) {
              same = same.withSettings(same.settings().toBuilder().encryptionKey(key).build());
            }
            return applied(same, other.scope().region(), other.nowMillis());
          });
    }
  }

  private static boolean concernsAll(UpdateTableInput input) {
    return input.billingMode() != null
        || input.provisionedThroughput() != null
        || input.onDemandThroughput() != null
        || input.warmThroughput() != null
        || input.globalSecondaryIndexUpdates() != null
        || input.vectorIndexUpdates() != null
        || input.tableClass() != null
        || input.sseSpecification() != null;
  }

  /** Whoever changes the reads of a table in a region that has its own changes these, too. */
  private void keepOwnReads(TableFinder.TableLocation place, UpdateTableInput input) {
    String region = place.region().scope().region();
    ReplicaOverrides own = place.describedTable().record().settings().overridesOf(region);
    if (own.readUnits() != null && input.provisionedThroughput() != null) {
      Long reads = input.provisionedThroughput().readCapacityUnits();
      for (DynamoDbRegion member : members(place)) {
        member.change(place.name(), table -> with(table, own.withReadUnits(reads)));
      }
    }
  }

  /** A key of one region encrypts there alone. */
  private static boolean isShared(SSESpecification encryption) {
    return encryption.kmsMasterKeyId() == null;
  }

  private static String sharedKey(UpdateTableInput input, DynamoDbRegion region) {
    return input.sseSpecification() == null || !isShared(input.sseSpecification())
        ? null
        : TableCreation.encryptionKey(input.sseSpecification(), region);
  }

  private static TableRecord same(
      TableRecord table, TableRecord changed, UpdateTableInput input, long now) {
    List<IndexRecord> indexes = new ArrayList<>();
    table.indexes().stream().filter(index -> !index.global()).forEach(indexes::add);
    changed.indexes().stream()
        .filter(IndexRecord::global)
        .forEach(index -> indexes.add(same(table.index(index.name()), index, input)));
    TableRecord same =
        table
            .withCapacity(same(table.capacity(), changed.capacity(), input))
            .withVectorIndexes(changed.vectorIndexes())
            .withIndexes(changed.attributes(), List.copyOf(indexes));
    TableSettings.Builder settings = same.settings().toBuilder();
    if (input.tableClass() != null) {
      settings.tableClass(input.tableClass(), now);
    }
    return same.withSettings(settings.build());
  }

  private static CapacitySettings same(
      CapacitySettings known, CapacitySettings changed, UpdateTableInput input) {
    boolean provisioned = input.billingMode() != null || input.provisionedThroughput() != null;
    return new CapacitySettings(
        changed.onDemand(),
        changed.onDemandSinceMillis(),
        provisioned ? changed.throughput() : known.throughput(),
        input.onDemandThroughput() == null ? known.onDemandLimits() : changed.onDemandLimits(),
        input.warmThroughput() == null ? known.warmThroughput() : changed.warmThroughput());
  }

  private static IndexRecord same(IndexRecord known, IndexRecord changed, UpdateTableInput input) {
    boolean updated =
        input.globalSecondaryIndexUpdates() != null
            && input.globalSecondaryIndexUpdates().stream()
                .anyMatch(
                    update ->
                        update.update() != null
                            && update.update().indexName().equals(changed.name()));
    return known == null || updated || input.billingMode() != null ? changed : known;
  }

  /** The other replicas expire items as the one in {@code place} does. */
  void followTimeToLive(TableFinder.TableLocation place) {
    TableRecord changed = place.describedTable().record();
    for (DynamoDbRegion other : others(place)) {
      other.change(
          place.name(),
          table ->
              table.withSettings(
                  table.settings().toBuilder()
                      .timeToLive(changed.settings().timeToLive())
                      .build()));
    }
  }

  /** Replicas of version 2017.11.29 have settings of their own. */
  private List<DynamoDbRegion> others(TableFinder.TableLocation place) {
    TableSettings settings = place.describedTable().record().settings();
    return settings.legacyGlobal() == null
        ? settings.replicas().stream().map(region -> at(place, region)).toList()
        : List.of();
  }

  private List<DynamoDbRegion> members(TableFinder.TableLocation place) {
    List<DynamoDbRegion> members = new ArrayList<>(others(place));
    members.add(place.region());
    return members;
  }

  private DynamoDbRegion at(TableFinder.TableLocation place, String region) {
    return tables.region(new Scope(place.region().scope().account(), region));
  }

  /**
   * The key of a new replica: the default one of its region if the table is encrypted with a KMS
   * key; null for DynamoDB's own.
   */
  static String keyOfReplica(TableRecord table, DynamoDbRegion region) {
    return table.settings().encryptionKeyArn() == null
        ? null
        : TableCreation.encryptionKey(SSESpecification.builder().enabled(true).build(), region);
  }
}
