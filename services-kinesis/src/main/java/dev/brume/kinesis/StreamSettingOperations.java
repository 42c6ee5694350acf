package dev.brume.kinesis;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.kinesis.api.DecreaseStreamRetentionPeriodInput;
import dev.brume.kinesis.api.DisableEnhancedMonitoringInput;
import dev.brume.kinesis.api.EnableEnhancedMonitoringInput;
import dev.brume.kinesis.api.EnhancedMonitoringOutput;
import dev.brume.kinesis.api.IncreaseStreamRetentionPeriodInput;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.api.StartStreamEncryptionInput;
import dev.brume.kinesis.api.StopStreamEncryptionInput;
import dev.brume.kinesis.api.UpdateMaxRecordSizeInput;
import dev.brume.kinesis.api.UpdateStreamModeInput;
import dev.brume.kinesis.api.UpdateStreamRecordDistributionStrategyInput;
import dev.brume.kinesis.api.UpdateStreamWarmThroughputInput;
import dev.brume.kinesis.api.UpdateStreamWarmThroughputOutput;
import dev.brume.kinesis.engine.DailyChanges;
import dev.brume.kinesis.engine.KinesisQuotas;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.StreamRefusals;
import dev.brume.kinesis.engine.StreamSettings;
import java.util.List;
import java.util.function.UnaryOperator;

/** Settings that users change after a stream's creation, except for its shards. */
final class StreamSettingOperations {
  private static final String NONE = "NONE";
  private static final String ALL = "ALL";

  /** The metrics that ALL means. */
  private static final List<String> SHARD_LEVEL_METRICS =
      List.of(
          "IncomingBytes",
          "IncomingRecords",
          "IteratorAgeMilliseconds",
          "OutgoingBytes",
          "OutgoingRecords",
          "ReadProvisionedThroughputExceeded",
          "WriteProvisionedThroughputExceeded");

  private final StreamFinder streams;
  private final StreamKeys keys;

  StreamSettingOperations(StreamFinder streams, StreamKeys keys) {
    this.streams = streams;
    this.keys = keys;
  }

  private static void update(KinesisStream stream, UnaryOperator<StreamSettings> change) {
    stream.update(known -> known.withSettings(change.apply(known.settings())));
  }

  // ------------------------------------------------------------------------------ retention

  Unit increaseStreamRetentionPeriod(
      RequestContext context, IncreaseStreamRetentionPeriodInput input) {
    KinesisStream stream =
        streams.stream(context, input.streamName(), input.streamARN(), input.streamId());
    int wanted = input.retentionPeriodHours();
    int known = stream.state().retention().hours();
    requireRetention(wanted);
    if (wanted < known) {
      throw otherOperation(stream, wanted, known, "shorter", "Decrease");
    }
    stream.changeRetention(wanted);
    return Unit.INSTANCE;
  }

  Unit decreaseStreamRetentionPeriod(
      RequestContext context, DecreaseStreamRetentionPeriodInput input) {
    KinesisStream stream =
        streams.stream(context, input.streamName(), input.streamARN(), input.streamId());
    int wanted = input.retentionPeriodHours();
    int known = stream.state().retention().hours();
    requireRetention(wanted);
    if (wanted > known) {
      throw otherOperation(stream, wanted, known, "longer", "Increase");
    }
    stream.changeRetention(wanted);
    return Unit.INSTANCE;
  }

  private static void requireRetention(int hours) {
    if (hours < KinesisQuotas.MIN_RETENTION_HOURS) {
      throw StreamRefusals.invalid(
          "Minimum allowed retention period is "
              + KinesisQuotas.MIN_RETENTION_HOURS
              + " hours. Requested retention period ("
              + hours
              + " hours) is too short.");
    }
    if (hours > KinesisQuotas.MAX_RETENTION_HOURS) {
      throw StreamRefusals.invalid(
          "Maximum allowed retention period is "
              + KinesisQuotas.MAX_RETENTION_HOURS
              + " hours. Requested retention period ("
              + hours
              + " hours) is too long.");
    }
  }

  private static RuntimeException otherOperation(
      KinesisStream stream, int wanted, int known, String comparison, String other) {
    return StreamRefusals.invalid(
        "Requested retention period ("
            + wanted
            + " hours) for stream "
            + stream.name()
            + " can not be "
            + comparison
            + " than existing retention period ("
            + known
            + " hours). Use "
            + other
            + "RetentionPeriod API.");
  }

  // ------------------------------------------------------------------------------ encryption

  Unit startStreamEncryption(RequestContext context, StartStreamEncryptionInput input) {
    KinesisStream stream =
        streams.stream(context, input.streamName(), input.streamARN(), input.streamId());
    requireKms(input.encryptionType());
    keys.require(stream, input.keyId());
    stream.update(
        DailyChanges.Kind.ENCRYPTION,
        known -> known.withSettings(known.settings().withEncryptionKey(input.keyId())));
    return Unit.INSTANCE;
  }

  Unit stopStreamEncryption(RequestContext context, StopStreamEncryptionInput input) {
    KinesisStream stream =
        streams.stream(context, input.streamName(), input.streamARN(), input.streamId());
    requireKms(input.encryptionType());
    stream.update(
        DailyChanges.Kind.DECRYPTION,
        known -> known.withSettings(known.settings().withEncryptionKey(null)));
    return Unit.INSTANCE;
  }

  /** "The encryption type to use. The only valid value is KMS." */
  private static void requireKms(String encryptionType) {
    if (encryptionType.equals(NONE)) {
      throw StreamRefusals.invalid("The only valid value of EncryptionType is KMS.");
    }
  }

  // ------------------------------------------------------------------------------ monitoring

  EnhancedMonitoringOutput enableEnhancedMonitoring(
      RequestContext context, EnableEnhancedMonitoringInput input) {
    KinesisStream stream =
        streams.stream(context, input.streamName(), input.streamARN(), input.streamId());
    List<String> given = metrics(input.shardLevelMetrics());
    return monitor(
        stream,
        known ->
            SHARD_LEVEL_METRICS.stream()
                .filter(metric -> known.contains(metric) || given.contains(metric))
                .toList());
  }

  EnhancedMonitoringOutput disableEnhancedMonitoring(
      RequestContext context, DisableEnhancedMonitoringInput input) {
    KinesisStream stream =
        streams.stream(context, input.streamName(), input.streamARN(), input.streamId());
    List<String> given = metrics(input.shardLevelMetrics());
    return monitor(
        stream, known -> known.stream().filter(metric -> !given.contains(metric)).toList());
  }

  private static List<String> metrics(List<String> given) {
    return given.contains(ALL) ? SHARD_LEVEL_METRICS : given;
  }

  private static EnhancedMonitoringOutput monitor(
      KinesisStream stream, UnaryOperator<List<String>> change) {
    List<String> before = stream.state().settings().shardLevelMetrics();
    List<String> after = change.apply(before);
    update(stream, known -> known.withShardLevelMetrics(after));
    return EnhancedMonitoringOutput.builder()
        .streamName(stream.name())
        .currentShardLevelMetrics(before)
        .desiredShardLevelMetrics(after)
        .streamARN(stream.arn())
        .build();
  }

  // ------------------------------------------------------------------------------ capacity

  Unit updateStreamMode(RequestContext context, UpdateStreamModeInput input) {
    StreamFinder.Found found = streams.find(context, null, input.streamARN(), input.streamId());
    KinesisStream stream = found.stream();
    String mode = input.streamModeDetails().streamMode();
    StreamSettings known = stream.state().settings();
    if (known.mode().equals(mode)) {
      throw StreamRefusals.invalid(
          "Stream "
              + stream.name()
              + " under account "
              + stream.account()
              + " is already in "
              + mode
              + " capacity mode.");
    }
    StreamSettings wanted = known.withMode(mode);
    if (input.warmThroughputMiBps() != null) {
      wanted = wanted.withWarmThroughput(input.warmThroughputMiBps());
    }
    StreamSettingRules.check(found.region(), wanted);
    found.region().changeMode(stream, wanted);
    return Unit.INSTANCE;
  }

  Unit updateMaxRecordSize(RequestContext context, UpdateMaxRecordSizeInput input) {
    KinesisStream stream = streams.stream(context, null, input.streamARN(), input.streamId());
    update(stream, known -> known.withMaxRecordSize(input.maxRecordSizeInKiB()));
    return Unit.INSTANCE;
  }

  Unit updateStreamRecordDistributionStrategy(
      RequestContext context, UpdateStreamRecordDistributionStrategyInput input) {
    StreamFinder.Found found = streams.find(context, null, input.streamARN(), input.streamId());
    StreamSettings wanted =
        found.stream().state().settings().withDistribution(input.recordDistributionStrategy());
    StreamSettingRules.check(found.region(), wanted);
    found.stream()
        .change(
            known ->
                known.withSettings(
                    known.settings().withDistribution(input.recordDistributionStrategy())));
    return Unit.INSTANCE;
  }

  UpdateStreamWarmThroughputOutput updateStreamWarmThroughput(
      RequestContext context, UpdateStreamWarmThroughputInput input) {
    StreamFinder.Found found =
        streams.find(context, input.streamName(), input.streamARN(), input.streamId());
    KinesisStream stream = found.stream();
    StreamSettings wanted =
        stream.state().settings().withWarmThroughput(input.warmThroughputMiBps());
    if (!wanted.isOnDemand()) {
      throw onDemandOnly("UpdateStreamWarmThroughput");
    }
    StreamSettingRules.check(found.region(), wanted);
    stream.warmUp(input.warmThroughputMiBps());
    return UpdateStreamWarmThroughputOutput.builder()
        .streamARN(stream.arn())
        .streamName(stream.name())
        .warmThroughput(StreamDescriptions.warmThroughput(stream))
        .build();
  }

  private static RuntimeException onDemandOnly(String operation) {
    return KinesisErrors.validationException(
        operation + " is only supported for streams with the ON_DEMAND capacity mode.");
  }
}
