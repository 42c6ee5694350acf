package dev.brume.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.logs.api.LogsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Subscription filters, metric filters, destinations and the patterns that they have. Texts of
 * refusals and the members shown: answers recorded on AWS, CloudWatch Logs, February 2026.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html">
 *     Filter pattern syntax for metric filters</a>
 */
class LogFiltersTest {
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:f";
  private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/s";
  private static final String ROLE = "arn:aws:iam::123456789012:role/r";

  private final List<DeliveryMessage> delivered = new CopyOnWriteArrayList<>();
  private final TestServer server =
      TestServer.builder()
          .service(LogsApi.SERVICE, LogsService::new)
          .ports(
              ports ->
                  ports
                      .offerTarget("lambda", () -> new Mailbox())
                      .offerTarget("kinesis", () -> new Mailbox()))
          .build();
  private final WireClient logs = server.client();

  /** Keeps what is delivered; knows the function {@code f} and the stream {@code s}. */
  private final class Mailbox implements DeliveryTarget {
    @Override
    public boolean exists(Arn target) {
      return target.toString().equals(FUNCTION) || target.toString().equals(STREAM);
    }

    @Override
    public CompletionStage<DeliveryOutcome> deliver(
        Arn target, DeliveryMessage message, Sender sender) {
      delivered.add(message);
      return CompletableFuture.completedFuture(DeliveryOutcome.DELIVERED);
    }
  }

  @BeforeEach
  void makeStream() {
    logs.ok("CreateLogGroup", "logGroupName", "g");
    logs.ok("CreateLogStream", "logGroupName", "g", "logStreamName", "s");
  }

  private void put(String... messages) {
    long now = server.timeline().nowMillis();
    List<Object> events = new ArrayList<>();
    for (String message : messages) {
      events.add(Map.of("timestamp", now, "message", message));
    }
    logs.ok("PutLogEvents", "logGroupName", "g", "logStreamName", "s", "logEvents", events);
    server.environment().surroundings().outbox().settle().toCompletableFuture().join();
  }

  private void subscribe(String pattern, String target, Object... more) {
    List<Object> input =
        new ArrayList<>(
            List.of(
                "logGroupName",
                "g",
                "filterName",
                "test",
                "filterPattern",
                pattern,
                "destinationArn",
                target));
    input.addAll(List.of(more));
    logs.ok("PutSubscriptionFilter", input.toArray());
  }

  private static JsonNode unzip(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return JsonDocument.COMMON
          .find(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFunctionGetsEvents() {
    subscribe("", FUNCTION);
    put("test", "test 2");
    String data =
        JsonDocument.COMMON
            .find(delivered.getFirst().body())
            .orElseThrow()
            .path("awslogs")
            .path("data")
            .asText();
    JsonNode event = unzip(Base64.getDecoder().decode(data));
    assertThat(event.path("messageType").asText()).isEqualTo("DATA_MESSAGE");
    assertThat(event.path("owner").asText()).isEqualTo("123456789012");
    assertThat(event.path("logGroup").asText()).isEqualTo("g");
    assertThat(event.path("logStream").asText()).isEqualTo("s");
    assertThat(event.path("subscriptionFilters").toString()).isEqualTo("[\"test\"]");
    assertThat(event.path("logEvents").get(1).path("message").asText()).isEqualTo("test 2");
    JsonNode shown =
        logs.ok("DescribeSubscriptionFilters", "logGroupName", "g")
            .path("subscriptionFilters")
            .get(0);
    assertThat(shown.path("distribution").asText()).isEqualTo("ByLogStream");
    assertThat(shown.path("applyOnTransformedLogs").asBoolean(true)).isFalse();
    server.assertKept(() -> logs.ok("DescribeSubscriptionFilters", "logGroupName", "g"));
    logs.ok("DeleteSubscriptionFilter", "logGroupName", "g", "filterName", "test");
    put("more");
    assertThat(delivered).hasSize(1);
  }

  @Test
  void aStreamGetsWhatMatchesAsBytes() {
    subscribe("{ $.a = 1 }", STREAM, "roleArn", ROLE);
    put("{\"a\":1}", "{\"a\":2}");
    JsonNode event = unzip(delivered.getFirst().content().bytes());
    assertThat(event.path("logEvents")).hasSize(1);
    assertThat(delivered.getFirst().partitionKey()).isEqualTo("s");
  }

  @Test
  void targetsAreChecked() {
    String other = FUNCTION.replace("123456789012", "111111111111");
    logs.call(
            "PutSubscriptionFilter",
            "logGroupName",
            "none",
            "filterName",
            "t",
            "filterPattern",
            "",
            "destinationArn",
            other)
        .isError(
            400,
            "AccessDeniedException",
            "Cross-account lambda invocation passing is not allowed. You must use"
                + " DestinationPolicies to create cross account lambda triggers.");
    logs.call(
            "PutSubscriptionFilter",
            "logGroupName",
            "g",
            "filterName",
            "t",
            "filterPattern",
            "",
            "destinationArn",
            STREAM)
        .isError(
            400,
            "InvalidParameterException",
            "destinationArn for vendor kinesis cannot be used without roleArn");
    logs.call("DescribeSubscriptionFilters", "logGroupName", "none")
        .isError(400, "ResourceNotFoundException", "The specified log group does not exist.");
    logs.call(
            "PutSubscriptionFilter",
            "logGroupName",
            "g",
            "filterName",
            "t",
            "filterPattern",
            "",
            "destinationArn",
            FUNCTION + "x")
        .isError(400, "InvalidParameterException");
  }

  @Test
  void metricFiltersAreKeptAndCounted() {
    Map<String, Object> metric =
        Map.of("metricName", "m", "metricNamespace", "n", "metricValue", "1", "defaultValue", 0);
    logs.ok(
        "PutMetricFilter",
        "logGroupName",
        "g",
        "filterName",
        "f",
        "filterPattern",
        " ",
        "metricTransformations",
        List.of(metric));
    JsonNode shown =
        logs.ok("DescribeMetricFilters", "metricName", "m", "metricNamespace", "n")
            .path("metricFilters")
            .get(0);
    assertThat(shown.path("filterPattern").asText()).isEqualTo(" ");
    assertThat(shown.path("applyOnTransformedLogs").asBoolean(true)).isFalse();
    assertThat(shown.path("metricTransformations").get(0).path("defaultValue").asDouble(1))
        .isZero();
    assertThat(
            logs.ok("DescribeLogGroups").path("logGroups").get(0).path("metricFilterCount").asInt())
        .isEqualTo(1);
    logs.ok("DeleteMetricFilter", "logGroupName", "g", "filterName", "f");
    assertThat(logs.ok("DescribeMetricFilters", "logGroupName", "g").path("metricFilters"))
        .isEmpty();
  }

  private List<String> matching(String pattern, String... messages) {
    List<String> found = new ArrayList<>();
    logs.ok("TestMetricFilter", "filterPattern", pattern, "logEventMessages", List.of(messages))
        .path("matches")
        .forEach(match -> found.add(match.path("eventMessage").asText()));
    return found;
  }

  @Test
  void patternsOfJson() {
    String one = "{\"level\":\"ERROR\",\"n\":1,\"user\":{\"id\":\"u1\"},\"a\":[{\"b\":true},null]}";
    String two = "{\"level\":\"INFO\",\"n\":20,\"user\":{}}";
    assertThat(matching("{ $.level = \"ERROR\" }", one, two, "text")).containsExactly(one);
    assertThat(matching("{ $.level = E* }", one, two)).containsExactly(one);
    assertThat(matching("{ $.level != ERROR }", one, two)).containsExactly(two);
    assertThat(matching("{ $.n >= 20 || $.user.id = \"u1\" && $.n < 1 }", one, two))
        .containsExactly(two);
    assertThat(matching("{ ($.n = 1) && ($.a[0].b IS TRUE) }", one, two)).containsExactly(one);
    assertThat(matching("{ $.user.id NOT EXISTS }", one, two)).containsExactly(two);
    assertThat(matching("{ $.a[1] IS NULL }", one, two)).containsExactly(one);
    assertThat(matching("{ $.a[*].b IS TRUE }", one, two)).containsExactly(one);
    assertThat(matching("{ $.level = %^I.*O$% }", one, two)).containsExactly(two);
    logs.call("FilterLogEvents", "logGroupName", "g", "filterPattern", "{ $.a = }")
        .isError(400, "InvalidParameterException");
  }

  /** The example of AWS's page of TestMetricFilter. */
  @Test
  void patternsOfColumns() {
    String line =
        "127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] \"GET /apache_pb.gif HTTP/1.0\" 200 1534";
    JsonNode match =
        logs.ok(
                "TestMetricFilter",
                "filterPattern",
                "[ip, identity, user_id, timestamp, request, status_code, size]",
                "logEventMessages",
                List.of(line))
            .path("matches")
            .get(0);
    assertThat(match.path("eventNumber").asInt()).isEqualTo(1);
    assertThat(match.path("extractedValues").path("$timestamp").asText())
        .isEqualTo("10/Oct/2000:13:25:15 -0700");
    assertThat(match.path("extractedValues").path("$size").asText()).isEqualTo("1534");
    assertThat(matching("[ip, ..., status = 2*, size > 1000]", line)).hasSize(1);
    assertThat(matching("[ip, ..., status = 404 || status = 410, size]", line)).isEmpty();
    assertThat(matching("[ip, user]", line)).isEmpty();
    assertThat(matching("[]", line)).hasSize(1);
    assertThat(matching("%1[0-9]34$%", line, "x")).containsExactly(line);
    assertThat(matching("-frank", line, "x")).containsExactly("x");
  }

  @Test
  void destinationsNameStreams() {
    logs.ok("PutDestination", "destinationName", "d", "targetArn", STREAM, "roleArn", ROLE);
    String arn = "arn:aws:logs:eu-west-1:123456789012:destination:d";
    assertThat(
            logs.ok("DescribeDestinations", "DestinationNamePrefix", "d")
                .path("destinations")
                .get(0)
                .path("arn")
                .asText())
        .isEqualTo(arn);
    logs.ok("TagResource", "resourceArn", arn, "tags", Map.of("key1", "val1", "key2", "val2"));
    logs.ok("UntagResource", "resourceArn", arn, "tagKeys", List.of("key2"));
    assertThat(logs.ok("ListTagsForResource", "resourceArn", arn).path("tags").toString())
        .isEqualTo("{\"key1\":\"val1\"}");
    subscribe("", arn);
    put("x");
    assertThat(unzip(delivered.getFirst().content().bytes()).path("logEvents")).hasSize(1);
    logs.ok("DeleteDestination", "destinationName", "d");
    assertThat(logs.ok("DescribeDestinations").path("destinations")).isEmpty();
  }
}
