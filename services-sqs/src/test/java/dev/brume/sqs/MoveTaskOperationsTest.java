package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Message-move tasks on the wire.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html">ListMessageMoveTasks</a>
 */
class MoveTaskOperationsTest {
  private static final String SOURCE = SqsWire.arn("dlq");

  private final SqsWire sqs = new SqsWire();

  MoveTaskOperationsTest() {
    sqs.create("dlq");
    String url = sqs.create("q", "RedrivePolicy", SqsWire.redrivePolicy("dlq", 1));
    for (int i = 0; i < 2; i++) {
      sqs.send(url, "m" + i);
      sqs.receive(Map.of("QueueUrl", url, "VisibilityTimeout", 0));
      sqs.ok("ReceiveMessage", Map.of("QueueUrl", url));
    }
  }

  private JsonNode latest() {
    return sqs.ok("ListMessageMoveTasks", Map.of("SourceArn", SOURCE)).path("Results").get(0);
  }

  // "TaskHandle … is only populated for tasks that are in RUNNING status."
  @Test
  void aTaskIsListedWhileAndAfterItRuns() {
    String handle =
        sqs.ok(
                "StartMessageMoveTask",
                Map.of("SourceArn", SOURCE, "MaxNumberOfMessagesPerSecond", 1))
            .path("TaskHandle")
            .asText();
    assertThat(latest().toString())
        .isEqualTo(
            "{\"TaskHandle\":\""
                + handle
                + "\",\"Status\":\"RUNNING\",\"SourceArn\":\""
                + SOURCE
                + "\",\"MaxNumberOfMessagesPerSecond\":1,"
                + "\"ApproximateNumberOfMessagesMoved\":0,"
                + "\"ApproximateNumberOfMessagesToMove\":2,"
                + "\"StartedTimestamp\":1735689600000}");
    sqs.pass(1);

    assertThat(latest().toString())
        .isEqualTo(
            "{\"Status\":\"COMPLETED\",\"SourceArn\":\""
                + SOURCE
                + "\",\"MaxNumberOfMessagesPerSecond\":1,"
                + "\"ApproximateNumberOfMessagesMoved\":2,"
                + "\"ApproximateNumberOfMessagesToMove\":2,"
                + "\"StartedTimestamp\":1735689600000}");
  }

  @Test
  void aTaskCanBeCancelled() {
    String handle =
        sqs.ok(
                "StartMessageMoveTask",
                Map.of("SourceArn", SOURCE, "MaxNumberOfMessagesPerSecond", 1))
            .path("TaskHandle")
            .asText();
    sqs.pass(0);

    assertThat(sqs.ok("CancelMessageMoveTask", Map.of("TaskHandle", handle)).toString())
        .isEqualTo("{\"ApproximateNumberOfMessagesMoved\":1}");
    sqs.pass(0);
    assertThat(latest().path("Status").asText()).isEqualTo("CANCELLED");
  }

  // "The maximum value for messages per second is 500." The words of the error are not documented.
  @ParameterizedTest
  @ValueSource(ints = {0, 501})
  void theRateHasARange(int rate) {
    sqs.refused(
        "StartMessageMoveTask",
        Map.of("SourceArn", SOURCE, "MaxNumberOfMessagesPerSecond", rate),
        400,
        "InvalidParameterValue",
        "Value "
            + rate
            + " for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1"
            + " and 500, if provided.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11})
  void atMostTenTasksAreListed(int count) {
    sqs.refused(
        "ListMessageMoveTasks",
        Map.of("SourceArn", SOURCE, "MaxResults", count),
        400,
        "InvalidParameterValue",
        "Value "
            + count
            + " for parameter MaxResults is invalid. Reason: Must be between 1 and 10, if"
            + " provided.");
  }

  @Test
  void queuesAreNamedByArns() {
    sqs.refused(
        "StartMessageMoveTask",
        Map.of("SourceArn", "dlq"),
        400,
        "InvalidParameterValue",
        "You must use this format to specify the SourceArn:"
            + " arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
    sqs.refused(
        "StartMessageMoveTask",
        Map.of("SourceArn", SOURCE, "DestinationArn", "q"),
        400,
        "InvalidParameterValue",
        "You must use this format to specify the DestinationArn:"
            + " arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
  }

  @Test
  void queuesMustExist() {
    sqs.refused(
        "ListMessageMoveTasks",
        Map.of("SourceArn", SqsWire.arn("none")),
        404,
        "ResourceNotFoundException",
        "The resource that you specified for the SourceArn parameter doesn't exist.");
  }
}
