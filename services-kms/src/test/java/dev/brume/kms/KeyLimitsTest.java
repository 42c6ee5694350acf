package dev.brume.kms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.kms.api.KmsApi;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What keys, their aliases, replicas and grants may not be. Where AWS's texts are not documented,
 * these tests state the codes alone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html">Resource
 *     quotas</a>
 */
class KeyLimitsTest {
  private final WireClient kms = TestServer.of(KmsApi.SERVICE, KmsService::new).client();

  private String newKey(Object... input) {
    return kms.ok("CreateKey", input).path("KeyMetadata").path("KeyId").asText();
  }

  /**
   * "It can contain only alphanumeric characters, forward slashes (/), underscores (_), and dashes
   * (-)." The model allows colons.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html">CreateAlias</a>
   */
  @Test
  void aliasesHaveNoColons() {
    kms.call("CreateAlias", "AliasName", "alias/a:b", "TargetKeyId", newKey())
        .isError(400, "ValidationException", "alias/a:b contains invalid characters for an alias");
  }

  @Test
  void replicasAreInRegionsOfAws() {
    String key = newKey("MultiRegion", true);
    kms.call("ReplicateKey", "KeyId", key, "ReplicaRegion", "xx-nowhere-1")
        .isError(400, "ValidationException");
    kms.ok("ReplicateKey", "KeyId", key, "ReplicaRegion", "ap-southeast-7");
  }

  @Test
  void arnsAreOfTheirPartition() {
    String key = newKey();
    kms.ok("DescribeKey", "KeyId", "arn:aws:kms:eu-west-1:123456789012:key/" + key);
    kms.call("DescribeKey", "KeyId", "arn:aws-cn:kms:eu-west-1:123456789012:key/" + key)
        .isError(400, "NotFoundException");
  }

  /** "Key policy document size: 32 KB". */
  @Test
  void policiesHaveASize() {
    kms.call("PutKeyPolicy", "KeyId", newKey(), "Policy", "x".repeat(32_769))
        .isError(400, "LimitExceededException");
  }

  /**
   * "The returned grant token is unique with every CreateGrant request, even when a duplicate
   * GrantId is returned. All grant tokens for the same grant ID can be used interchangeably."
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html">CreateGrant</a>
   */
  @Test
  void grantsHaveManyTokens() {
    String key = newKey();
    Object[] grant = {
      "KeyId",
      key,
      "GranteePrincipal",
      "arn:aws:iam::123456789012:root",
      "Operations",
      List.of("Encrypt"),
      "Name",
      "same"
    };
    JsonNode first = kms.ok("CreateGrant", grant);
    JsonNode second = kms.ok("CreateGrant", grant);
    assertThat(second.path("GrantId")).isEqualTo(first.path("GrantId"));
    assertThat(second.path("GrantToken")).isNotEqualTo(first.path("GrantToken"));
    kms.ok("RetireGrant", "GrantToken", first.path("GrantToken").asText());
    assertThat(kms.ok("ListGrants", "KeyId", key).path("Grants")).isEmpty();
  }

  /** "To use this parameter, you must have kms:TagResource permission in an IAM policy." */
  @Test
  void tagsOfNewKeysNeedThePermissionToTag() {
    TestCallers callers = new TestCallers();
    WireClient ana =
        TestServer.builder()
            .service(KmsApi.SERVICE, KmsService::new)
            .surroundings(callers::enforcing)
            .build()
            .client()
            .as("ana");
    List<Map<String, String>> tags = List.of(Map.of("TagKey", "k", "TagValue", "v"));
    callers.user("ana", "{'Effect': 'Allow', 'Action': 'kms:CreateKey', 'Resource': '*'}");
    ana.ok("CreateKey");
    ana.call("CreateKey", "Tags", tags).isError(400, "AccessDeniedException");
    callers.user(
        "ana",
        "{'Effect': 'Allow', 'Action': ['kms:CreateKey', 'kms:TagResource'], 'Resource': '*'}");
    ana.ok("CreateKey", "Tags", tags);
  }
}
