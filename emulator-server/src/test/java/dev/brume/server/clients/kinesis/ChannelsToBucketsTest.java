package dev.brume.server.clients.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.VirtualBrume;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Channels deliver to buckets of S3, and log what S3 refuses. The SDK's client of Kinesis is older
 * than channels.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/data-delivery-s3-about.html">How
 *     Amazon S3 delivery works</a>
 */
class ChannelsToBucketsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = Accounts.next();
  private static final String ARN = "arn:aws:kinesis:us-east-1:" + ACCOUNT + ":stream/s";
  private static final long FRESHNESS_SECONDS = 300;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void recordsBecomeObjects() throws Exception {
    try (VirtualBrume brume = new VirtualBrume();
        S3Client s3 = s3(brume.endpoint())) {
      s3.createBucket(create -> create.bucket("lake"));
      createStream(brume.endpoint());
      JsonNode made = createChannel(brume.endpoint(), "lake");
      assertThat(made.path("ChannelStatus").asText()).isEqualTo("ACTIVE");
      put(brume.endpoint(), "{\"n\":1}");
      put(brume.endpoint(), "{\"n\":2}");
      brume.advanceSeconds(FRESHNESS_SECONDS);
      List<S3Object> objects =
          s3.listObjectsV2(list -> list.bucket("lake").prefix("kinesis-channel/c/")).contents();
      assertThat(objects).hasSize(1);
      assertThat(objects.getFirst().storageClassAsString()).isEqualTo("GLACIER_IR");
      String key = objects.getFirst().key();
      assertThat(s3.getObjectAsBytes(get -> get.bucket("lake").key(key)).asUtf8String())
          .isEqualTo("{\"n\":1}\n{\"n\":2}\n");
    }
  }

  @Test
  void whatIsRefusedIsLogged() throws Exception {
    try (VirtualBrume brume = new VirtualBrume();
        S3Client s3 = s3(brume.endpoint())) {
      s3.createBucket(create -> create.bucket("lake"));
      createStream(brume.endpoint());
      JsonNode made = createChannel(brume.endpoint(), "lake");
      s3.deleteBucket(delete -> delete.bucket("lake"));
      put(brume.endpoint(), "{\"n\":1}");
      brume.advanceSeconds(FRESHNESS_SECONDS);
      ObjectNode filter =
          JSON.createObjectNode()
              .put("logGroupName", "/aws/kinesis/c/" + made.path("ChannelId").asText());
      brume.brume().settle();
      JsonNode events =
          call(brume.endpoint(), "logs", "Logs_20140328.FilterLogEvents", filter).path("events");
      assertThat(events).isNotEmpty();
      assertThat(events.path(0).path("logStreamName").asText()).isEqualTo("DestinationDelivery");
      assertThat(events.path(0).path("message").asText()).contains("NoSuchBucket");
    }
  }

  private static S3Client s3(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "secret")))
        .build();
  }

  private void createStream(URI endpoint) throws Exception {
    ObjectNode input = JSON.createObjectNode().put("StreamName", "s");
    input.putObject("StreamModeDetails").put("StreamMode", "ON_DEMAND");
    kinesis(endpoint, "CreateStream", input);
  }

  private JsonNode createChannel(URI endpoint, String bucket) throws Exception {
    ObjectNode input =
        JSON.createObjectNode()
            .put("ChannelName", "c")
            .put("ServiceExecutionRoleARN", "arn:aws:iam::" + ACCOUNT + ":role/delivery");
    ObjectNode stream = input.putArray("StreamConfigurationList").addObject();
    stream.put("StreamARN", ARN).putObject("RecordConfiguration").put("RecordFormatType", "JSON");
    input
        .putObject("S3DestinationConfiguration")
        .putObject("StorageConfiguration")
        .put("BucketARN", "arn:aws:s3:::" + bucket)
        .put("ExpectedBucketOwner", ACCOUNT)
        .put("StorageClass", "GLACIER_IR")
        .put("CompressionType", "NONE");
    input.putObject("LoggingConfiguration").putObject("CloudWatchLogs").put("Enabled", true);
    return kinesis(endpoint, "CreateChannel", input).path("ChannelDescription");
  }

  private void put(URI endpoint, String data) throws Exception {
    kinesis(
        endpoint,
        "PutRecord",
        JSON.createObjectNode()
            .put("StreamName", "s")
            .put("PartitionKey", "k")
            .put(
                "Data", Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8))));
  }

  private JsonNode kinesis(URI endpoint, String operation, ObjectNode input) throws Exception {
    return call(endpoint, "kinesis", "Kinesis_20131202." + operation, input);
  }

  private JsonNode call(URI endpoint, String service, String target, ObjectNode input)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("Authorization", Accounts.authorization(ACCOUNT, service))
            .header("X-Amz-Target", target)
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(input)))
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }
}
