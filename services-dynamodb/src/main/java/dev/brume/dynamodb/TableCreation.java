package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.EncryptionKeys;
import dev.brume.dynamodb.api.CreateTableInput;
import dev.brume.dynamodb.api.ProvisionedThroughput;
import dev.brume.dynamodb.api.SSESpecification;
import dev.brume.dynamodb.api.SSEType;
import dev.brume.dynamodb.api.StreamSpecification;
import dev.brume.dynamodb.engine.AttachedPolicy;
import dev.brume.dynamodb.engine.CapacitySettings;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.KeyDefinition;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TableSettings;
import dev.brume.dynamodb.engine.Throughput;
import dev.brume.dynamodb.engine.VectorIndexRecord;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Creates a new table's record from a request, in AWS's order of checks. */
final class TableCreation {
  /** The AWS managed key, used if an SSESpecification names none. */
  private static final String MANAGED_KEY = "alias/aws/dynamodb";

  private TableCreation() {}

  /**
   * The record.
   *
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  static TableRecord record(CreateTableInput input, DynamoDbRegion region) {
    boolean onDemand =
        CapacityReading.isOnDemand(input.billingMode(), input.provisionedThroughput());
    if (input.keySchema() == null) {
      throw Validation.error(
          "1 validation error detected: Value null at 'keySchema' failed to satisfy constraint:"
              + " Member must not be null");
    }
    List<KeyPart> definitions = KeySchemaReading.definitions(input.attributeDefinitions());
    KeySchemaReading keys = new KeySchemaReading(definitions);
    KeyDefinition key = keys.simple(input.keySchema());
    boolean indexed =
        input.localSecondaryIndexes() != null
            || input.globalSecondaryIndexes() != null
            || input.vectorIndexes() != null;
    if (!indexed && definitions.size() != input.keySchema().size()) {
      throw Validation.parameter(
          "Number of attributes in KeySchema does not exactly match number of attributes defined in"
              + " AttributeDefinitions");
    }
    IndexReading reading = new IndexReading(keys, onDemand);
    List<IndexRecord> indexes = new ArrayList<>();
    indexes.addAll(reading.local(input.localSecondaryIndexes(), key));
    indexes.addAll(reading.global(input.globalSecondaryIndexes()));
    IndexReading.checkProjected(indexes);
    List<VectorIndexRecord> vectorIndexes =
        new VectorIndexReading(definitions, key).all(input.vectorIndexes(), onDemand, indexes);
    checkAllUsed(definitions, key, indexes, vectorIndexes);
    long now = region.nowMillis();
    TableSettings settings = settings(input, region);
    return new TableRecord(
        input.tableName(),
        region.surroundings().ids().uuid(),
        now,
        definitions,
        key,
        List.copyOf(indexes),
        vectorIndexes,
        capacity(input, onDemand, now),
        settings);
  }

  /** Refuses defined attributes that no key uses. */
  static void checkAllUsed(
      List<KeyPart> definitions,
      KeyDefinition key,
      List<IndexRecord> indexes,
      List<VectorIndexRecord> vectorIndexes) {
    Set<String> used = new LinkedHashSet<>(key.names());
    indexes.forEach(index -> used.addAll(index.key().names()));
    vectorIndexes.forEach(
        index -> index.schema().forEach(attribute -> used.add(attribute.part().name())));
    List<String> defined = definitions.stream().map(KeyPart::name).toList();
    if (!used.containsAll(defined)) {
      throw Validation.parameter(
          "Some AttributeDefinitions are not used. AttributeDefinitions: "
              + defined
              + ", keys used: "
              + used);
    }
  }

  private static CapacitySettings capacity(CreateTableInput input, boolean onDemand, long now) {
    ProvisionedThroughput given = input.provisionedThroughput();
    Throughput throughput =
        onDemand
            ? Throughput.NONE
            : new Throughput(given.readCapacityUnits(), given.writeCapacityUnits(), 0, 0, 0);
    CapacityReading.checkLimits(input.onDemandThroughput(), onDemand);
    CapacityReading.checkWarm(
        "table", input.warmThroughput(), CapacityReading.warm(null, throughput, onDemand));
    return new CapacitySettings(
        onDemand,
        onDemand ? now : 0,
        throughput,
        IndexReading.limits(input.onDemandThroughput()),
        IndexReading.warm(input.warmThroughput()));
  }

  private static TableSettings settings(CreateTableInput input, DynamoDbRegion region) {
    String view = streamView(input.streamSpecification());
    return TableSettings.builder()
        .tableClass(input.tableClass(), 0)
        .deletionProtection(Boolean.TRUE.equals(input.deletionProtectionEnabled()))
        .encryptionKey(encryptionKey(input.sseSpecification(), region))
        .stream(view, view == null ? null : region.streams().newLabel(input.tableName()))
        .policy(policy(input.resourcePolicy(), region))
        .tags(TableTagOperations.tags(input.tags()))
        .build();
  }

  private static AttachedPolicy policy(String text, DynamoDbRegion region) {
    if (text == null) {
      return null;
    }
    ResourcePolicyOperations.check(text);
    return ResourcePolicyOperations.attached(text, null, region.nowMillis());
  }

  /** The stream view type that a StreamSpecification enables; null if none. */
  static String streamView(StreamSpecification given) {
    if (given == null || !given.streamEnabled()) {
      if (given != null && given.streamViewType() != null) {
        throw Validation.parameter(
            "StreamViewType cannot be specified when StreamEnabled is false");
      }
      return null;
    }
    if (given.streamViewType() == null) {
      throw Validation.parameter("StreamViewType must be specified when StreamEnabled is true");
    }
    return given.streamViewType();
  }

  /**
   * The ARN of the key in an SSESpecification; null for DynamoDB's own. Must not be called under
   * the region's lock.
   *
   * @throws AwsError ValidationException, also if the key does not exist or is unusable
   */
  static String encryptionKey(SSESpecification given, DynamoDbRegion region) {
    if (given == null || !Boolean.TRUE.equals(given.enabled())) {
      if (given != null && given.kmsMasterKeyId() != null) {
        throw Validation.parameter("KMSMasterKeyId is not supported when SSE is not enabled");
      }
      return null;
    }
    if (SSEType.AES256.equals(given.sseType())) {
      throw Validation.parameter("SSEType AES256 is not supported");
    }
    String key = given.kmsMasterKeyId();
    EncryptionKeys keys = region.surroundings().ports().look(EncryptionKeys.class).orElse(null);
    return keys == null ? assumedKey(key, region) : knownKey(key, region, keys);
  }

  private static String knownKey(String key, DynamoDbRegion region, EncryptionKeys keys) {
    try {
      return keys.require(region.scope(), key == null ? MANAGED_KEY : key);
    } catch (AwsError e) {
      // AWS's text is not known; this is KMS's.
      throw e.isClientFault() ? Validation.parameter(e.getMessage()) : e;
    }
  }

  /** The named key, if no service provides keys. */
  private static String assumedKey(String key, DynamoDbRegion region) {
    if (key == null) {
      return region.scope().arn("kms", "key/" + region.surroundings().ids().uuid()).toString();
    }
    if (key.startsWith("arn:")) {
      return key;
    }
    return region.scope().arn("kms", key.startsWith("alias/") ? key : "key/" + key).toString();
  }
}
