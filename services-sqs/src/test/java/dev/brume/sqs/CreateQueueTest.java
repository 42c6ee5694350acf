package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CreateQueue makes a queue, or finds the one that is there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
 */
class CreateQueueTest {
  private static final String BAD_NAME =
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length";

  private final SqsWire sqs = new SqsWire();

  @ParameterizedTest
  @ValueSource(strings = {"q", "A-b_9", "0", "-", "_"})
  void takesLettersDigitsHyphensAndUnderscores(String name) {
    assertThat(sqs.create(name)).isEqualTo("http://localhost:4566/123456789012/" + name);
  }

  @Test
  void takes80Characters() {
    sqs.create("q".repeat(80));
    sqs.create("q".repeat(75) + ".fifo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.b", "ä", "q.fifo", ".fifo", "a/b", "a\nb"})
  void refusesOtherNames(String name) {
    sqs.refused("CreateQueue", Map.of("QueueName", name), 400, "InvalidParameterValue", BAD_NAME);
    assertThat(sqs.ok("ListQueues", Map.of())).isEmpty();
  }

  @Test
  void refuses81Characters() {
    sqs.refused(
        "CreateQueue", Map.of("QueueName", "q".repeat(81)), 400, "InvalidParameterValue", BAD_NAME);
  }

  // "A FIFO queue name must end with the .fifo suffix."
  @ParameterizedTest
  @ValueSource(strings = {"q", "q.fif", "q.FIFO", ".fifo", "a.b.fifo"})
  void theNameOfAFifoQueueEndsWithFifo(String name) {
    sqs.refused(
        "CreateQueue",
        Map.of("QueueName", name, "Attributes", Map.of("FifoQueue", "true")),
        400,
        "InvalidParameterValue",
        "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
            + " underscores, must end with .fifo suffix and be 1 to 80 in length.");
  }

  // aws-cli issue 2549 shows AWS's answer to FIFO attributes of a standard queue.
  @Test
  void aStandardQueueHasNoFifoQueueAttribute() {
    sqs.refused(
        "CreateQueue",
        Map.of("QueueName", "q", "Attributes", Map.of("FifoQueue", "false")),
        400,
        "InvalidAttributeName",
        "Unknown Attribute FifoQueue.");
  }

  @Test
  void theNameIsNeeded() {
    sqs.refused(
        "CreateQueue",
        Map.of(),
        400,
        "MissingParameter",
        "The request must contain the parameter QueueName.");
  }

  // "If you specify the name of an existing queue and provide the exact same names and values for
  // all its attributes, the CreateQueue action will return the URL of the existing queue".
  @Test
  void theSameQueueAgainIsFound() {
    String url = sqs.create("q", "VisibilityTimeout", "7", "DelaySeconds", "1");

    assertThat(sqs.create("q", "DelaySeconds", "1", "VisibilityTimeout", "7")).isEqualTo(url);
  }

  // QueueNameExists: "only if the request includes attributes whose values differ from those of the
  // existing queue".
  @Test
  void attributesThatAreNotGivenDoNotMatter() {
    String url = sqs.create("q", "VisibilityTimeout", "7");

    assertThat(sqs.create("q")).isEqualTo(url);
    assertThat(sqs.create("q", "DelaySeconds", "0")).isEqualTo(url);
    assertThat(sqs.attributes(url, "VisibilityTimeout").path("VisibilityTimeout").asText())
        .isEqualTo("7");
  }

  @Test
  void aDifferentQueueOfTheSameNameIsRefused() {
    String url = sqs.create("q", "VisibilityTimeout", "7");

    sqs.refused(
        "CreateQueue",
        Map.of("QueueName", "q", "Attributes", Map.of("VisibilityTimeout", "8")),
        400,
        "QueueAlreadyExists",
        "A queue already exists with the same name and a different value for attribute"
            + " VisibilityTimeout");
    assertThat(sqs.attributes(url, "VisibilityTimeout").path("VisibilityTimeout").asText())
        .isEqualTo("7");
  }

  @Test
  void policiesAreComparedByWhatTheySay() {
    sqs.create("dlq");
    String url = sqs.create("q", "RedrivePolicy", SqsWire.redrivePolicy("dlq", 3));

    assertThat(
            sqs.create(
                "q",
                "RedrivePolicy",
                "{ \"maxReceiveCount\": \"3\", \"deadLetterTargetArn\": \""
                    + SqsWire.arn("dlq")
                    + "\" }"))
        .isEqualTo(url);
  }

  @Test
  void tagsCanBeGivenAtOnce() {
    sqs.ok("CreateQueue", Map.of("QueueName", "q", "tags", Map.of("team", "blue")));

    assertThat(sqs.ok("ListQueueTags", Map.of("QueueUrl", sqs.create("q"))).path("Tags").toString())
        .isEqualTo("{\"team\":\"blue\"}");
  }

  // "If you delete a queue, you must wait at least 60 seconds before creating a queue with the same
  // name."
  @Test
  void aDeletedQueuesNameIsTakenFor60Seconds() {
    String url = sqs.create("q");
    sqs.ok("DeleteQueue", Map.of("QueueUrl", url));
    sqs.pass(59);

    sqs.refused(
        "CreateQueue",
        Map.of("QueueName", "q"),
        400,
        "AWS.SimpleQueueService.QueueDeletedRecently",
        "You must wait 60 seconds after deleting a queue before you can create another with the"
            + " same name.");
    sqs.pass(1);
    sqs.create("q");
  }
}
