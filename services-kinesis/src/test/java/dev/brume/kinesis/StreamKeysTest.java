package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.port.EncryptionKeys;
import dev.brume.kinesis.api.KinesisApi;
import dev.brume.kinesis.engine.KinesisRules;
import dev.brume.testkit.KnownKey;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import org.junit.jupiter.api.Test;

/**
 * Keys of KMS are looked up when encryption begins, and when records are written and read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html#API_StartStreamEncryption_Errors">StartStreamEncryption's
 *     errors</a>
 */
class StreamKeysTest {
  private final KnownKey key = new KnownKey();
  private final WireClient kinesis =
      TestServer.builder()
          .service(
              KinesisApi.SERVICE,
              surroundings -> new KinesisService(surroundings, KinesisRules.DEFAULTS))
          .ports(ports -> ports.offer(EncryptionKeys.class, () -> key))
          .build()
          .client();

  private WireAnswer encrypt(String keyId) {
    return kinesis.call(
        "StartStreamEncryption", "StreamName", "s", "EncryptionType", "KMS", "KeyId", keyId);
  }

  private WireAnswer put() {
    return kinesis.call("PutRecord", "StreamName", "s", "PartitionKey", "k", "Data", "aGVsbG8=");
  }

  @Test
  void areNeededToWriteAndRead() {
    kinesis.ok("CreateStream", "StreamName", "s", "ShardCount", 1);
    encrypt("alias/unknown").isError(400, "KMSNotFoundException");
    encrypt(KnownKey.ALIAS).ok();
    assertThat(put().ok().path("EncryptionType").asText()).isEqualTo("KMS");
    String iterator =
        kinesis
            .ok(
                "GetShardIterator",
                "StreamName",
                "s",
                "ShardId",
                "shardId-000000000000",
                "ShardIteratorType",
                "TRIM_HORIZON")
            .path("ShardIterator")
            .asText();

    key.enable(false);

    put().isError(400, "KMSDisabledException");
    kinesis.call("GetRecords", "ShardIterator", iterator).isError(400, "KMSDisabledException");
    key.enable(true);
    assertThat(kinesis.ok("GetRecords", "ShardIterator", iterator).path("Records")).hasSize(1);
  }

  /**
   * "Producers: kms:GenerateDataKey. Consumers: kms:Decrypt".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html">Permissions
   *     to use user-generated KMS keys</a>
   */
  @Test
  void areUsedByThoseWhoMay() {
    TestCallers callers = new TestCallers();
    WireClient root =
        TestServer.builder()
            .service(
                KinesisApi.SERVICE,
                surroundings -> new KinesisService(surroundings, KinesisRules.DEFAULTS))
            .ports(ports -> ports.offer(EncryptionKeys.class, () -> key))
            .surroundings(callers::enforcing)
            .build()
            .client();
    root.ok("CreateStream", "StreamName", "s", "ShardCount", 1);
    root.ok(
        "StartStreamEncryption",
        "StreamName",
        "s",
        "EncryptionType",
        "KMS",
        "KeyId",
        KnownKey.ALIAS);
    String kinesisOnly = "{'Effect': 'Allow', 'Action': 'kinesis:*', 'Resource': '*'}";
    callers.user(
        "write",
        kinesisOnly,
        "{'Effect': 'Allow', 'Action': 'kms:GenerateDataKey', 'Resource': '*'}");
    callers.user(
        "read", kinesisOnly, "{'Effect': 'Allow', 'Action': 'kms:Decrypt', 'Resource': '*'}");
    Object[] record = {"StreamName", "s", "PartitionKey", "k", "Data", "aGVsbG8="};
    root.as("write").ok("PutRecord", record);
    root.as("read")
        .call("PutRecord", record)
        .isError(
            400,
            "KMSAccessDeniedException",
            "User: arn:aws:iam::123456789012:user/read is not authorized to perform: kms:GenerateDataKey on resource:"
                + " arn:aws:kms:eu-west-1:123456789012:key/known because no identity-based policy"
                + " allows the kms:GenerateDataKey action");
    String iterator =
        root.ok(
                "GetShardIterator",
                "StreamName",
                "s",
                "ShardId",
                "shardId-000000000000",
                "ShardIteratorType",
                "TRIM_HORIZON")
            .path("ShardIterator")
            .asText();
    root.as("write")
        .call("GetRecords", "ShardIterator", iterator)
        .isError(
            400,
            "KMSAccessDeniedException",
            "User: arn:aws:iam::123456789012:user/write is not authorized to perform: kms:Decrypt on resource:"
                + " arn:aws:kms:eu-west-1:123456789012:key/known because no identity-based policy"
                + " allows the kms:Decrypt action");
    assertThat(root.as("read").ok("GetRecords", "ShardIterator", iterator).path("Records"))
        .hasSize(1);
  }
}
