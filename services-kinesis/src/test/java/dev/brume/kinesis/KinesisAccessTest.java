package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerDirectory;
import dev.brume.kinesis.api.KinesisApi;
import dev.brume.kinesis.engine.KinesisRules;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import org.junit.jupiter.api.Test;

/**
 * Streams whose policies are evaluated.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html">Actions,
 *     resources, and condition keys for Amazon Kinesis Data Streams</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/resource-based-policy-examples.html">Resource-based
 *     policies</a>
 */
class KinesisAccessTest {
  private static final String OTHER = "222222222222";
  private static final String ARN = KinesisWire.arn("s");

  private final TestServer server =
      TestServer.builder()
          .service(KinesisApi.SERVICE, around -> new KinesisService(around, KinesisRules.DEFAULTS))
          .surroundings(
              around ->
                  around.with(
                      new Authorizer(
                          Authorizer.Mode.ENFORCED, CallerDirectory.EMPTY, around.timeline())))
          .build();
  private final WireClient owner = server.client();
  private final WireClient other = server.client().as(OTHER);

  @Test
  void letOthersInByTheirPolicies() {
    owner.ok("CreateStream", "StreamName", "s", "ShardCount", 1);
    owner.ok("PutRecord", "StreamName", "s", "PartitionKey", "k", "Data", "YQ==");
    other
        .call("PutRecord", "StreamARN", ARN, "PartitionKey", "k", "Data", "YQ==")
        .isError(400, "AccessDeniedException");
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
            + OTHER
            + "\"},\"Action\":[\"kinesis:PutRecord\",\"kinesis:GetShardIterator\","
            + "\"kinesis:GetRecords\"],\"Resource\":\""
            + ARN
            + "\"}]}";
    owner.ok("PutResourcePolicy", "ResourceARN", ARN, "Policy", policy);
    other.ok("PutRecord", "StreamARN", ARN, "PartitionKey", "k", "Data", "YQ==");
    String iterator =
        other
            .ok(
                "GetShardIterator",
                "StreamARN",
                ARN,
                "ShardId",
                "shardId-000000000000",
                "ShardIteratorType",
                "TRIM_HORIZON")
            .path("ShardIterator")
            .asText();
    assertThat(other.ok("GetRecords", "ShardIterator", iterator).path("Records")).hasSize(2);
    other.call("ListShards", "StreamARN", ARN).isError(400, "AccessDeniedException");
    other.call("DeleteStream", "StreamARN", ARN).isError(400, "AccessDeniedException");
  }

  /** A token of another account's list opens nothing that the stream's policy does not. */
  @Test
  void authorizeTokensByTheirStream() {
    owner.ok("CreateStream", "StreamName", "s", "ShardCount", 2);
    String token =
        owner.ok("ListShards", "StreamName", "s", "MaxResults", 1).path("NextToken").asText();
    assertThat(owner.ok("ListShards", "NextToken", token).path("Shards")).hasSize(1);
    other.call("ListShards", "NextToken", token).isError(400, "AccessDeniedException");
  }
}
