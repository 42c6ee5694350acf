package dev.brume.kms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.kms.api.KmsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Keys, their names, states and ends.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html">CreateKey</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key
 *     states</a>
 */
class KeysTest {
  private static final String NOBODYS = "11111111-2222-3333-4444-555555555555";
  private final WireClient kms = TestServer.of(KmsApi.SERVICE, KmsService::new).client();

  private JsonNode create(Object... input) {
    return kms.ok("CreateKey", input).path("KeyMetadata");
  }

  private String newKey() {
    return create().path("Arn").asText();
  }

  private JsonNode describe(String key) {
    return kms.ok("DescribeKey", "KeyId", key).path("KeyMetadata");
  }

  /** Answer recorded on AWS, KMS, 10-11-2025. */
  @Test
  void areSymmetricUnlessSaidOtherwise() {
    JsonNode key = create("Description", "test key 123");
    assertThat(key.path("Arn").asText())
        .isEqualTo("arn:aws:kms:eu-west-1:123456789012:key/" + key.path("KeyId").asText());
    assertThat(key.path("KeySpec").asText()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(key.path("CustomerMasterKeySpec").asText()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(key.path("EncryptionAlgorithms")).hasSize(1);
    assertThat(key.path("CurrentKeyMaterialId").asText()).matches("[0-9a-f]{64}");
    assertThat(key.path("Enabled").asBoolean()).isTrue();
    assertThat(key.path("KeyState").asText()).isEqualTo("Enabled");
    assertThat(key.path("MultiRegion").asBoolean()).isFalse();
    assertThat(key.has("MultiRegionConfiguration")).isFalse();
    assertThat(describe(key.path("Arn").asText())).isEqualTo(key);
  }

  /** Answers recorded on AWS, KMS, 13-04-2023, 25-12-2024 (usage) and of the model (SM2). */
  @Test
  void haveSpecsAndUsagesThatGoTogether() {
    kms.call("CreateKey", "KeySpec", "HMAC_256")
        .isError(400, "ValidationException")
        .says(
            "You must specify a KeyUsage value for all KMS keys except for symmetric encryption"
                + " keys.");
    kms.call("CreateKey", "KeySpec", "RSA_2048", "KeyUsage", "KEY_AGREEMENT")
        .isError(400, "ValidationException")
        .says("KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048");
    kms.call("CreateKey", "KeySpec", "SM2", "KeyUsage", "SIGN_VERIFY")
        .isError(400, "UnsupportedOperationException");
    JsonNode hmac = create("KeySpec", "HMAC_384", "KeyUsage", "GENERATE_VERIFY_MAC");
    assertThat(hmac.path("MacAlgorithms").path(0).asText()).isEqualTo("HMAC_SHA_384");
    assertThat(hmac.has("CurrentKeyMaterialId")).isFalse();
  }

  /** Answers recorded on AWS, KMS, 08-09-2025 and 07-11-2023. */
  @Test
  void areNotFoundByOtherNames() {
    String arn = "arn:aws:kms:eu-west-1:123456789012:key/" + NOBODYS;
    kms.call("DescribeKey", "KeyId", NOBODYS)
        .isError(400, "NotFoundException")
        .says("Key '" + arn + "' does not exist");
    kms.call("DescribeKey", "KeyId", arn).says("Key '" + arn + "' does not exist");
    kms.call("DescribeKey", "KeyId", "fake-key-id")
        .isError(400, "NotFoundException")
        .says("Invalid keyId 'fake-key-id'");
    kms.call("DescribeKey", "KeyId", "mrk-fake-key-id").says("Invalid keyId 'mrk-fake-key-id'");
    String mrk = "mrk-" + "0123456789abcdef".repeat(2);
    kms.call("DescribeKey", "KeyId", mrk)
        .says("Key 'arn:aws:kms:eu-west-1:123456789012:key/" + mrk + "' does not exist");
    kms.call("DescribeKey", "KeyId", newKey().replace("eu-west-1", "us-west-2"))
        .isError(400, "NotFoundException")
        .says("Invalid arn us-west-2");
    kms.call("DescribeKey", "KeyId", "arn:aws:s3:::bucket").isError(400, "InvalidArnException");
  }

  /** Answers recorded on AWS, KMS, 08-03-2025; the key states' page. */
  @Test
  void canBeDisabled() {
    String key = newKey();
    kms.ok("DisableKey", "KeyId", key);
    assertThat(describe(key).path("KeyState").asText()).isEqualTo("Disabled");
    kms.call("RotateKeyOnDemand", "KeyId", key)
        .isError(400, "DisabledException")
        .says(key + " is disabled.");
    kms.call("Encrypt", "KeyId", key, "Plaintext", "YQ==").isError(400, "DisabledException");
    kms.ok("EnableKey", "KeyId", key);
    kms.ok("Encrypt", "KeyId", key, "Plaintext", "YQ==");
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html">ScheduleKeyDeletion</a>
   *     (pending deletion: recorded on AWS, S3, 21-02-2026). AWS's words are not known for a
   *     waiting period out of bounds.
   */
  @Test
  void areDeletedAfterAWait() {
    String key = newKey();
    kms.ok("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", key);
    kms.call("ScheduleKeyDeletion", "KeyId", key, "PendingWindowInDays", 6)
        .isError(400, "ValidationException");
    JsonNode scheduled = kms.ok("ScheduleKeyDeletion", "KeyId", key, "PendingWindowInDays", 7);
    assertThat(scheduled.path("KeyState").asText()).isEqualTo("PendingDeletion");
    assertThat(scheduled.path("KeyId").asText()).isEqualTo(key);
    kms.call("Encrypt", "KeyId", key, "Plaintext", "YQ==")
        .isError(400, "KMSInvalidStateException")
        .says(key + " is pending deletion.");
    kms.call("EnableKey", "KeyId", key).isError(400, "KMSInvalidStateException");
    kms.ok("CancelKeyDeletion", "KeyId", key);
    assertThat(describe(key).path("KeyState").asText()).isEqualTo("Disabled");
    kms.ok("ScheduleKeyDeletion", "KeyId", key, "PendingWindowInDays", 7);
    kms.server().passSeconds(7 * 86_400);
    kms.call("DescribeKey", "KeyId", key).isError(400, "NotFoundException");
    assertThat(kms.ok("ListKeys").path("Keys")).isEmpty();
    assertThat(kms.ok("ListAliases").path("Aliases")).isEmpty();
  }

  /** AWS's words are not known for a forged marker; the code is ListKeys'. */
  @Test
  void areListedInPages() {
    for (int i = 0; i < 3; i++) {
      newKey();
    }
    JsonNode first = kms.ok("ListKeys", "Limit", 2);
    assertThat(first.path("Keys")).hasSize(2);
    assertThat(first.path("Truncated").asBoolean()).isTrue();
    JsonNode rest = kms.ok("ListKeys", "Limit", 2, "Marker", first.path("NextMarker").asText());
    assertThat(rest.path("Keys")).hasSize(1);
    assertThat(rest.path("Truncated").asBoolean()).isFalse();
    assertThat(rest.has("NextMarker")).isFalse();
    kms.call("ListKeys", "Marker", "forged").isError(400, "InvalidMarkerException");
    assertThat(kms.in("us-west-2").ok("ListKeys").path("Keys")).isEmpty();
  }

  /** Answers recorded on AWS, KMS, 10-01-2025 to 22-01-2025. */
  @Test
  void haveTags() {
    String key =
        create("Tags", List.of(Map.of("TagKey", "a", "TagValue", "1"))).path("Arn").asText();
    kms.ok(
        "TagResource",
        "KeyId",
        key,
        "Tags",
        List.of(Map.of("TagKey", "a", "TagValue", "2"), Map.of("TagKey", "b", "TagValue", "3")));
    JsonNode tags = kms.ok("ListResourceTags", "KeyId", key).path("Tags");
    assertThat(tags).hasSize(2);
    assertThat(tags.path(0).path("TagValue").asText()).isEqualTo("2");
    kms.ok("UntagResource", "KeyId", key, "TagKeys", List.of("a"));
    assertThat(kms.ok("ListResourceTags", "KeyId", key).path("Tags")).hasSize(1);
    kms.call(
            "TagResource", "KeyId", key, "Tags", List.of(Map.of("TagKey", "AWS:x", "TagValue", "")))
        .isError(400, "TagException")
        .says("Tags beginning with aws: are reserved");
    List<Map<String, String>> many =
        IntStream.range(0, 51).mapToObj(i -> Map.of("TagKey", "k" + i, "TagValue", "v")).toList();
    kms.call("CreateKey", "Tags", many).isError(400, "TagException").says("Too many tags");
  }

  /** LocalStack's tag; see docs/decisions. */
  @Test
  void haveChosenIds() {
    List<Map<String, String>> tags = List.of(Map.of("TagKey", "_custom_id_", "TagValue", "my-key"));
    assertThat(create("Tags", tags).path("KeyId").asText()).isEqualTo("my-key");
    assertThat(describe("my-key").path("KeyState").asText()).isEqualTo("Enabled");
    kms.call("CreateKey", "Tags", tags).isError(400, "AlreadyExistsException");
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html">PutKeyPolicy</a>.
   *     AWS's words are not known for policies that are refused.
   */
  @Test
  void havePolicies() {
    String key = newKey();
    JsonNode policy = kms.ok("GetKeyPolicy", "KeyId", key);
    assertThat(policy.path("PolicyName").asText()).isEqualTo("default");
    assertThat(policy.path("Policy").asText()).contains("arn:aws:iam::123456789012:root");
    kms.call("PutKeyPolicy", "KeyId", key, "Policy", "{}")
        .isError(400, "MalformedPolicyDocumentException");
    String others =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":"kms:*","Resource":"*"}]}""";
    kms.call("PutKeyPolicy", "KeyId", key, "Policy", others)
        .isError(400, "MalformedPolicyDocumentException");
    kms.ok("PutKeyPolicy", "KeyId", key, "Policy", others, "BypassPolicyLockoutSafetyCheck", true);
    assertThat(kms.ok("GetKeyPolicy", "KeyId", key).path("Policy").asText()).isEqualTo(others);
    kms.call("GetKeyPolicy", "KeyId", key, "PolicyName", "other").isError(400, "NotFoundException");
  }

  /** Answer recorded on AWS, KMS, 13-04-2023 (prefix); the other words are not documented. */
  @Test
  void haveAliases() {
    String key = newKey();
    kms.call("CreateAlias", "AliasName", "mine", "TargetKeyId", key)
        .isError(400, "ValidationException")
        .says(
            "Alias must start with the prefix \"alias/\". Please see"
                + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
    kms.call("CreateAlias", "AliasName", "alias/aws/mine", "TargetKeyId", key)
        .isError(400, "InvalidAliasNameException");
    kms.ok("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", key);
    kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", key)
        .isError(400, "AlreadyExistsException");
    assertThat(describe("alias/mine").path("Arn").asText()).isEqualTo(key);
    assertThat(describe("arn:aws:kms:eu-west-1:123456789012:alias/mine").path("Arn").asText())
        .isEqualTo(key);
    String other = newKey();
    kms.ok("UpdateAlias", "AliasName", "alias/mine", "TargetKeyId", other);
    assertThat(describe("alias/mine").path("Arn").asText()).isEqualTo(other);
    assertThat(kms.ok("ListAliases", "KeyId", key).path("Aliases")).isEmpty();
    assertThat(kms.ok("ListAliases", "KeyId", other).path("Aliases")).hasSize(1);
    kms.ok("DeleteAlias", "AliasName", "alias/mine");
    kms.call("DescribeKey", "KeyId", "alias/mine")
        .isError(400, "NotFoundException")
        .says("Alias arn:aws:kms:eu-west-1:123456789012:alias/mine is not found.");
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key">AWS
   *     managed keys</a>
   */
  @Test
  void ofServicesAreMadeOnFirstUse() {
    JsonNode key = describe("alias/aws/s3");
    assertThat(key.path("KeyManager").asText()).isEqualTo("AWS");
    assertThat(describe("alias/aws/s3")).isEqualTo(key);
    kms.call("ScheduleKeyDeletion", "KeyId", key.path("Arn").asText())
        .isError(400, "UnsupportedOperationException");
    kms.call("DescribeKey", "KeyId", "alias/aws/nothing").isError(400, "NotFoundException");
  }

  /** Answers recorded on AWS, KMS, 10-11-2025. */
  @Test
  void haveReplicasInOtherRegions() {
    String key = create("MultiRegion", true, "Description", "one").path("Arn").asText();
    assertThat(key).contains(":key/mrk-");
    JsonNode configuration = describe(key).path("MultiRegionConfiguration");
    assertThat(configuration.path("MultiRegionKeyType").asText()).isEqualTo("PRIMARY");
    assertThat(configuration.path("ReplicaKeys")).isEmpty();
    JsonNode replica = kms.ok("ReplicateKey", "KeyId", key, "ReplicaRegion", "ap-southeast-1");
    assertThat(replica.path("ReplicaKeyMetadata").path("KeyState").asText()).isEqualTo("Creating");
    assertThat(replica.path("ReplicaKeyMetadata").path("Enabled").asBoolean()).isFalse();
    String there = key.replace("eu-west-1", "ap-southeast-1");
    WireClient asia = kms.in("ap-southeast-1");
    JsonNode described = asia.ok("DescribeKey", "KeyId", there).path("KeyMetadata");
    assertThat(described.path("KeyState").asText()).isEqualTo("Enabled");
    assertThat(described.path("Description").asText()).isEmpty();
    String ciphertext =
        kms.ok("Encrypt", "KeyId", key, "Plaintext", "YQ==").path("CiphertextBlob").asText();
    assertThat(asia.ok("Decrypt", "CiphertextBlob", ciphertext).path("KeyId").asText())
        .isEqualTo(there);
    assertThat(kms.ok("ScheduleKeyDeletion", "KeyId", key).path("KeyState").asText())
        .isEqualTo("PendingReplicaDeletion");
    kms.ok("CancelKeyDeletion", "KeyId", key);
    kms.ok("EnableKey", "KeyId", key);
    kms.ok("UpdatePrimaryRegion", "KeyId", key, "PrimaryRegion", "ap-southeast-1");
    assertThat(describe(key).path("MultiRegionConfiguration").path("MultiRegionKeyType").asText())
        .isEqualTo("REPLICA");
    kms.call("ReplicateKey", "KeyId", newKey(), "ReplicaRegion", "us-west-2")
        .isError(400, "UnsupportedOperationException");
  }

  /**
   * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/grants.html">Grants</a>.
   *     AWS's words are not known for a grant that is gone.
   */
  @Test
  void haveGrants() {
    String key = newKey();
    String grantee = "arn:aws:iam::123456789012:role/reader";
    JsonNode grant =
        kms.ok(
            "CreateGrant",
            "KeyId",
            key,
            "GranteePrincipal",
            grantee,
            "RetiringPrincipal",
            grantee,
            "Name",
            "g",
            "Operations",
            List.of("Decrypt"));
    JsonNode again =
        kms.ok(
            "CreateGrant",
            "KeyId",
            key,
            "GranteePrincipal",
            grantee,
            "RetiringPrincipal",
            grantee,
            "Name",
            "g",
            "Operations",
            List.of("Decrypt"));
    assertThat(again.path("GrantId")).isEqualTo(grant.path("GrantId"));
    assertThat(kms.ok("ListGrants", "KeyId", key).path("Grants")).hasSize(1);
    assertThat(kms.ok("ListRetirableGrants", "RetiringPrincipal", grantee).path("Grants"))
        .hasSize(1);
    kms.ok("RetireGrant", "GrantToken", grant.path("GrantToken").asText());
    assertThat(kms.ok("ListGrants", "KeyId", key).path("Grants")).isEmpty();
    kms.call("RevokeGrant", "KeyId", key, "GrantId", grant.path("GrantId").asText())
        .isError(400, "NotFoundException");
  }

  /**
   * InvalidArnException: "a specified ARN … is not valid"; the words are AWS's as users quote them.
   */
  @Test
  void areGrantedToPrincipalsOnly() {
    String key = newKey();
    for (String nobody :
        List.of(
            "foo", "arn:aws:iam::1:role/r", "arn:aws:s3:::bucket", "arn:aws:iam::123456789012:x")) {
      kms.call(
              "CreateGrant",
              "KeyId",
              key,
              "GranteePrincipal",
              nobody,
              "Operations",
              List.of("Decrypt"))
          .isError(400, "InvalidArnException", "ARN does not refer to a valid principal");
    }
    kms.call("CreateGrant", "KeyId", key, "Operations", List.of("Decrypt"))
        .isError(400, "ValidationException");
    kms.ok(
        "CreateGrant",
        "KeyId",
        key,
        "GranteePrincipal",
        "dynamodb.us-west-2.amazonaws.com",
        "Operations",
        List.of("Decrypt"));
  }

  @Test
  void areKept() {
    String key = newKey();
    kms.ok("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", key);
    kms.server().assertKept(() -> describe("alias/mine"));
    String ciphertext =
        kms.ok("Encrypt", "KeyId", key, "Plaintext", "YQ==").path("CiphertextBlob").asText();
    kms.server()
        .assertKept(
            () -> kms.ok("Decrypt", "CiphertextBlob", ciphertext).path("Plaintext").asText());
  }
}
