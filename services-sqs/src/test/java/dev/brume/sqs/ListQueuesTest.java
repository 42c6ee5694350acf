package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lists of queues, in pages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html">ListQueues</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html">ListDeadLetterSourceQueues</a>
 */
class ListQueuesTest {
  private final SqsWire sqs = new SqsWire();

  private static List<String> names(JsonNode urls) {
    List<String> names = new ArrayList<>();
    urls.forEach(url -> names.add(url.asText().replaceAll(".*/", "")));
    return names;
  }

  private List<String> pages(String operation, Map<String, ?> input, String urls) {
    List<String> pages = new ArrayList<>();
    Map<String, Object> next = new HashMap<>(input);
    while (true) {
      JsonNode page = sqs.ok(operation, next);
      pages.add(String.join(" ", names(page.path(urls))));
      if (!page.has("NextToken")) {
        return pages;
      }
      next.put("NextToken", page.path("NextToken").asText());
    }
  }

  @Test
  void anAccountWithoutQueuesHasNone() {
    assertThat(sqs.ok("ListQueues", Map.of()).toString()).isEqualTo("{}");
  }

  // "only queues with a name that begins with the specified value are returned"
  @Test
  void byPrefix() {
    for (String name : List.of("ab", "a", "b", "AB")) {
      sqs.create(name);
    }

    assertThat(names(sqs.ok("ListQueues", Map.of("QueueNamePrefix", "a")).path("QueueUrls")))
        .containsExactly("a", "ab");
    assertThat(sqs.ok("ListQueues", Map.of("QueueNamePrefix", "x")).toString()).isEqualTo("{}");
  }

  @Test
  void inPages() {
    for (int i = 0; i < 5; i++) {
      sqs.create("q" + i);
    }
    sqs.create("other");

    assertThat(pages("ListQueues", Map.of("QueueNamePrefix", "q", "MaxResults", 2), "QueueUrls"))
        .containsExactly("q0 q1", "q2 q3", "q4");
  }

  // "The response includes a maximum of 1,000 results." "You must set MaxResults to receive a value
  // for NextToken in the response."
  @Test
  void atMost1000() {
    for (int i = 0; i < 1_001; i++) {
      sqs.create("q" + i);
    }
    JsonNode page = sqs.ok("ListQueues", Map.of());

    assertThat(page.path("QueueUrls")).hasSize(1_000);
    assertThat(page.has("NextToken")).isFalse();
    assertThat(pages("ListQueues", Map.of("MaxResults", 1_000), "QueueUrls")).hasSize(2);
  }

  @Test
  void ofOneRegion() {
    sqs.create("here");
    sqs.in("us-west-2").create("there");

    assertThat(names(sqs.ok("ListQueues", Map.of()).path("QueueUrls"))).containsExactly("there");
  }

  // "Value range is 1 to 1000." The words of the error are not documented.
  @ParameterizedTest
  @ValueSource(ints = {0, 1_001, -1})
  void maxResultsHasARange(int value) {
    sqs.refused(
        "ListQueues",
        Map.of("MaxResults", value),
        400,
        "InvalidParameterValue",
        "Value "
            + value
            + " for parameter MaxResults is invalid. Reason: Must be between 1 and 1000, if"
            + " provided.");
  }

  @Test
  void aBadTokenIsRefused() {
    sqs.refused(
        "ListQueues",
        Map.of("NextToken", "?", "MaxResults", 1),
        400,
        "InvalidParameterValue",
        "Invalid or expired next token.");
  }

  @Test
  void theSourcesOfADeadLetterQueueInPages() {
    String dlq = sqs.create("dlq");
    assertThat(sqs.ok("ListDeadLetterSourceQueues", Map.of("QueueUrl", dlq)).toString())
        .isEqualTo("{\"queueUrls\":[]}");
    for (int i = 0; i < 3; i++) {
      sqs.create("q" + i, "RedrivePolicy", SqsWire.redrivePolicy("dlq", 3));
    }
    sqs.create("other");

    assertThat(
            pages(
                "ListDeadLetterSourceQueues",
                Map.of("QueueUrl", dlq, "MaxResults", 2),
                "queueUrls"))
        .containsExactly("q0 q1", "q2");
  }
}
