package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Blob;
import dev.brume.core.time.Timeline;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.api.PutRecordInput;
import dev.brume.kinesis.api.PutRecordOutput;
import dev.brume.kinesis.api.PutRecordsInput;
import dev.brume.kinesis.api.PutRecordsOutput;
import dev.brume.kinesis.api.PutRecordsRequestEntry;
import dev.brume.kinesis.api.PutRecordsResultEntry;
import dev.brume.kinesis.engine.HashKey;
import dev.brume.kinesis.engine.KinesisQuotas;
import dev.brume.kinesis.engine.KinesisShard;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.RecordSequenceNumber;
import dev.brume.kinesis.engine.ShardState;
import dev.brume.kinesis.engine.StreamRefusals;
import dev.brume.kinesis.engine.StreamSettings;
import dev.brume.kinesis.engine.StreamThroughput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Adds records to streams. */
final class RecordWriteOperations {
  private static final String THROUGHPUT_EXCEEDED = "ProvisionedThroughputExceededException";
  private static final String KMS = "KMS";

  /** "An ErrorCode value of InternalFailure has the error message Internal Service Failure." */
  private static final String FAILURE = "InternalFailure";

  private static final String FAILURE_TEXT = "Internal Service Failure";

  private final StreamFinder streams;
  private final Timeline timeline;
  private final StreamKeys keys;

  RecordWriteOperations(StreamFinder streams, Timeline timeline, StreamKeys keys) {
    this.streams = streams;
    this.timeline = timeline;
    this.keys = keys;
  }

  PutRecordOutput putRecord(RequestContext context, PutRecordInput input) {
    KinesisStream stream =
        streams.usable(context, input.streamName(), input.streamARN(), input.streamId());
    StreamSettings settings = stream.state().settings();
    requireOrdering(stream, input.sequenceNumberForOrdering());
    keys.requireToWrite(context, stream);
    if (Boolean.TRUE.equals(input.dryRun())) {
      size(settings, input.partitionKey(), input.data(), "");
      hashKey(settings, input.partitionKey(), input.explicitHashKey(), "");
      RecordReadOperations.refuseDryRun(stream, true);
    }
    RecordSequenceNumber number =
        put(stream, input.partitionKey(), input.explicitHashKey(), input.data());
    return new PutRecordOutput(shardId(number), number.toString(), encryption(settings));
  }

  /**
   * Adds a record under PutRecord's rules.
   *
   * @throws AwsError as PutRecord answers
   */
  static RecordSequenceNumber put(
      KinesisStream stream, String partitionKey, String explicitHashKey, Blob data) {
    StreamSettings settings = stream.state().settings();
    int bytes = size(settings, partitionKey, data, "");
    HashKey key = hashKey(settings, partitionKey, explicitHashKey, "");
    KinesisShard shard = stream.shardFor(key);
    if (stream.throughput().failsNow() || !stream.throughput().takes(shard, bytes)) {
      throw StreamRefusals.rateExceeded(shard.state().id(), stream.name(), stream.account());
    }
    return stream.put(shard, key, partitionKey, data);
  }

  private static String encryption(StreamSettings settings) {
    return settings.isEncrypted() ? KMS : null;
  }

  private static String shardId(RecordSequenceNumber number) {
    return ShardState.idOf(number.shard());
  }

  /** The size of a record, which must not exceed the stream's limit. */
  private static int size(StreamSettings settings, String partitionKey, Blob data, String path) {
    int keyBytes = partitionKey == null ? 0 : partitionKey.getBytes(StandardCharsets.UTF_8).length;
    int most = settings.maxRecordSizeKiB() * 1_024;
    if (keyBytes + data.length() > most) {
      throw KinesisErrors.validationException(
          "1 validation error detected: Value at '"
              + path
              + "data' failed to satisfy constraint: Member must have length less than or equal to "
              + most);
    }
    return keyBytes + data.length();
  }

  /** The hash key that determines the shard; null if the stream chooses it. */
  private static HashKey hashKey(
      StreamSettings settings, String partitionKey, String explicit, String path) {
    if (settings.isAuto()) {
      return null;
    }
    if (partitionKey == null) {
      throw KinesisErrors.validationException(
          "1 validation error detected: Value null at '"
              + path
              + "partitionKey' failed to satisfy constraint: Member must not be null");
    }
    if (explicit == null) {
      return HashKey.ofPartitionKey(partitionKey);
    }
    HashKey key = HashKey.ofDecimal(explicit);
    if (key == null) {
      throw StreamRefusals.invalid(
          "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified"
              + " value was "
              + explicit);
    }
    return key;
  }

  /** The number of an earlier record: later records have greater ones in any case. */
  private void requireOrdering(KinesisStream stream, String text) {
    if (text == null) {
      return;
    }
    RecordSequenceNumber number = RecordSequenceNumber.parse(text);
    if (number == null || number.seconds() > timeline.nowMillis() / 1_000) {
      throw StreamRefusals.invalid(
          "ExclusiveMinimumSequenceNumber "
              + text
              + " used in PutRecord on stream "
              + stream.name()
              + " under account "
              + stream.account()
              + " is invalid.");
    }
  }

  PutRecordsOutput putRecords(RequestContext context, PutRecordsInput input) {
    KinesisStream stream =
        streams.usable(context, input.streamName(), input.streamARN(), input.streamId());
    StreamSettings settings = stream.state().settings();
    List<PutRecordsRequestEntry> records = input.records();
    int[] sizes = new int[records.size()];
    HashKey[] hashKeys = new HashKey[records.size()];
    long sum = 0;
    for (int i = 0; i < hashKeys.length; i++) {
      PutRecordsRequestEntry record = records.get(i);
      String path = "records." + (i + 1) + ".member.";
      sizes[i] = size(settings, record.partitionKey(), record.data(), path);
      hashKeys[i] = hashKey(settings, record.partitionKey(), record.explicitHashKey(), path);
      sum += sizes[i];
    }
    if (sum > KinesisQuotas.MAX_REQUEST_BYTES) {
      throw StreamRefusals.invalid("Records size exceeds 10 MB limit");
    }
    RecordReadOperations.refuseDryRun(stream, input.dryRun());
    keys.requireToWrite(context, stream);
    StreamThroughput throughput = stream.throughput();
    boolean fails = throughput.failsNow();
    List<PutRecordsResultEntry> results = new ArrayList<>(hashKeys.length);
    int failed = 0;
    for (int i = 0; i < hashKeys.length; i++) {
      PutRecordsRequestEntry record = records.get(i);
      KinesisShard shard = stream.shardFor(hashKeys[i]);
      if (fails || !throughput.takes(shard, sizes[i])) {
        failed++;
        results.add(refused(stream, shard));
      } else {
        PutRecordsResultEntry result = put(stream, shard, hashKeys[i], record);
        failed += result.errorCode() == null ? 0 : 1;
        results.add(result);
      }
    }
    return new PutRecordsOutput(failed, results, encryption(settings));
  }

  private static PutRecordsResultEntry put(
      KinesisStream stream, KinesisShard shard, HashKey key, PutRecordsRequestEntry record) {
    try {
      RecordSequenceNumber number = stream.put(shard, key, record.partitionKey(), record.data());
      return new PutRecordsResultEntry(number.toString(), shardId(number), null, null);
    } catch (AwsError deleted) {
      return new PutRecordsResultEntry(null, null, FAILURE, FAILURE_TEXT);
    }
  }

  private static PutRecordsResultEntry refused(KinesisStream stream, KinesisShard shard) {
    return new PutRecordsResultEntry(
        null,
        null,
        THROUGHPUT_EXCEEDED,
        StreamRefusals.rateExceededText(shard.state().id(), stream.name(), stream.account()));
  }
}
