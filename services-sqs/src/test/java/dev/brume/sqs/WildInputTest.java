package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Schema;
import dev.brume.sqs.api.SqsApi;
import dev.brume.sqs.engine.QueueRules;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a client sends, the answer is a success or the client's fault, and the next request is
 * served: values are drawn by the model (aws-models/models/sqs.json) and bent. The seed is the
 * parameter.
 */
class WildInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REQUESTS = 4_000;
  private static final List<String> QUEUES = List.of("q", "q.fifo", "dlq", "dlq.fifo", "none");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "q",
          "-1",
          "0",
          "1",
          "10",
          "99999999999",
          "true",
          "false",
          "{}",
          "[]",
          "null",
          "\u0000",
          "\uD800",
          "😀",
          "All",
          ".*",
          "String",
          "Number",
          "Binary",
          "g",
          "aws:x",
          "AQEB",
          "arn:aws:sqs:eu-west-1:123456789012:q",
          "arn:aws:sqs:eu-west-1:123456789012:dlq",
          "arn:aws:sqs:eu-west-1:123456789012:dlq.fifo",
          "arn:aws:s3:::b",
          "SendMessage",
          "*",
          "111122223333",
          "{\"Statement\":[]}",
          "{\"Statement\":[1]}",
          "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:dlq\","
              + "\"maxReceiveCount\":1}",
          "{\"deadLetterTargetArn\":{},\"maxReceiveCount\":[]}",
          "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[null]}");

  private static final List<String> TAME = List.of("a", "b", "1", "g");

  private static final List<String> ATTRIBUTES =
      List.of(
          "VisibilityTimeout",
          "DelaySeconds",
          "RedrivePolicy",
          "RedriveAllowPolicy",
          "Policy",
          "FifoQueue",
          "MaximumMessageSize",
          "MessageRetentionPeriod",
          "KmsMasterKeyId",
          "SqsManagedSseEnabled",
          "DeduplicationScope",
          "FifoThroughputLimit",
          "QueueArn",
          "All",
          "ContentBasedDeduplication",
          "AWSTraceHeader",
          "SentTimestamp");

  private final SqsWire sqs =
      new SqsWire(
          new SqsOptions(QueueUrlStrategy.DYNAMIC, null, new QueueRules(false, false, true)));
  private Random random;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void isAnsweredAndNothingBreaks(int seed) {
    random = new Random(seed);
    List<Operation<?, ?>> operations = List.copyOf(SqsApi.SERVICE.operationMap().values());
    for (int i = 0; i < REQUESTS; i++) {
      for (String name : List.of("q", "q.fifo", "dlq", "dlq.fifo")) {
        sqs.create(name);
      }
      Operation<?, ?> operation = operations.get(random.nextInt(operations.size()));
      JsonNode input = structure(operation.input());
      int status = answer(operation.name(), input.toString());
      assertThat(status).as("%s %s", operation.name(), input).isIn(200, 400, 403, 404);
      sqs.pass(random.nextInt(3) == 0 ? 61 : 0);
    }
  }

  private int answer(String operation, String input) {
    CompletableFuture<HttpResponse> response =
        sqs.start(operation, input, ClientConnection.INTERNAL);
    if (!response.isDone()) {
      sqs.pass(20);
    }
    return response.join().status();
  }

  private ObjectNode structure(Schema schema) {
    ObjectNode node = JSON.createObjectNode();
    for (Member member : schema.members()) {
      boolean usual = member.isRequired() ? random.nextInt(20) > 0 : random.nextInt(3) == 0;
      if (usual) {
        node.set(member.name(), value(member));
      }
    }
    return node;
  }

  private JsonNode value(Member member) {
    if (random.nextInt(60) == 0) {
      return anything();
    }
    if (member.name().equals("QueueUrl")) {
      return JSON.getNodeFactory().textNode("http://h/123456789012/" + any(QUEUES));
    }
    if (member.name().equals("QueueName")) {
      return JSON.getNodeFactory().textNode(any(QUEUES));
    }
    return value(member.target());
  }

  private JsonNode value(Schema schema) {
    return switch (schema.type()) {
      case STRUCTURE -> structure(schema);
      case LIST -> list(schema);
      case MAP -> map(schema);
      case INTEGER, LONG -> JSON.getNodeFactory().numberNode(any(List.of(-1, 0, 1, 5, 10, 1_000)));
      case BLOB -> JSON.getNodeFactory().textNode(any(List.of("", "AQID", "?")));
      case ENUM -> JSON.getNodeFactory().textNode(any(ATTRIBUTES));
      default -> JSON.getNodeFactory().textNode(any(random.nextInt(3) > 0 ? TAME : TEXTS));
    };
  }

  private JsonNode list(Schema schema) {
    ArrayNode list = JSON.createArrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(random.nextInt(15) == 0 ? anything() : value(schema.members().get(0).target()));
    }
    return list;
  }

  private JsonNode map(Schema schema) {
    ObjectNode map = JSON.createObjectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      String key = any(random.nextInt(3) == 0 ? TEXTS : ATTRIBUTES);
      map.set(key, random.nextInt(15) == 0 ? anything() : value(schema.members().get(1).target()));
    }
    return map;
  }

  private JsonNode anything() {
    return switch (random.nextInt(6)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.getNodeFactory().booleanNode(true);
      case 2 -> JSON.getNodeFactory().numberNode(1.5);
      case 3 -> JSON.createArrayNode().addNull();
      case 4 -> JSON.valueToTree(Map.of("a", 1));
      default -> JSON.getNodeFactory().textNode(any(TEXTS));
    };
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
