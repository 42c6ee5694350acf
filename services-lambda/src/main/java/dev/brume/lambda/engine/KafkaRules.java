package dev.brume.lambda.engine;

import java.util.List;
import java.util.Map;

/**
 * What a mapping of a self-managed Apache Kafka cluster says of it. It is kept and shown; nothing
 * is read from the cluster.
 *
 * @param endpoints hosts and ports by kind, such as {@code KAFKA_BOOTSTRAP_SERVERS}
 * @param topics the topics
 * @param access how to sign in: pairs of a kind and a URI
 * @param consumerGroupId the consumer group
 * @param startingPosition {@code TRIM_HORIZON}, {@code LATEST} or {@code AT_TIMESTAMP}
 */
public record KafkaRules(
    Map<String, List<String>> endpoints,
    List<String> topics,
    List<Access> access,
    String consumerGroupId,
    String startingPosition) {

  /** A way to sign in. */
  public record Access(String type, String uri) {}

  /** All bootstrap servers, as errors name them. */
  public String servers() {
    return String.join(",", endpoints.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", List.of()));
  }

  /** Whether both read one of the same topics from one of the same servers. */
  public boolean overlaps(KafkaRules other) {
    List<String> servers = endpoints.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", List.of());
    return other.endpoints.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", List.of()).stream()
            .anyMatch(servers::contains)
        && other.topics.stream().anyMatch(topics::contains);
  }
}
