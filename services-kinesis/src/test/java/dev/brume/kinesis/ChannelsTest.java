package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Channels are made, changed, listed and deleted. AWS's pages name codes, not words.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateChannel.html">CreateChannel</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateChannel.html">UpdateChannel</a>
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/data-delivery-quotas.html">Delivery
 *     quotas and limits</a>
 */
class ChannelsTest {
  private static final String NO_CHANNEL =
      "arn:aws:kinesis:eu-west-1:" + KinesisWire.ACCOUNT + ":channel/none";

  private final ChannelWire wire = ChannelWire.start();

  @Test
  void areDescribed() {
    wire.stream();
    JsonNode made =
        wire.create("c", "JSON", ChannelWire.to(ChannelWire.storage()))
            .ok()
            .path("ChannelDescription");
    assertThat(made.path("ChannelName").asText()).isEqualTo("c");
    assertThat(made.path("ChannelARN").asText())
        .isEqualTo(
            "arn:aws:kinesis:eu-west-1:"
                + KinesisWire.ACCOUNT
                + ":channel/"
                + made.path("ChannelId").asText());
    assertThat(made.path("ChannelStatus").asText()).isEqualTo("ACTIVE");
    assertThat(made.path("ServiceExecutionRoleARN").asText()).isEqualTo(ChannelWire.ROLE);
    JsonNode stream = made.path("StreamConfigurationList").path(0);
    assertThat(stream.path("StreamARN").asText()).isEqualTo(KinesisWire.arn("s"));
    assertThat(stream.path("RecordConfiguration").path("RecordFormatType").asText())
        .isEqualTo("JSON");
    JsonNode to = made.path("S3DestinationConfiguration");
    assertThat(to.path("DataFreshnessInSeconds").asInt()).isEqualTo(300);
    assertThat(to.path("StorageConfiguration").path("BucketARN").asText())
        .isEqualTo(ChannelWire.BUCKET_ARN);
    JsonNode dead = to.path("DeadLetterQueueS3Configuration");
    assertThat(dead.path("BucketARN").asText()).isEqualTo(ChannelWire.BUCKET_ARN);
    assertThat(dead.path("ErrorOutputPrefix").asText())
        .isEqualTo("kinesis-channel/errors/c/" + made.path("ChannelId").asText() + "/");
    assertThat(made.path("LoggingConfiguration").path("CloudWatchLogs").path("Enabled").asBoolean())
        .isFalse();
    wire.server.assertKept(() -> wire.describe(made.path("ChannelARN").asText()).toString());
    JsonNode summary =
        wire.client.ok("DescribeStreamSummary", "StreamName", "s").path("StreamDescriptionSummary");
    assertThat(summary.path("ChannelCount").asInt()).isEqualTo(1);
    JsonNode limits = wire.client.ok("DescribeLimits");
    assertThat(limits.path("ChannelCount").asInt()).isEqualTo(1);
    assertThat(limits.path("ChannelCountLimit").asInt()).isEqualTo(100);
  }

  /** "The destination Amazon S3 bucket does not exist": such a channel can only be deleted. */
  @Test
  void failWithoutABucket() {
    wire.stream();
    JsonNode made =
        wire.create(
                "c",
                "JSON",
                ChannelWire.to(ChannelWire.storage("BucketARN", "arn:aws:s3:::nothing")))
            .ok()
            .path("ChannelDescription");
    assertThat(made.path("ChannelStatus").asText()).isEqualTo("FAILED");
    assertThat(made.path("ChannelStatusReason").asText()).contains("NoSuchBucket");
    String arn = made.path("ChannelARN").asText();
    wire.client
        .call(
            "UpdateChannel",
            "ChannelARN",
            arn,
            "S3DestinationConfiguration",
            Map.of("DataFreshnessInSeconds", 400))
        .isError(400, "ResourceInUseException");
    wire.client.ok("DeleteChannel", "ChannelARN", arn);
    wire.client
        .call("DescribeChannel", "ChannelARN", arn)
        .isError(400, "ResourceNotFoundException");
  }

  @Test
  void areChanged() {
    wire.stream();
    String arn = wire.channel("STRING");
    JsonNode changed =
        wire.client
            .ok(
                "UpdateChannel",
                "ChannelARN",
                arn,
                "S3DestinationConfiguration",
                Map.of("DataFreshnessInSeconds", 900),
                "LoggingConfiguration",
                Map.of("CloudWatchLogs", Map.of("Enabled", true, "LogGroupName", "/mine")))
            .path("ChannelDescription");
    assertThat(changed.path("S3DestinationConfiguration").path("DataFreshnessInSeconds").asInt())
        .isEqualTo(900);
    JsonNode logs = changed.path("LoggingConfiguration").path("CloudWatchLogs");
    assertThat(logs.path("LogGroupName").asText()).isEqualTo("/mine");
    assertThat(logs.path("LogStreamName").asText()).isEqualTo("DestinationDelivery");
    wire.put("a", "one");
    wire.server.passSeconds(899);
    assertThat(wire.delivered()).isEmpty();
    wire.server.passSeconds(1);
    assertThat(wire.delivered()).hasSize(1);
    for (int seconds : new int[] {299, 901, -1}) {
      wire.client
          .call(
              "UpdateChannel",
              "ChannelARN",
              arn,
              "S3DestinationConfiguration",
              Map.of("DataFreshnessInSeconds", seconds))
          .isError(400, "InvalidArgumentException");
    }
    wire.client.call("UpdateChannel", "ChannelARN", arn).isError(400, "InvalidArgumentException");
    wire.client
        .call(
            "UpdateChannel",
            "ChannelARN",
            arn,
            "S3TablesDestinationConfiguration",
            Map.of("DataFreshnessInSeconds", 300))
        .isError(400, "InvalidArgumentException");
  }

  /** Channels to S3 Tables are known to be missing; they are not answered with success. */
  @Test
  void toStreamingTablesAreNotImplemented() {
    wire.stream();
    wire.client
        .call(
            "CreateChannel",
            "ChannelName",
            "c",
            "ServiceExecutionRoleARN",
            ChannelWire.ROLE,
            "StreamConfigurationList",
            List.of(
                Map.of(
                    "StreamARN",
                    KinesisWire.arn("s"),
                    "RecordConfiguration",
                    Map.of("RecordFormatType", "GSR_JSON"))),
            "S3TablesDestinationConfiguration",
            Map.of(
                "DeadLetterQueueS3Configuration",
                Map.of(
                    "BucketARN",
                    ChannelWire.BUCKET_ARN,
                    "ExpectedBucketOwner",
                    KinesisWire.ACCOUNT),
                "S3TablesConfigurationList",
                List.of(
                    Map.of(
                        "TableBucketARN",
                        "arn:aws:s3tables:eu-west-1:" + KinesisWire.ACCOUNT + ":bucket/tables",
                        "Namespace",
                        "n",
                        "TableName",
                        "t",
                        "CompressionType",
                        "NONE"))))
        .isError(501, "NotImplemented");
  }

  @Test
  void needAnOnDemandStreamAndOneDestination() {
    wire.client.ok("CreateStream", "StreamName", "s", "ShardCount", 1);
    wire.create("c", "JSON", ChannelWire.to(ChannelWire.storage()))
        .isError(400, "InvalidArgumentException");
    wire.client.ok("DeleteStream", "StreamName", "s");
    wire.create("c", "JSON", ChannelWire.to(ChannelWire.storage()))
        .isError(400, "ResourceNotFoundException");
    wire.stream();
    wire.create("c", "GSR_JSON", ChannelWire.to(ChannelWire.storage()))
        .isError(400, "InvalidArgumentException");
    wire.create("bad name", "JSON", ChannelWire.to(ChannelWire.storage()))
        .isError(400, "ValidationException");
    wire.client
        .call(
            "CreateChannel",
            "ChannelName",
            "c",
            "ServiceExecutionRoleARN",
            ChannelWire.ROLE,
            "StreamConfigurationList",
            List.of(
                Map.of(
                    "StreamARN",
                    KinesisWire.arn("s"),
                    "RecordConfiguration",
                    Map.of("RecordFormatType", "JSON"))))
        .isError(400, "InvalidArgumentException");
  }

  /**
   * "You cannot use the Amazon Kinesis Data Streams service key"; roles are passed in an account.
   */
  @Test
  void useKeysAndRolesOfTheirAccount() {
    wire.stream();
    for (String key :
        List.of("alias/aws/kinesis", "arn:aws:kms:eu-west-1:123456789012:alias/aws/kinesis")) {
      wire.create(
              "c",
              "JSON",
              ChannelWire.to(ChannelWire.storage()),
              "EncryptionConfiguration",
              Map.of("EncryptionType", "KMS", "KeyId", key))
          .isError(400, "InvalidArgumentException");
    }
    wire.client
        .call(
            "CreateChannel",
            "ChannelName",
            "c",
            "ServiceExecutionRoleARN",
            ChannelWire.ROLE.replace(KinesisWire.ACCOUNT, "222222222222"),
            "StreamConfigurationList",
            List.of(
                Map.of(
                    "StreamARN",
                    KinesisWire.arn("s"),
                    "RecordConfiguration",
                    Map.of("RecordFormatType", "JSON"))),
            "S3DestinationConfiguration",
            ChannelWire.to(ChannelWire.storage()))
        .isError(400, "InvalidArgumentException");
  }

  /** "One delivery to a general purpose Amazon S3 bucket" a stream; names are unique. */
  @Test
  void areLimited() {
    wire.stream();
    wire.channel("STRING");
    wire.create("c", "STRING", ChannelWire.to(ChannelWire.storage()))
        .isError(400, "ResourceInUseException");
    wire.create("d", "STRING", ChannelWire.to(ChannelWire.storage()))
        .isError(400, "LimitExceededException");
  }

  /** "A stream cannot be deleted while it has active channels." */
  @Test
  void keepTheirStream() {
    wire.stream();
    String arn = wire.channel("STRING");
    wire.client.call("DeleteStream", "StreamName", "s").isError(400, "ResourceInUseException");
    wire.client
        .call(
            "UpdateStreamMode",
            "StreamARN",
            KinesisWire.arn("s"),
            "StreamModeDetails",
            Map.of("StreamMode", "PROVISIONED"))
        .isError(400, "ResourceInUseException");
    wire.client.ok("DeleteChannel", "ChannelARN", arn);
    wire.client.ok("DeleteStream", "StreamName", "s");
  }

  @Test
  void areListedByStream() {
    wire.stream();
    String arn = wire.channel("STRING");
    JsonNode all = wire.client.ok("ListChannels");
    assertThat(all.path("ChannelSummaries").path(0).path("ChannelARN").asText()).isEqualTo(arn);
    assertThat(all.path("ChannelSummaries").path(0).path("ChannelDestinationType").asText())
        .isEqualTo("S3");
    assertThat(listed(KinesisWire.arn("s"))).hasSize(1);
    assertThat(listed(KinesisWire.arn("t"))).isEmpty();
    wire.client.call("ListChannels", "NextToken", "x").isError(400, "InvalidArgumentException");
  }

  private JsonNode listed(String streamArn) {
    return wire.client
        .ok("ListChannels", "StreamFilter", List.of(Map.of("StreamARN", streamArn)))
        .path("ChannelSummaries");
  }

  /** TagResource takes the ARNs of channels: so says the model's pattern of ResourceARN. */
  @Test
  void haveTags() {
    wire.stream();
    String arn =
        wire.create("c", "STRING", ChannelWire.to(ChannelWire.storage()), "Tags", Map.of("a", "1"))
            .ok()
            .path("ChannelDescription")
            .path("ChannelARN")
            .asText();
    wire.client.ok("TagResource", "ResourceARN", arn, "Tags", Map.of("b", "2"));
    wire.client.ok("UntagResource", "ResourceARN", arn, "TagKeys", List.of("a"));
    JsonNode tags = wire.client.ok("ListTagsForResource", "ResourceARN", arn).path("Tags");
    assertThat(tags).hasSize(1);
    assertThat(tags.path(0).path("Key").asText()).isEqualTo("b");
    wire.client
        .call("GetResourcePolicy", "ResourceARN", arn)
        .isError(400, "ResourceNotFoundException");
  }

  @Test
  void areNotFound() {
    for (String operation : List.of("DescribeChannel", "DeleteChannel")) {
      wire.client
          .call(operation, "ChannelARN", NO_CHANNEL)
          .isError(400, "ResourceNotFoundException");
      wire.client.call(operation, "ChannelARN", "x").isError(400, "ValidationException");
    }
  }
}
