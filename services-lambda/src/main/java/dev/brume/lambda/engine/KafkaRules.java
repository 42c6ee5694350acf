package dev.brume.lambda.engine;

import java.util.List;
import java.util.Map;

/**
 * The settings of a mapping of a self-managed Apache Kafka cluster. They are stored and returned;
 * nothing is read from the cluster.
 *
 * @param endpoints hosts and ports by kind, such as {@code KAFKA_BOOTSTRAP_SERVERS}
 * @param topics the topics
 * @param access the credentials: pairs of a kind and a URI
 * @param consumerGroupId the consumer group
 * @param startingPosition {@code TRIM_HORIZON}, {@code LATEST} or {@code AT_TIMESTAMP}
 */
public record KafkaRules(
    Map<String, List<String>> endpoints,
    List<String> topics,
    List<Access> access,
    String consumerGroupId,
    String startingPosition) {

  /** A credential. */
  public record Access(String type, String uri) {}

  /** All bootstrap servers, as in errors. */
  public String servers() {
    return String.join(",", endpoints.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", List.of()));
  }

  /** Whether both have a common topic and a common server. */
  public boolean overlaps(KafkaRules other) {
    List<String> servers = endpoints.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", List.of());
    return other.endpoints.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", List.of()).stream()
            .anyMatch(servers::contains)
        && other.topics.stream().anyMatch(topics::contains);
  }
}
