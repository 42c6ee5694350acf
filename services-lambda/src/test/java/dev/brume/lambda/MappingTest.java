package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.port.QueueMessage;
import dev.brume.core.port.QueueSource;
import dev.brume.core.port.Wakeup;
import dev.brume.core.scope.Arn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Functions are called with the messages of queues. Answers recorded on AWS, Lambda, October 2024
 * to November 2025. Needs Python 3 on the machine.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     Amazon SQS</a>
 */
class MappingTest {
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:inbox";

  private final MessageQueue queue = new MessageQueue();
  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  /** A queue that gives each message once, and remembers what is deleted. */
  private static final class MessageQueue implements QueueSource {
    private final Deque<QueueMessage> messages = new ArrayDeque<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    synchronized void send(String id, String body) {
      messages.add(
          new QueueMessage(
              id,
              "receipt-" + id,
              body,
              "md5",
              Map.of("ApproximateReceiveCount", "1"),
              Map.of("Weeks", new MessageAttribute("Number", "6", null)),
              null));
      List<Runnable> woken = List.copyOf(waiting);
      waiting.clear();
      woken.forEach(Runnable::run);
    }

    @Override
    public boolean exists(Arn arn) {
      return arn.toString().equals(QUEUE);
    }

    @Override
    public int visibilityTimeoutSeconds(Arn arn) {
      return 30;
    }

    @Override
    public synchronized List<QueueMessage> receive(Arn arn, int max, Integer seconds) {
      List<QueueMessage> received = new ArrayList<>();
      while (received.size() < max && !messages.isEmpty()) {
        received.add(messages.poll());
      }
      return received;
    }

    @Override
    public synchronized List<String> delete(Arn arn, List<String> receipts) {
      deleted.addAll(receipts);
      return List.of();
    }

    @Override
    public List<String> changeVisibility(Arn arn, List<String> receipts, int seconds) {
      return List.of();
    }

    @Override
    public synchronized Wakeup onAvailable(Arn arn, Runnable wake) {
      if (messages.isEmpty()) {
        waiting.add(wake);
      } else {
        wake.run();
      }
      return () -> waiting.remove(wake);
    }
  }

  @BeforeEach
  void offerQueue() {
    test.server.environment().ports().offer(QueueSource.class, () -> queue);
  }

  @AfterEach
  void end() {
    test.close();
  }

  private JsonNode map(Object... more) {
    Object[] members = new Object[more.length + 4];
    members[0] = "FunctionName";
    members[1] = "f";
    members[2] = "EventSourceArn";
    members[3] = QUEUE;
    System.arraycopy(more, 0, members, 4, more.length);
    return test.lambda.ok("CreateEventSourceMapping", members);
  }

  private void send(String id, String body) {
    test.server.environment().request(() -> queue.send(id, body));
    test.settle();
  }

  @Test
  void messagesAreDeletedWhenTheFunctionHasDoneThem() {
    test.create(
        "f",
        "Code",
        LambdaTestServer.code(
            """
            def handler(event, context):
                record = event["Records"][0]
                assert record["eventSource"] == "aws:sqs", record
                assert record["messageAttributes"]["Weeks"]["stringValue"] == "6", record
                if record["body"] == "bad":
                    raise Exception("intended")
            """));
    JsonNode made = map();
    assertThat(made.path("State").asText()).isEqualTo("Creating");
    assertThat(made.path("BatchSize").asInt()).isEqualTo(10);
    assertThat(made.path("StateTransitionReason").asText()).isEqualTo("USER_INITIATED");
    assertThat(made.path("FunctionArn").asText()).isEqualTo(LambdaTestServer.ARN + "f");
    String uuid = made.path("UUID").asText();
    assertThat(test.lambda.ok("GetEventSourceMapping", "UUID", uuid).path("State").asText())
        .isEqualTo("Enabled");
    send("1", "good");
    assertThat(queue.deleted).containsExactly("receipt-1");
    send("2", "bad");
    send("3", "good");
    assertThat(queue.deleted).containsExactly("receipt-1", "receipt-3");
    assertThat(test.lambda.ok("DeleteEventSourceMapping", "UUID", uuid).path("State").asText())
        .isEqualTo("Deleting");
    send("4", "good");
    assertThat(queue.deleted).doesNotContain("receipt-4");
  }

  @Test
  void filteredMessagesAreDeletedUnseen() {
    test.create(
        "f",
        "Code",
        LambdaTestServer.code("def handler(event, context):\n    raise Exception('seen')\n"));
    map(
        "FilterCriteria",
        Map.of("Filters", List.of(Map.of("Pattern", "{\"body\":{\"kind\":[\"wanted\"]}}"))));
    send("1", "{\"kind\":\"other\"}");
    send("2", "text");
    send("3", "{\"kind\":\"wanted\"}");
    assertThat(queue.deleted).containsExactly("receipt-1", "receipt-2");
  }

  @Test
  void failedItemsComeBackAlone() {
    test.create(
        "f",
        "Code",
        LambdaTestServer.code(
            """
            def handler(event, context):
                bad = [r["messageId"] for r in event["Records"] if r["body"] == "bad"]
                return {"batchItemFailures": [{"itemIdentifier": i} for i in bad]}
            """));
    queue.send("1", "good");
    queue.send("2", "bad");
    map("FunctionResponseTypes", List.of("ReportBatchItemFailures"));
    test.settle();
    assertThat(queue.deleted).containsExactly("receipt-1");
  }

  @Test
  void someMappingsAreRefused() {
    test.create("f");
    test.lambda
        .call("CreateEventSourceMapping", "FunctionName", "f")
        .isError(400, "InvalidParameterValueException", "Unrecognized event source.");
    test.lambda
        .call("CreateEventSourceMapping", "FunctionName", "none", "EventSourceArn", QUEUE)
        .isError(400, "InvalidParameterValueException", "Function does not exist");
    test.lambda
        .call("CreateEventSourceMapping", "FunctionName", "f", "EventSourceArn", QUEUE + "2")
        .isError(
            400,
            "InvalidParameterValueException",
            "Error occurred while ReceiveMessage. SQS Error Code:"
                + " AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified"
                + " queue does not exist.");
    test.lambda
        .call("GetEventSourceMapping", "UUID", "00000000-0000-0000-0000-000000000000")
        .isError(404, "ResourceNotFoundException", "The resource you requested does not exist.");
    map();
    test.lambda
        .call("CreateEventSourceMapping", "FunctionName", "f", "EventSourceArn", QUEUE)
        .isError(409, "ResourceConflictException");
  }

  /** Recorded on AWS, Lambda, September 2024; nothing is read from the cluster here. */
  @Test
  void mappingsOfKafkaAreKept() {
    test.create("f");
    Map<String, Object> input = new HashMap<>();
    input.put("FunctionName", "f");
    input.put("Topics", List.of("topic"));
    input.put(
        "SelfManagedEventSource",
        Map.of("Endpoints", Map.of("KAFKA_BOOTSTRAP_SERVERS", List.of("kafka:1000"))));
    test.call("CreateEventSourceMapping", input)
        .isError(400, "InvalidParameterValueException")
        .says("Required 'sourceAccessConfigurations' parameter is missing.");
    input.put(
        "SourceAccessConfigurations",
        List.of(
            Map.of(
                "Type",
                "BASIC_AUTH",
                "URI",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s")));
    JsonNode made = test.call("CreateEventSourceMapping", input).ok();
    String uuid = made.path("UUID").asText();
    assertThat(made.path("BatchSize").asInt()).isEqualTo(100);
    assertThat(made.path("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
    assertThat(made.path("SelfManagedKafkaEventSourceConfig").path("ConsumerGroupId").asText())
        .isEqualTo(uuid);
    test.call("CreateEventSourceMapping", input)
        .isError(409, "ResourceConflictException")
        .says(
            "An event source mapping with event source (\"kafka:1000\"), function (\""
                + LambdaTestServer.ARN
                + "f\"), topics (\"topic\") already exists. Please update or delete the existing"
                + " mapping with UUID "
                + uuid);
    test.server.assertKept(() -> test.lambda.ok("GetEventSourceMapping", "UUID", uuid));
  }
}
