package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Cost allocation tags of queues. AWS documents their limits, not the words of the errors.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html">Standard
 *     queue quotas</a>
 */
class QueueTagsTest {
  private final SqsWire sqs = new SqsWire();
  private final String url = sqs.create("q");

  private void tag(Map<String, String> tags) {
    sqs.ok("TagQueue", Map.of("QueueUrl", url, "Tags", tags));
  }

  private void refused(Map<String, String> tags, String code, String message) {
    sqs.refused("TagQueue", Map.of("QueueUrl", url, "Tags", tags), 400, code, message);
  }

  private String tags() {
    return sqs.ok("ListQueueTags", Map.of("QueueUrl", url)).toString();
  }

  @Test
  void comeAndGo() {
    assertThat(tags()).isEqualTo("{}");
    tag(Map.of("b", "2", "a", "1"));
    tag(Map.of("b", "3", "c", ""));
    assertThat(tags()).isEqualTo("{\"Tags\":{\"a\":\"1\",\"b\":\"3\",\"c\":\"\"}}");
    sqs.ok("UntagQueue", Map.of("QueueUrl", url, "TagKeys", List.of("a", "none", "c")));
    assertThat(tags()).isEqualTo("{\"Tags\":{\"b\":\"3\"}}");
  }

  // "Tags are case-sensitive."
  @Test
  void caseMatters() {
    tag(Map.of("a", "1", "A", "2"));

    assertThat(tags()).isEqualTo("{\"Tags\":{\"A\":\"2\",\"a\":\"1\"}}");
  }

  @Test
  void areUpToFifty() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      many.put("k" + i, "v");
    }
    tag(many);
    refused(Map.of("one", "more"), "InvalidParameterValue", "Too many tags added for queue q.");
    tag(Map.of("k0", "changed"));

    assertThat(sqs.ok("ListQueueTags", Map.of("QueueUrl", url)).path("Tags")).hasSize(50);
  }

  @Test
  void haveLimitedLengths() {
    // A letter that takes two chars in Java: the limits count characters.
    tag(Map.of("𝒜".repeat(128), "𝒜".repeat(256)));
    refused(
        Map.of("k".repeat(129), "v"),
        "InvalidParameterValue",
        "Tag keys must be between 1 and 128 characters in length.");
    refused(
        Map.of("", "v"),
        "InvalidParameterValue",
        "Tag keys must be between 1 and 128 characters in length.");
    refused(
        Map.of("k", "v".repeat(257)),
        "InvalidParameterValue",
        "Tag values must be between 0 and 256 characters in length.");
  }

  // "A tag Key and tag Value can include Unicode alphanumeric characters in UTF-8 and whitespace.
  // The following special characters are allowed: _ . : / = + - @".
  @Test
  void haveCertainCharacters() {
    tag(Map.of("é名١ _.:/=+-@", "é名١ _.:/=+-@\t"));
    for (String bad : List.of("a#", "a!", "😀", "a,b", "\u0000")) {
      refused(
          Map.of(bad, "v"),
          "InvalidParameterValue",
          "Tag keys can only include alphanumeric characters, whitespace, and _ . : / = + - @");
      refused(
          Map.of("k", bad),
          "InvalidParameterValue",
          "Tag values can only include alphanumeric characters, whitespace, and _ . : / = + - @");
    }
    assertThat(sqs.ok("ListQueueTags", Map.of("QueueUrl", url)).path("Tags")).hasSize(1);
  }

  // "The tag Key or Value can't include the reserved prefix aws:".
  @Test
  void mayNotBeAwss() {
    refused(
        Map.of("aws:x", "v"),
        "InvalidParameterValue",
        "Tag keys and values can't begin with the reserved prefix aws:.");
    assertThat(tags()).isEqualTo("{}");
  }

  @Test
  void mustBeNamed() {
    refused(Map.of(), "MissingParameter", "The request must contain the parameter Tags.");
    sqs.refused(
        "UntagQueue",
        Map.of("QueueUrl", url, "TagKeys", List.of()),
        400,
        "MissingParameter",
        "The request must contain the parameter TagKeys.");
  }
}
