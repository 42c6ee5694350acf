package dev.brume.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.LogTarget;
import dev.brume.core.port.ObjectAttributes;
import dev.brume.core.port.ObjectTarget;
import dev.brume.core.port.Ports;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.sns.api.SnsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** SNS with queues that remember what they get. */
final class SnsTestServer implements DeliveryTarget {
  static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:inbox";
  static final String DEAD_LETTERS = "arn:aws:sqs:eu-west-1:123456789012:dead-letters";
  static final String GONE = "arn:aws:sqs:eu-west-1:123456789012:gone";

  /** The id of each message in a queue. */
  static final String RECEIPT = "7bebbb93-8399-4747-a9ca-843ce5813315";

  /** Answers with {@link DeliveryOutcome.Status#FAILED} as often as {@link #failures} says. */
  static final String UNSTEADY = "arn:aws:sqs:eu-west-1:123456789012:unsteady";

  private static final String[] SENT_MESSAGE_PATHS =
      SnsService.SENT_MESSAGE_PATHS.values().stream()
          .flatMap(List::stream)
          .map(path -> path.replace("/*", ""))
          .distinct()
          .toArray(String[]::new);

  final Map<String, List<DeliveryMessage>> delivered = new LinkedHashMap<>();
  final Map<String, List<String>> logged = new LinkedHashMap<>();
  final Map<String, byte[]> objects = new LinkedHashMap<>();
  final TestServer server;
  final WireClient sns;
  int failures;
  Sender lastSender;

  SnsTestServer() {
    server =
        TestServer.builder()
            .service(
                SnsApi.SERVICE,
                surroundings -> new SnsService(surroundings, new LinkOrigin(null, () -> 4566)))
            .endpoint("sns", SnsService.class, SnsService::sentMessages, SENT_MESSAGE_PATHS)
            .endpoint("sns", SnsService.class, SnsService::certificates, SnsService.PATH)
            .ports(this::offer)
            .build();
    sns = server.client();
  }

  private void offer(Ports ports) {
    ports
        .offerTarget("sns", () -> server.service("sns", SnsService.class).deliveries())
        .offerTarget("sqs", () -> this)
        .offerTarget("lambda", () -> this)
        .offerTarget("firehose", () -> this)
        .offer(LogTarget.class, () -> this::log)
        .offer(ObjectTarget.class, () -> this::put);
  }

  private void log(Scope scope, String group, String stream, List<String> messages) {
    logged.computeIfAbsent(group, none -> new ArrayList<>()).addAll(messages);
  }

  private CompletionStage<String> put(
      Scope writer, String bucket, String key, byte[] content, ObjectAttributes attributes) {
    objects.put(bucket + "/" + key, content);
    return CompletableFuture.completedFuture("tag");
  }

  /** The events of a log group, which are JSON. */
  List<JsonNode> logged(String group) {
    return logged.getOrDefault(group, List.of()).stream().map(SnsTestServer::json).toList();
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String topic(String name) {
    return sns.ok("CreateTopic", "Name", name).path("TopicArn").asText();
  }

  String fifoTopic(String name) {
    return sns.ok("CreateTopic", "Name", name, "Attributes", Map.of("FifoTopic", "true"))
        .path("TopicArn")
        .asText();
  }

  String subscribe(String topicArn, String queueArn, Map<String, String> attributes) {
    return sns.ok(
            "Subscribe",
            "TopicArn",
            topicArn,
            "Protocol",
            "sqs",
            "Endpoint",
            queueArn,
            "Attributes",
            attributes)
        .path("SubscriptionArn")
        .asText();
  }

  /** Waits until everything that is under way has come to an end. */
  void settle() {
    server.environment().surroundings().outbox().settle().toCompletableFuture().join();
  }

  /** What is shown below the paths of the emulator's own. */
  JsonNode shown(String path) {
    try {
      return new ObjectMapper()
          .readTree(sns.send("GET", "/_aws/sns/" + path, "").hasStatus(200).text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<DeliveryMessage> at(String queueArn) {
    return delivered.getOrDefault(queueArn, List.of());
  }

  @Override
  public boolean exists(Arn target) {
    return !target.toString().startsWith(GONE);
  }

  @Override
  public CompletionStage<DeliveryOutcome> deliver(
      Arn target, DeliveryMessage message, Sender sender) {
    if (!exists(target)) {
      return CompletableFuture.completedFuture(
          DeliveryOutcome.notFound("AWS.SimpleQueueService.NonExistentQueue", "gone"));
    }
    if (target.toString().equals(UNSTEADY) && failures > 0) {
      failures--;
      return CompletableFuture.completedFuture(DeliveryOutcome.failed("Failed", "not now"));
    }
    lastSender = sender;
    delivered.computeIfAbsent(target.toString(), none -> new ArrayList<>()).add(message);
    return CompletableFuture.completedFuture(DeliveryOutcome.delivered(RECEIPT));
  }
}
