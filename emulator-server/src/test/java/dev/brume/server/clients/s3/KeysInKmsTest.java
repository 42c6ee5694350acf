package dev.brume.server.clients.s3;

import static dev.brume.server.clients.s3.S3Refusals.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.wire.RawHttp;
import dev.brume.server.clients.wire.RawHttp.Answer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * Keys of KMS that S3 and DynamoDB encrypt with are there and can be used.
 *
 * <p>Source of truth: answers recorded on AWS, S3, 21-02-2026 and DynamoDB, 08-10-2025; for a key
 * that is not there https://github.com/aws/aws-cli/issues/1517, and for one in another Region
 * https://github.com/apache/hadoop/pull/4637.
 */
class KeysInKmsTest {
  /** The id of a key that nobody has made. */
  private static final String MISSING = "0d3c1f8e-5a42-4b77-9a61-3f2e7c5b8d90";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Account account = S3Account.fresh();
  private final String bucket = account.createBucket("keys");

  private static JsonNode parse(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.text(), e);
    }
  }

  private Answer call(String service, String target, String input) {
    return RawHttp.exchange(
        SharedBrume.endpoint(),
        "POST",
        "/",
        Map.of(
            "Authorization",
            Accounts.authorization(account.id, service),
            "Content-Type",
            "application/x-amz-json-1.1",
            "X-Amz-Target",
            target),
        input.replace('\'', '"').getBytes(UTF_8));
  }

  private JsonNode kms(String operation, String input) {
    Answer answer = call("kms", "TrentService." + operation, input);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body().length == 0 ? JSON.createObjectNode() : parse(answer);
  }

  private JsonNode describe(String key) {
    return kms("DescribeKey", "{'KeyId': '" + key + "'}").path("KeyMetadata");
  }

  private String newKey() {
    return kms("CreateKey", "{}").path("KeyMetadata").path("Arn").asText();
  }

  private static String with(String key) {
    return "{'KeyId': '" + key + "'}";
  }

  private PutObjectResponse put(String name, String key) {
    return account.s3.putObject(
        r ->
            r.bucket(bucket)
                .key(name)
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key),
        RequestBody.fromString("test-sse"));
  }

  private String read(String name) {
    return account.s3.getObjectAsBytes(r -> r.bucket(bucket).key(name)).asUtf8String();
  }

  private static void says(S3Exception refusal, String message) {
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  @Test
  void haveToBeEnabled() {
    String key = newKey();
    assertThat(put("a", key).ssekmsKeyId()).isEqualTo(key);
    assertThat(read("a")).isEqualTo("test-sse");

    kms("DisableKey", with(key));
    says(refused(400, "KMS.DisabledException", () -> read("a")), key + " is disabled.");
    says(refused(400, "KMS.DisabledException", () -> put("b", key)), key + " is disabled.");
    // HeadObject decrypts nothing.
    HeadObjectResponse head = account.s3.headObject(r -> r.bucket(bucket).key("a"));
    assertThat(head.ssekmsKeyId()).isEqualTo(key);
    refused(
        400,
        "KMS.DisabledException",
        () ->
            account.s3.copyObject(
                r ->
                    r.sourceBucket(bucket)
                        .sourceKey("a")
                        .destinationBucket(bucket)
                        .destinationKey("copy")));

    kms("EnableKey", with(key));
    assertThat(read("a")).isEqualTo("test-sse");
    kms("ScheduleKeyDeletion", with(key));
    says(
        refused(400, "KMS.KMSInvalidStateException", () -> read("a")),
        key + " is pending deletion.");
    refused(400, "KMS.KMSInvalidStateException", () -> put("b", key));
  }

  @Test
  void haveToBeThere() {
    String key = newKey();
    String arn = key.substring(0, key.indexOf("key/")) + "key/" + MISSING;
    for (String named : new String[] {MISSING, arn}) {
      says(
          refused(400, "KMS.NotFoundException", () -> put("a", named)),
          "Key '" + arn + "' does not exist");
    }
    says(
        refused(
            400, "KMS.NotFoundException", () -> put("a", arn.replace("us-east-1", "eu-west-2"))),
        "Invalid arn eu-west-2");
    refused(
        400,
        "KMS.NotFoundException",
        () ->
            account.s3.createMultipartUpload(
                CreateMultipartUploadRequest.builder()
                    .bucket(bucket)
                    .key("a")
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(MISSING)
                    .build()));
  }

  /** "Amazon S3 doesn't validate the KMS key ID provided in PutBucketEncryption requests." */
  @Test
  void areLookedForWithTheObjectWhereABucketNamesThem() {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(
                d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(MISSING))
            .build();
    account.s3.putBucketEncryption(
        r -> r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(rule)));
    refused(
        400,
        "KMS.NotFoundException",
        () ->
            account.s3.putObject(
                r -> r.bucket(bucket).key("a"), RequestBody.fromString("test-sse")));
  }

  @Test
  void areAwssWhereNoneIsNamed() {
    String managed = put("a", null).ssekmsKeyId();
    assertThat(describe("alias/aws/s3").path("Arn").asText()).isEqualTo(managed);
    assertThat(describe(managed).path("KeyManager").asText()).isEqualTo("AWS");
    kms("CreateAlias", "{'AliasName': 'alias/mine', 'TargetKeyId': '" + newKey() + "'}");
    assertThat(put("b", "alias/mine").ssekmsKeyId())
        .isEqualTo(describe("alias/mine").path("Arn").asText());
  }

  /** LocalStack's SERVICES without KMS: nobody can make a key, so any may be named. */
  @Test
  void areAssumedWhereKmsIsNotOffered() {
    Configuration configuration = Configuration.of(Map.of("SERVICES", "s3"), "127.0.0.1");
    try (Brume brume = Brume.builder().configuration(configuration).port(0).start()) {
      S3Account other = S3Account.on(brume.endpoint());
      String name = other.createBucket("keys");
      PutObjectResponse answer =
          other.s3.putObject(
              r ->
                  r.bucket(name)
                      .key("a")
                      .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                      .ssekmsKeyId("mine"),
              RequestBody.fromString("x"));
      assertThat(answer.ssekmsKeyId()).isEqualTo("arn:aws:kms:us-east-1:" + other.id + ":key/mine");
      assertThat(other.read(name, "a")).isEqualTo("x");
    }
  }

  // ---------------------------------------------------------------------------- DynamoDB

  private Answer createTable(String name, String specification) {
    return call(
        "dynamodb",
        "DynamoDB_20120810.CreateTable",
        "{'TableName': '"
            + name
            + "', 'AttributeDefinitions': [{'AttributeName': 'a', 'AttributeType': 'S'}],"
            + " 'KeySchema': [{'AttributeName': 'a', 'KeyType': 'HASH'}],"
            + " 'BillingMode': 'PAY_PER_REQUEST', 'SSESpecification': "
            + specification
            + "}");
  }

  private static String keyOf(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return parse(answer)
        .path("TableDescription")
        .path("SSEDescription")
        .path("KMSMasterKeyArn")
        .asText();
  }

  @Test
  void ofTablesAreAwssOrTheNamedOnes() {
    String shown = keyOf(createTable("one", "{'Enabled': true}"));
    JsonNode managed = describe("alias/aws/dynamodb");
    assertThat(shown).isEqualTo(managed.path("Arn").asText());
    assertThat(managed.path("KeyManager").asText()).isEqualTo("AWS");
    assertThat(managed.path("Description").asText())
        .isEqualTo("Default key that protects my DynamoDB data when no other key is defined");
    String key = newKey();
    String id = key.substring(key.indexOf("key/") + "key/".length());
    assertThat(
            keyOf(
                createTable(
                    "two", "{'Enabled': true, 'SSEType': 'KMS', 'KMSMasterKeyId': '" + id + "'}")))
        .isEqualTo(key);
    Answer changed =
        call(
            "dynamodb",
            "DynamoDB_20120810.UpdateTable",
            "{'TableName': 'one', 'SSESpecification': {'Enabled': true, 'SSEType': 'KMS',"
                + " 'KMSMasterKeyId': '"
                + key
                + "'}}");
    assertThat(keyOf(changed)).isEqualTo(key);
  }

  /** AWS's words are not known. */
  @Test
  void ofTablesHaveToBeThereAndEnabled() {
    String key = newKey();
    kms("DisableKey", with(key));
    for (String named : new String[] {key, MISSING}) {
      Answer answer =
          createTable(
              "none", "{'Enabled': true, 'SSEType': 'KMS', 'KMSMasterKeyId': '" + named + "'}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("ValidationException");
    }
  }
}
