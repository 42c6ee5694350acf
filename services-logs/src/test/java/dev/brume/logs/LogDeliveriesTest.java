package dev.brume.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.logs.api.LogsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Deliveries of vended logs, as they are set up. Answers recorded on AWS, CloudWatch Logs,
 * 04-02-2026; that of a second delivery of the same is a guess.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateDelivery.html">CreateDelivery</a>
 */
class LogDeliveriesTest {
  private static final String PREFIX = "arn:aws:logs:eu-west-1:123456789012:";

  private final TestServer server = TestServer.of(LogsApi.SERVICE, LogsService::new);
  private final WireClient logs = server.client();

  private JsonNode destination(Object... more) {
    Object[] input = new Object[4 + more.length];
    input[0] = "name";
    input[1] = "d";
    input[2] = "deliveryDestinationConfiguration";
    input[3] = Map.of("destinationResourceArn", "arn:aws:s3:::b");
    System.arraycopy(more, 0, input, 4, more.length);
    return logs.ok("PutDeliveryDestination", input).path("deliveryDestination");
  }

  private void source() {
    logs.ok(
        "PutDeliverySource",
        "name",
        "s",
        "logType",
        "ACCESS_LOGS",
        "resourceArn",
        "arn:aws:cloudfront::123456789012:distribution/E1Q5F5862X9VJ5");
  }

  @Test
  void destinations() {
    assertThat(destination("outputFormat", "json").toString())
        .isEqualTo(
            "{\"name\":\"d\",\"arn\":\""
                + PREFIX
                + "delivery-destination:d\",\"deliveryDestinationType\":\"S3\",\"outputFormat\":"
                + "\"json\",\"deliveryDestinationConfiguration\":{\"destinationResourceArn\":"
                + "\"arn:aws:s3:::b\"}}");
    logs.ok(
        "PutDeliveryDestinationPolicy",
        "deliveryDestinationName",
        "d",
        "deliveryDestinationPolicy",
        "{\"Version\":\"2012-10-17\"}");
    assertThat(
            logs.ok("GetDeliveryDestinationPolicy", "deliveryDestinationName", "d")
                .path("policy")
                .path("deliveryDestinationPolicy")
                .asText())
        .isEqualTo("{\"Version\":\"2012-10-17\"}");
    assertThat(logs.ok("DescribeDeliveryDestinations").path("deliveryDestinations")).hasSize(1);
    logs.ok("DeleteDeliveryDestination", "name", "d");
    for (String operation : new String[] {"GetDeliveryDestination", "DeleteDeliveryDestination"}) {
      logs.call(operation, "name", "d")
          .isError(
              400,
              "ResourceNotFoundException",
              "Requested Delivery Destination does not exist in this account.");
    }
    logs.call(
            "PutDeliveryDestination",
            "name",
            "d",
            "outputFormat",
            "foobar",
            "deliveryDestinationConfiguration",
            Map.of("destinationResourceArn", "arn:aws:s3:::b"))
        .isError(400, "ValidationException");
  }

  @Test
  void sources() {
    source();
    JsonNode shown = logs.ok("GetDeliverySource", "name", "s").path("deliverySource");
    assertThat(shown.path("service").asText()).isEqualTo("cloudfront");
    assertThat(shown.path("arn").asText()).isEqualTo(PREFIX + "delivery-source:s");
    logs.ok("DeleteDeliverySource", "name", "s");
    logs.call("GetDeliverySource", "name", "s")
        .isError(
            400,
            "ResourceNotFoundException",
            "Requested Delivery Source does not exist in this account.");
    logs.call("DeleteDeliverySource", "name", "s")
        .isError(
            400,
            "ResourceNotFoundException",
            "Requested Delivery Source does not exist in this account..");
  }

  @Test
  void deliveries() {
    destination();
    source();
    String arn = PREFIX + "delivery-destination:d";
    JsonNode made =
        logs.ok("CreateDelivery", "deliverySourceName", "s", "deliveryDestinationArn", arn)
            .path("delivery");
    String id = made.path("id").asText();
    assertThat(made.path("arn").asText()).isEqualTo(PREFIX + "delivery:" + id);
    assertThat(made.path("recordFields")).hasSize(33);
    assertThat(made.path("s3DeliveryConfiguration").toString())
        .isEqualTo(
            "{\"suffixPath\":\"AWSLogs/{account-id}/CloudFront/\","
                + "\"enableHiveCompatiblePath\":false}");
    logs.call("CreateDelivery", "deliverySourceName", "s", "deliveryDestinationArn", arn)
        .isError(400, "ConflictException");
    logs.call("DeleteDeliverySource", "name", "s").isError(400, "ConflictException");
    server.assertKept(() -> logs.ok("GetDelivery", "id", id));
    logs.ok("UpdateDeliveryConfiguration", "id", id, "recordFields", List.of("date"));
    JsonNode changed = logs.ok("GetDelivery", "id", id).path("delivery");
    assertThat(changed.path("recordFields").toString()).isEqualTo("[\"date\"]");
    assertThat(changed.path("s3DeliveryConfiguration"))
        .isEqualTo(made.path("s3DeliveryConfiguration"));
    logs.ok("DeleteDelivery", "id", id);
    logs.call("GetDelivery", "id", id)
        .isError(
            400, "ResourceNotFoundException", "Requested Delivery does not exist in this account.");
    assertThat(logs.ok("DescribeDeliveries").path("deliveries")).isEmpty();
  }

  /** AWS's words for reserved keys are not known. */
  @Test
  void haveNoTagsOfAws() {
    logs.call(
            "PutDeliveryDestination",
            "name",
            "d",
            "deliveryDestinationConfiguration",
            Map.of("destinationResourceArn", "arn:aws:s3:::b"),
            "tags",
            Map.of("aws:x", "y"))
        .isError(400, "ValidationException");
    assertThat(destination("tags", Map.of("team", "a")).path("tags").path("team").asText())
        .isEqualTo("a");
  }
}
