package dev.brume.dynamodb;

import dev.brume.dynamodb.api.BillingMode;
import dev.brume.dynamodb.api.CreateGlobalSecondaryIndexAction;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.GlobalSecondaryIndex;
import dev.brume.dynamodb.api.GlobalSecondaryIndexUpdate;
import dev.brume.dynamodb.api.ProvisionedThroughput;
import dev.brume.dynamodb.api.UpdateGlobalSecondaryIndexAction;
import dev.brume.dynamodb.api.UpdateTableInput;
import dev.brume.dynamodb.api.VectorIndexUpdate;
import dev.brume.dynamodb.engine.CapacitySettings;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TableSettings;
import dev.brume.dynamodb.engine.Throughput;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Computes a table's changed record for UpdateTable, in AWS's order of checks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html">UpdateTable</a>
 */
final class TableChange {
  private final UpdateTableInput input;
  private final DynamoDbRegion region;
  private final String encryptionKey;

  /**
   * Looks up the requested encryption key; must not be created under the region's lock.
   *
   * @throws dev.brume.core.error.AwsError ValidationException if there is no such key
   */
  TableChange(UpdateTableInput input, DynamoDbRegion region) {
    this.input = input;
    this.region = region;
    encryptionKey =
        input.sseSpecification() == null
            ? null
            : TableCreation.encryptionKey(input.sseSpecification(), region);
  }

  /**
   * Checks everything that does not depend on the table.
   *
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  static void check(UpdateTableInput input) {
    List<GlobalSecondaryIndexUpdate> updates = input.globalSecondaryIndexUpdates();
    boolean anything =
        input.provisionedThroughput() != null
            || input.billingMode() != null
            || input.streamSpecification() != null
            || updates != null && !updates.isEmpty()
            || input.vectorIndexUpdates() != null && !input.vectorIndexUpdates().isEmpty()
            || input.sseSpecification() != null
            || input.tableClass() != null
            || input.deletionProtectionEnabled() != null
            || input.onDemandThroughput() != null
            || input.warmThroughput() != null
            || input.replicaUpdates() != null && !input.replicaUpdates().isEmpty()
            || input.globalTableWitnessUpdates() != null
                && !input.globalTableWitnessUpdates().isEmpty();
    if (!anything) {
      throw Validation.error(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
    }
    if (input.provisionedThroughput() != null) {
      if (BillingMode.PAY_PER_REQUEST.equals(input.billingMode())) {
        CapacityReading.isOnDemand(input.billingMode(), input.provisionedThroughput());
      }
      CapacityReading.checkBounds(input.provisionedThroughput(), "");
    }
    checkUpdates(updates == null ? List.of() : updates);
    VectorIndexReading.checkUpdates(vectorUpdates(input));
  }

  private static List<VectorIndexUpdate> vectorUpdates(UpdateTableInput input) {
    return input.vectorIndexUpdates() == null ? List.of() : input.vectorIndexUpdates();
  }

  private static void checkUpdates(List<GlobalSecondaryIndexUpdate> updates) {
    Set<String> names = new HashSet<>();
    for (GlobalSecondaryIndexUpdate update : updates) {
      String name =
          update.update() != null
              ? update.update().indexName()
              : update.create() != null
                  ? update.create().indexName()
                  : update.delete() != null ? update.delete().indexName() : null;
      if (name == null) {
        throw Validation.parameter(
            "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                + " GlobalSecondaryIndexUpdate.Delete must not be null");
      }
      if (Stream.of(update.update(), update.create(), update.delete())
              .filter(Objects::nonNull)
              .count()
          > 1) { // AWS's words are not known.
        throw Validation.parameter(
            "Only one of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                + " GlobalSecondaryIndexUpdate.Delete can be specified");
      }
      if (!names.add(name)) {
        throw Validation.parameter(
            "Only one global secondary index update per index is allowed simultaneously. Index: "
                + name);
      }
      if (update.update() != null && update.update().provisionedThroughput() != null) {
        CapacityReading.checkBounds(update.update().provisionedThroughput(), " for index " + name);
      }
    }
  }

  /**
   * The changed record.
   *
   * @throws dev.brume.core.error.AwsError ValidationException and others
   */
  TableRecord of(TableRecord table) {
    TableRecord changed = table.withCapacity(capacity(table.capacity()));
    changed = withIndexes(changed);
    return changed.withSettings(settings(changed.settings()));
  }

  // ---------------------------------------------------------------------------- capacity

  private CapacitySettings capacity(CapacitySettings known) {
    long now = region.nowMillis();
    boolean onDemand =
        input.billingMode() == null
            ? known.onDemand()
            : input.billingMode().equals(BillingMode.PAY_PER_REQUEST);
    if (onDemand && input.provisionedThroughput() != null) {
      CapacityReading.isOnDemand(BillingMode.PAY_PER_REQUEST, input.provisionedThroughput());
    }
    if (!onDemand && known.onDemand()) {
      CapacityReading.isOnDemand(BillingMode.PROVISIONED, input.provisionedThroughput());
    }
    CapacityReading.checkLimits(input.onDemandThroughput(), onDemand);
    Throughput throughput =
        onDemand
            ? new Throughput(0, 0, 0, 0, 0)
            : throughput(
                "table",
                "the table",
                known.throughput(),
                input.provisionedThroughput(),
                known.onDemand(),
                now);
    CapacityReading.checkWarm(
        "table",
        input.warmThroughput(),
        CapacityReading.warm(known.warmThroughput(), throughput, onDemand));
    return new CapacitySettings(
        onDemand,
        onDemand && !known.onDemand() ? now : known.onDemandSinceMillis(),
        throughput,
        input.onDemandThroughput() == null
            ? known.onDemandLimits()
            : IndexReading.limits(input.onDemandThroughput()),
        input.warmThroughput() == null
            ? known.warmThroughput()
            : IndexReading.warm(input.warmThroughput()));
  }

  private static Throughput throughput(
      String kind,
      String subject,
      Throughput known,
      ProvisionedThroughput given,
      boolean first,
      long now) {
    if (given == null) {
      return known;
    }
    if (first) {
      return new Throughput(given.readCapacityUnits(), given.writeCapacityUnits(), 0, 0, 0);
    }
    if (given.readCapacityUnits() == known.readUnits()
        && given.writeCapacityUnits() == known.writeUnits()) {
      throw Validation.error(
          "The provisioned throughput for "
              + subject
              + " will not change. The requested value equals the current value. Current"
              + " ReadCapacityUnits provisioned for the "
              + kind
              + ": "
              + known.readUnits()
              + ". Requested ReadCapacityUnits: "
              + given.readCapacityUnits()
              + ". Current WriteCapacityUnits provisioned for the "
              + kind
              + ": "
              + known.writeUnits()
              + ". Requested WriteCapacityUnits: "
              + given.writeCapacityUnits()
              + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to"
              + " request higher limits.");
    }
    return known.changedTo(given.readCapacityUnits(), given.writeCapacityUnits(), now);
  }

  // ----------------------------------------------------------------------------- indexes

  private TableRecord withIndexes(TableRecord table) {
    List<KeyPart> definitions =
        input.attributeDefinitions() == null
            ? table.attributes()
            : merged(
                table.attributes(), KeySchemaReading.definitions(input.attributeDefinitions()));
    List<IndexRecord> indexes = new ArrayList<>(table.indexes());
    if (input.billingMode() != null) {
      indexes.replaceAll(index -> onOtherBilling(index, table.capacity().onDemand()));
    }
    checkOnlineIndexes();
    for (GlobalSecondaryIndexUpdate update : updates()) {
      if (update.create() != null) {
        indexes.add(made(update.create(), definitions, table, indexes));
      } else if (update.delete() != null) {
        IndexRecord deleted = find(indexes, update.delete().indexName());
        indexes.remove(deleted);
      } else {
        IndexRecord known = find(indexes, update.update().indexName());
        indexes.set(
            indexes.indexOf(known), updated(known, update.update(), table.capacity().onDemand()));
      }
    }
    IndexReading.checkProjected(indexes);
    TableRecord changed =
        table.withVectorIndexes(
            new VectorIndexReading(definitions, table.key())
                .changed(
                    table.vectorIndexes(),
                    vectorUpdates(input),
                    table.capacity().onDemand(),
                    indexes));
    if (!changed.vectorIndexes().isEmpty()) {
      VectorIndexReading.checkOnDemand(changed.capacity().onDemand());
    }
    return changed.withIndexes(used(definitions, changed, indexes), List.copyOf(indexes));
  }

  /** Indexes are created and deleted one at a time. */
  private void checkOnlineIndexes() {
    long madeOrDeleted =
        updates().stream().filter(update -> update.update() == null).count()
            + vectorUpdates(input).size();
    if (madeOrDeleted > 1) {
      throw DynamoDbErrors.limitExceededException(
          "Subscriber limit exceeded: Only 1 online index can be created or deleted"
              + " simultaneously per table");
    }
  }

  private List<GlobalSecondaryIndexUpdate> updates() {
    return input.globalSecondaryIndexUpdates() == null
        ? List.of()
        : input.globalSecondaryIndexUpdates();
  }

  private IndexRecord onOtherBilling(IndexRecord index, boolean onDemand) {
    if (!index.global()) {
      return index;
    }
    if (!onDemand && index.throughput().readUnits() == 0 && !isUpdated(index.name())) {
      throw Validation.parameter(
          "ProvisionedThroughput must be specified for index: " + index.name());
    }
    Throughput throughput = onDemand ? Throughput.NONE : index.throughput();
    return index.withCapacity(throughput, index.onDemandLimits(), index.warmThroughput());
  }

  private boolean isUpdated(String name) {
    return updates().stream()
        .anyMatch(update -> update.update() != null && update.update().indexName().equals(name));
  }

  private static List<KeyPart> merged(List<KeyPart> known, List<KeyPart> given) {
    List<KeyPart> merged = new ArrayList<>(known);
    for (KeyPart part : given) {
      for (KeyPart each : known) {
        if (each.name().equals(part.name()) && each.type() != part.type()) {
          throw Validation.parameter(
              "Attribute definition of " + part.name() + " conflicts with the table's definition");
        }
      }
      if (!merged.contains(part)) {
        merged.add(part);
      }
    }
    return merged;
  }

  /** The attribute definitions that keys refer to: those of deleted indexes are removed. */
  private static List<KeyPart> used(
      List<KeyPart> definitions, TableRecord table, List<IndexRecord> indexes) {
    return definitions.stream()
        .filter(
            part ->
                table.key().has(part.name())
                    || indexes.stream().anyMatch(index -> index.key().has(part.name()))
                    || table.vectorIndexes().stream()
                        .anyMatch(index -> index.searchesBy(part.name())))
        .toList();
  }

  private IndexRecord made(
      CreateGlobalSecondaryIndexAction action,
      List<KeyPart> definitions,
      TableRecord table,
      List<IndexRecord> indexes) {
    if (indexes.stream().anyMatch(index -> index.name().equals(action.indexName()))) {
      throw Validation.parameter("Attempting to create an index which already exists");
    }
    if (indexes.stream().filter(IndexRecord::global).count() >= IndexReading.MAX_GLOBAL_INDEXES) {
      throw DynamoDbErrors.limitExceededException(
          "Subscriber limit exceeded: GlobalSecondaryIndex count exceeds the per-table limit of "
              + IndexReading.MAX_GLOBAL_INDEXES);
    }
    IndexReading reading =
        new IndexReading(new KeySchemaReading(definitions), table.capacity().onDemand());
    return reading.global(
        GlobalSecondaryIndex.builder()
            .indexName(action.indexName())
            .keySchema(action.keySchema())
            .projection(action.projection())
            .provisionedThroughput(action.provisionedThroughput())
            .onDemandThroughput(action.onDemandThroughput())
            .warmThroughput(action.warmThroughput())
            .build());
  }

  private static IndexRecord find(List<IndexRecord> indexes, String name) {
    return indexes.stream()
        .filter(index -> index.global() && index.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> DynamoDbErrors.resourceNotFoundException("Requested resource not found"));
  }

  private IndexRecord updated(
      IndexRecord known, UpdateGlobalSecondaryIndexAction action, boolean onDemand) {
    long now = region.nowMillis();
    if (onDemand && action.provisionedThroughput() != null) {
      throw IndexReading.provisionedOnDemand(known.name());
    }
    CapacityReading.checkLimits(action.onDemandThroughput(), onDemand);
    Throughput throughput =
        throughput(
            "index",
            "the index " + known.name(),
            known.throughput(),
            action.provisionedThroughput(),
            known.throughput().readUnits() == 0,
            now);
    CapacityReading.checkWarm(
        "index " + known.name(),
        action.warmThroughput(),
        CapacityReading.warm(known.warmThroughput(), throughput, onDemand));
    return known.withCapacity(
        throughput,
        action.onDemandThroughput() == null
            ? known.onDemandLimits()
            : IndexReading.limits(action.onDemandThroughput()),
        action.warmThroughput() == null
            ? known.warmThroughput()
            : IndexReading.warm(action.warmThroughput()));
  }

  // ---------------------------------------------------------------------------- settings

  private TableSettings settings(TableSettings known) {
    long now = region.nowMillis();
    TableSettings.Builder changed = known.toBuilder();
    if (input.tableClass() != null) {
      changed.tableClass(input.tableClass(), now);
    }
    if (input.deletionProtectionEnabled() != null) {
      changed.deletionProtection(input.deletionProtectionEnabled());
    }
    if (input.sseSpecification() != null) {
      changed.encryptionKey(encryptionKey(known));
    }
    if (input.streamSpecification() != null) {
      changeStream(changed, known);
    }
    return changed.build();
  }

  /** Enabling encryption again without a key keeps the key. */
  private String encryptionKey(TableSettings known) {
    boolean same =
        known.encryptionKeyArn() != null
            && Boolean.TRUE.equals(input.sseSpecification().enabled())
            && input.sseSpecification().kmsMasterKeyId() == null;
    return same ? known.encryptionKeyArn() : encryptionKey;
  }

  private void changeStream(TableSettings.Builder changed, TableSettings known) {
    String view = TableCreation.streamView(input.streamSpecification());
    if (view != null && known.streamView() != null) {
      throw Validation.error("Table already has an enabled stream: TableName: " + name());
    }
    if (view == null && known.streamView() == null) {
      throw Validation.error("Table has no stream to disable: TableName: " + name());
    }
    changed.stream(view, view == null ? known.streamLabel() : region.streams().newLabel(name()));
  }

  private String name() {
    return input.tableName();
  }
}
