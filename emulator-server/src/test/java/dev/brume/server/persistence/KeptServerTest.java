package dev.brume.server.persistence;

import static dev.brume.server.persistence.SqsCalls.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.state.Persistence;
import dev.brume.server.Brume;
import dev.brume.server.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source of truth: the promises of {@code Brume.Builder.data} and of the paths it names. */
class KeptServerTest {
  private static final byte[] NOTHING = {};

  @TempDir private Path directory;

  private Brume.Builder kept() {
    return Brume.builder().data(directory);
  }

  /** The native library, which the driver unpacks, would stay after a kill. */
  @Test
  void nothingOfTheDatabaseDriverIsInTheTemporaryDirectory() throws Exception {
    try (RealServer server = RealServer.start(List.of(), "--data", directory.toString());
        SqsCalls calls = new SqsCalls(server.endpoint())) {
      calls.call("CreateQueue", object().put("QueueName", "orders"));
      assertThat(server.temporaryFiles()).noneMatch(file -> file.contains("sqlite"));
    }
    assertThat(directory.resolve("state.db")).exists();
  }

  /** Everything that SQS keeps: queues with attributes and tags, messages of all states. */
  @Test
  void queuesAndMessagesOutliveTheServer() throws Exception {
    try (Brume brume = kept().start();
        SqsCalls calls = new SqsCalls(brume.endpoint())) {
      ObjectNode fifo = object().put("QueueName", "orders.fifo");
      fifo.putObject("Attributes").put("FifoQueue", "true").put("VisibilityTimeout", "77");
      fifo.putObject("tags").put("team", "blue");
      String url = calls.call("CreateQueue", fifo).get("QueueUrl").asText();
      for (String body : Set.of("a", "b")) {
        ObjectNode message = object().put("QueueUrl", url).put("MessageBody", body);
        message.put("MessageGroupId", body).put("MessageDeduplicationId", body);
        ObjectNode attribute = message.putObject("MessageAttributes").putObject("bytes");
        attribute.put("DataType", "Binary").put("BinaryValue", "AAEC");
        calls.call("SendMessage", message);
      }
      calls.call("ReceiveMessage", object().put("QueueUrl", url));
    }
    try (Brume brume = kept().start();
        SqsCalls calls = new SqsCalls(brume.endpoint())) {
      String url = brume.endpoint() + "/000000000000/orders.fifo";
      ObjectNode all = object().put("QueueUrl", url);
      all.putArray("AttributeNames").add("All");
      JsonNode attributes = calls.call("GetQueueAttributes", all).get("Attributes");
      assertThat(attributes.get("VisibilityTimeout").asText()).isEqualTo("77");
      assertThat(attributes.get("ApproximateNumberOfMessages").asText()).isEqualTo("1");
      assertThat(attributes.get("ApproximateNumberOfMessagesNotVisible").asText()).isEqualTo("1");
      assertThat(calls.call("ListQueueTags", object().put("QueueUrl", url)).at("/Tags/team"))
          .hasToString("\"blue\"");
      ObjectNode receive = object().put("QueueUrl", url);
      receive.putArray("MessageAttributeNames").add("All");
      JsonNode message = calls.call("ReceiveMessage", receive).at("/Messages/0");
      assertThat(message.at("/MessageAttributes/bytes/BinaryValue").asText()).isEqualTo("AAEC");
      assertThat(calls.bodies("orders.fifo")).containsExactly("a", "b");
    }
  }

  @Test
  void aSeedMakesNoIdTwiceOverRestarts() throws Exception {
    String first;
    try (Brume brume = kept().seed(5).start();
        SqsCalls calls = new SqsCalls(brume.endpoint())) {
      String url = calls.createQueue("q");
      first = calls.call("SendMessage", message(url)).get("MessageId").asText();
    }
    try (Brume brume = kept().seed(5).start();
        SqsCalls calls = new SqsCalls(brume.endpoint())) {
      String other = calls.createQueue("other");
      assertThat(calls.bodies("other")).isEmpty();
      assertThat(calls.call("SendMessage", message(other)).get("MessageId").asText())
          .isNotEqualTo(first);
    }
  }

  private static ObjectNode message(String queueUrl) {
    return object().put("QueueUrl", queueUrl).put("MessageBody", "x");
  }

  @Test
  void aDirectoryInUseIsToldInOneLine() {
    try (Brume brume = kept().start()) {
      assertThat(brume.port()).isPositive();
      assertThatThrownBy(() -> kept().start())
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith("The data directory " + directory + " is in use by process ");
    }
    kept().start().close();
  }

  @Test
  void aSnapshotBringsMessagesBack() throws Exception {
    try (Brume brume = Brume.builder().start();
        SqsCalls calls = new SqsCalls(brume.endpoint())) {
      String url = calls.createQueue("q");
      calls.send(url, "before");
      byte[] named = "{\"name\": \"clean\"}".getBytes(StandardCharsets.UTF_8);
      calls.admin("POST", "/_brume/snapshots", named);
      calls.send(url, "after");
      calls.admin("POST", "/_brume/snapshots/clean/restore", NOTHING);
      assertThat(calls.bodies("q")).containsExactly("before");
    }
  }

  @Test
  void theWholeStateGoesOutAndInAsOneFile() throws Exception {
    byte[] exported;
    try (Brume brume = kept().start();
        SqsCalls calls = new SqsCalls(brume.endpoint())) {
      calls.send(calls.createQueue("q"), "exported");
      exported = calls.get("/_brume/state");
    }
    try (Brume brume = Brume.builder().start();
        SqsCalls calls = new SqsCalls(brume.endpoint())) {
      calls.createQueue("replaced");
      calls.admin("PUT", "/_brume/state", exported);
      assertThat(calls.bodies("q")).containsExactly("exported");
      JsonNode queues = calls.call("ListQueues", object()).get("QueueUrls");
      assertThat(queues).hasSize(1);
      assertThatThrownBy(() -> calls.admin("PUT", "/_brume/state", new byte[] {1}))
          .hasMessageStartingWith("400 ")
          .hasMessageContaining("no state file");
      assertThat(calls.bodies("q")).containsExactly("exported");
    }
  }

  @Test
  void savingIsForThoseWhoKeepSomething() throws Exception {
    try (Brume brume = Brume.builder().start();
        SqsCalls calls = new SqsCalls(brume.endpoint())) {
      assertThatThrownBy(() -> calls.admin("POST", "/_localstack/state/save", NOTHING))
          .hasMessageStartingWith("501 ");
    }
    Persistence hourly = Persistence.every(Duration.ofHours(1), directory);
    try (Brume brume = Brume.builder().data(hourly).start();
        SqsCalls calls = new SqsCalls(brume.endpoint())) {
      calls.createQueue("q");
      calls.admin("POST", "/_localstack/state/save", NOTHING);
      calls.admin("POST", "/_localstack/state/sqs/load", NOTHING);
      Path copy = Files.createDirectory(directory.resolve("copy"));
      for (String name : Set.of("state.db", "state.db-wal")) {
        Files.copy(directory.resolve(name), copy.resolve(name));
      }
      try (Brume saved = Brume.builder().data(copy).start();
          SqsCalls there = new SqsCalls(saved.endpoint())) {
        assertThat(there.bodies("q")).isEmpty();
      }
    }
  }

  /** Deadlines that nobody asks for come to pass: here, a message-move task goes on. */
  @Test
  void whatIsDueHappensThoughNobodyAsks() throws Exception {
    try (Brume brume = kept().virtualTime().start();
        SqsCalls calls = new SqsCalls(brume.endpoint())) {
      String dead = calls.createQueue("dead");
      ObjectNode source = object().put("QueueName", "source");
      source
          .putObject("Attributes")
          .put(
              "RedrivePolicy",
              "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\","
                  + "\"maxReceiveCount\":1}");
      calls.call("CreateQueue", source);
      calls.createQueue("target");
      for (int number = 0; number < 3; number++) {
        calls.send(dead, "message " + number);
      }
      calls.call(
          "StartMessageMoveTask",
          object()
              .put("SourceArn", "arn:aws:sqs:us-east-1:000000000000:dead")
              .put("DestinationArn", "arn:aws:sqs:us-east-1:000000000000:target")
              .put("MaxNumberOfMessagesPerSecond", 1));
      assertThat(calls.bodies("target")).hasSizeLessThan(3);
    }
    try (Brume brume = kept().virtualTime().start();
        SqsCalls calls = new SqsCalls(brume.endpoint())) {
      brume.timeline().advance(Duration.ofMinutes(1));
      assertThat(calls.bodies("target")).hasSize(3);
    }
  }
}
