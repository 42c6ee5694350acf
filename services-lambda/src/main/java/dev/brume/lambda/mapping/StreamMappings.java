package dev.brume.lambda.mapping;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.Ports;
import dev.brume.core.port.StreamPosition;
import dev.brume.core.port.StreamShard;
import dev.brume.core.port.StreamSource;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.api.CreateEventSourceMappingRequest;
import dev.brume.lambda.api.DestinationConfig;
import dev.brume.lambda.api.EventSourceMappingConfiguration;
import dev.brume.lambda.api.OnFailure;
import dev.brume.lambda.api.UpdateEventSourceMappingRequest;
import dev.brume.lambda.engine.EventSourceMappingRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.ShardProgressRecord;
import dev.brume.lambda.engine.StreamRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The settings of event source mappings that only streams have. */
final class StreamMappings {
  /** "Kinesis: default 100", also for DynamoDB. */
  static final int DEFAULT_BATCH = 100;

  private static final String AT_TIMESTAMP = "AT_TIMESTAMP";
  private static final int MIN_RECORD_AGE_SECONDS = 60;
  private static final Set<String> SERVICES = Set.of("kinesis", "dynamodb");
  private static final Set<String> DESTINATIONS = Set.of("sqs", "sns", "s3");

  private StreamMappings() {}

  /** Whether a service's resources are streams. */
  static boolean isStream(Arn source) {
    return SERVICES.contains(source.service());
  }

  /**
   * The rules of a new mapping.
   *
   * @throws AwsError if they are inconsistent or not implemented
   */
  static StreamRules rules(Arn source, CreateEventSourceMappingRequest input) {
    if (input.startingPosition() == null) {
      throw LambdaFaults.invalid(
          "1 validation error detected: Value null at 'startingPosition' failed to satisfy"
              + " constraint: Member must not be null.");
    }
    boolean moment = input.startingPosition().equals(AT_TIMESTAMP);
    if (moment && !StreamEvents.isKinesis(source)) {
      throw LambdaFaults.invalid("Unsupported starting position for given event source type.");
    }
    if (moment != (input.startingPositionTimestamp() != null)) {
      throw LambdaFaults.invalid(
          "StartingPositionTimestamp goes with the starting position AT_TIMESTAMP, and only with"
              + " it.");
    }
    if (input.scalingConfig() != null) {
      throw unsupported("ScalingConfig");
    }
    if (StreamEvents.isKinesis(source) && input.eventSourceArn().contains("/consumer/")) {
      throw LambdaFaults.notDone("An event source mapping of a stream's consumer");
    }
    return new StreamRules(
        input.startingPosition(),
        moment ? input.startingPositionTimestamp().toEpochMilli() : null,
        orElse(input.parallelizationFactor(), 1),
        orElse(input.maximumRetryAttempts(), StreamRules.UNLIMITED),
        age(orElse(input.maximumRecordAgeInSeconds(), StreamRules.UNLIMITED)),
        Boolean.TRUE.equals(input.bisectBatchOnFunctionError()),
        destination(input.destinationConfig(), null),
        orElse(input.tumblingWindowInSeconds(), 0));
  }

  /**
   * The settings of a changed mapping.
   *
   * @throws AwsError as {@link #rules}
   */
  static StreamRules changed(StreamRules known, UpdateEventSourceMappingRequest input) {
    if (input.scalingConfig() != null) {
      throw unsupported("ScalingConfig");
    }
    if (orElse(input.parallelizationFactor(), known.parallelization()) != known.parallelization()) {
      throw LambdaFaults.notDone("Another ParallelizationFactor of a mapping that is there");
    }
    return new StreamRules(
        known.startingPosition(),
        known.startingMillis(),
        known.parallelization(),
        orElse(input.maximumRetryAttempts(), known.maxRetries()),
        age(orElse(input.maximumRecordAgeInSeconds(), known.maxAgeSeconds())),
        input.bisectBatchOnFunctionError() == null
            ? known.bisect()
            : input.bisectBatchOnFunctionError(),
        destination(input.destinationConfig(), known.onFailure()),
        orElse(input.tumblingWindowInSeconds(), known.tumblingSeconds()));
  }

  private static AwsError unsupported(String parameter) {
    return LambdaFaults.invalid(
        "Unsupported " + parameter + " parameter for given event source mapping type.");
  }

  private static int orElse(Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  private static int age(int seconds) {
    if (seconds != StreamRules.UNLIMITED && seconds < MIN_RECORD_AGE_SECONDS) {
      throw LambdaFaults.invalid(
          "MaximumRecordAgeInSeconds must be -1 or at least " + MIN_RECORD_AGE_SECONDS + ".");
    }
    return seconds;
  }

  private static String destination(DestinationConfig config, String known) {
    if (config == null) {
      return known;
    }
    if (config.onSuccess() != null && config.onSuccess().destination() != null) {
      throw unsupported("DestinationConfig");
    }
    String destination = config.onFailure() == null ? null : config.onFailure().destination();
    if (destination == null || destination.isEmpty()) {
      return null;
    }
    String service = Arn.parse(destination).map(Arn::service).orElse("");
    if (!DESTINATIONS.contains(service)) {
      throw LambdaFaults.invalid(
          "The provided destination config DestinationConfig(onSuccess=null,"
              + " onFailure=OnFailure(destination="
              + destination
              + ")) is invalid.");
    }
    return destination;
  }

  /**
   * The starting positions of a new mapping in the present shards.
   *
   * @throws AwsError InvalidParameterValueException if there is no such stream
   */
  static List<ShardProgressRecord> start(Ports ports, Arn source, StreamRules rules) {
    StreamSource streams = ports.streams(source).filter(each -> each.exists(source)).orElse(null);
    if (streams == null) {
      throw LambdaFaults.invalid("Stream not found: " + source);
    }
    StreamPosition position =
        switch (rules.startingPosition()) {
          case AT_TIMESTAMP ->
              new StreamPosition.AtTimestamp(Instant.ofEpochMilli(rules.startingMillis()));
          case "LATEST" -> new StreamPosition.Latest();
          default -> new StreamPosition.TrimHorizon();
        };
    List<ShardProgressRecord> started = new ArrayList<>();
    for (StreamShard shard : streams.shards(source)) {
      String start = streams.cursor(source, shard.shardId(), position).position();
      for (int lane = 0; lane < rules.parallelization(); lane++) {
        started.add(ShardProgressRecord.at(shard.shardId(), lane, start));
      }
    }
    return started;
  }

  /** Adds the members for a mapping of a stream. */
  static void show(
      LambdaRegion region,
      EventSourceMappingRecord mapping,
      EventSourceMappingConfiguration.Builder shown) {
    StreamRules rules = mapping.stream();
    if (rules == null) {
      return;
    }
    String result =
        region.shardProgress().all(mapping.uuid()).stream()
            .filter(progress -> progress.lastResult() != null)
            .max(Comparator.comparingLong(ShardProgressRecord::lastMillis))
            .map(ShardProgressRecord::lastResult)
            .orElse(StreamOutcomes.NONE);
    shown
        .startingPosition(rules.startingPosition())
        .startingPositionTimestamp(
            rules.startingMillis() == null ? null : Instant.ofEpochMilli(rules.startingMillis()))
        .parallelizationFactor(rules.parallelization())
        .maximumRetryAttempts(rules.maxRetries())
        .maximumRecordAgeInSeconds(rules.maxAgeSeconds())
        .bisectBatchOnFunctionError(rules.bisect())
        .tumblingWindowInSeconds(rules.tumblingSeconds())
        .destinationConfig(
            DestinationConfig.builder()
                .onFailure(OnFailure.builder().destination(rules.onFailure()).build())
                .build())
        .lastProcessingResult(result)
        .stateTransitionReason("User action");
  }
}
