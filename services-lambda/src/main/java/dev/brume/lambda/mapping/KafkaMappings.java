package dev.brume.lambda.mapping;

import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.api.CreateEventSourceMappingRequest;
import dev.brume.lambda.api.EventSourceMappingConfiguration;
import dev.brume.lambda.api.SelfManagedEventSource;
import dev.brume.lambda.api.SelfManagedKafkaEventSourceConfig;
import dev.brume.lambda.api.SourceAccessConfiguration;
import dev.brume.lambda.engine.EventSourceMappingRecord;
import dev.brume.lambda.engine.KafkaRules;
import dev.brume.lambda.engine.KafkaRules.Access;
import dev.brume.lambda.engine.LambdaRegion;
import java.util.List;
import java.util.Map;

/**
 * Mappings of self-managed Apache Kafka clusters: stored and returned, as recorded on AWS in
 * September 2024. Nothing is read from a cluster.
 */
final class KafkaMappings {
  /** "Self-managed Apache Kafka: default 100". */
  static final int DEFAULT_BATCH = 100;

  private KafkaMappings() {}

  /** The settings of a new mapping, whose id is the default consumer group. */
  static KafkaRules rules(CreateEventSourceMappingRequest input, String uuid) {
    List<SourceAccessConfiguration> access = input.sourceAccessConfigurations();
    if (access == null || access.isEmpty()) {
      throw LambdaFaults.invalid("Required 'sourceAccessConfigurations' parameter is missing.");
    }
    Map<String, List<String>> endpoints = input.selfManagedEventSource().endpoints();
    SelfManagedKafkaEventSourceConfig config = input.selfManagedKafkaEventSourceConfig();
    return new KafkaRules(
        endpoints == null ? Map.of() : Map.copyOf(endpoints),
        input.topics() == null ? List.of() : List.copyOf(input.topics()),
        access.stream().map(each -> new Access(each.type(), each.uri())).toList(),
        config == null || config.consumerGroupId() == null ? uuid : config.consumerGroupId(),
        input.startingPosition() == null ? "TRIM_HORIZON" : input.startingPosition());
  }

  /** Refuses a mapping of a source that is already mapped to the same function. */
  static void refuseTwice(LambdaRegion region, FunctionReference reference, KafkaRules rules) {
    region.mappings().stream()
        .filter(other -> other.kafka() != null && other.kafka().overlaps(rules))
        .filter(
            other ->
                reference.equals(
                    new FunctionReference(region.scope(), other.function(), other.qualifier())))
        .findFirst()
        .ifPresent(
            other -> {
              throw LambdaFaults.conflict(
                  "An event source mapping with event source (\""
                      + rules.servers()
                      + "\"), function (\""
                      + reference.arn()
                      + "\"), topics (\""
                      + String.join(",", rules.topics())
                      + "\") already exists. Please update or delete the existing mapping with UUID"
                      + " "
                      + other.uuid());
            });
  }

  /** Adds the members for a mapping of a cluster. */
  static void show(
      EventSourceMappingRecord mapping, EventSourceMappingConfiguration.Builder shown) {
    KafkaRules rules = mapping.kafka();
    if (rules == null) {
      return;
    }
    shown
        .selfManagedEventSource(
            SelfManagedEventSource.builder().endpoints(rules.endpoints()).build())
        .topics(rules.topics())
        .sourceAccessConfigurations(
            rules.access().stream()
                .map(
                    each ->
                        SourceAccessConfiguration.builder()
                            .type(each.type())
                            .uri(each.uri())
                            .build())
                .toList())
        .selfManagedKafkaEventSourceConfig(
            SelfManagedKafkaEventSourceConfig.builder()
                .consumerGroupId(rules.consumerGroupId())
                .build())
        .startingPosition(rules.startingPosition())
        .maximumBatchingWindowInSeconds(
            mapping.windowSeconds() == 0 ? null : mapping.windowSeconds())
        .functionResponseTypes(mapping.responseTypes().isEmpty() ? null : mapping.responseTypes())
        .lastProcessingResult(StreamOutcomes.NONE);
  }
}
