package dev.brume.kms;

import dev.brume.kms.api.KmsApi;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The condition keys of KMS, where access is enforced.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">AWS KMS
 *     condition keys</a>
 */
class KeyConditionsTest {
  private final TestCallers callers = new TestCallers();
  private final WireClient root =
      TestServer.builder()
          .service(KmsApi.SERVICE, KmsService::new)
          .surroundings(callers::enforcing)
          .build()
          .client();
  private final WireClient ana = root.as("ana");
  private final String key = root.ok("CreateKey").path("KeyMetadata").path("Arn").asText();

  private void anaMay(String action, String condition) {
    callers.user(
        "ana",
        "{'Effect': 'Allow', 'Action': 'kms:%s', 'Resource': '*', 'Condition': {%s}}"
            .formatted(action, condition));
  }

  private void refuses(String operation, Object... input) {
    ana.call(operation, input).isError(400, "AccessDeniedException");
  }

  @Test
  void granteesAndOperationsOfGrantsAreConditions() {
    anaMay(
        "CreateGrant",
        "'StringEquals': {'kms:GranteePrincipal': 'arn:aws:iam::123456789012:role/a'},"
            + " 'ForAllValues:StringEquals': {'kms:GrantOperations': ['Encrypt', 'Decrypt']}");
    Object[] grant = {
      "KeyId",
      key,
      "GranteePrincipal",
      "arn:aws:iam::123456789012:role/a",
      "Operations",
      List.of("Encrypt")
    };
    ana.ok("CreateGrant", grant);
    grant[5] = List.of("Encrypt", "Sign");
    refuses("CreateGrant", grant);
    grant[5] = List.of("Encrypt");
    grant[3] = "arn:aws:iam::123456789012:role/b";
    refuses("CreateGrant", grant);
  }

  @Test
  void theAliasOfARequestIsACondition() {
    root.ok("CreateAlias", "AliasName", "alias/shop", "TargetKeyId", key);
    anaMay("Encrypt", "'StringEquals': {'kms:RequestAlias': 'alias/shop'}");
    ana.ok("Encrypt", "KeyId", "alias/shop", "Plaintext", "YQ==");
    ana.ok(
        "Encrypt", "KeyId", "arn:aws:kms:eu-west-1:123456789012:alias/shop", "Plaintext", "YQ==");
    refuses("Encrypt", "KeyId", key, "Plaintext", "YQ==");
  }

  @Test
  void algorithmsAreConditions() {
    anaMay("*", "'StringEquals': {'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT'}");
    String sealed =
        ana.ok("Encrypt", "KeyId", key, "Plaintext", "YQ==").path("CiphertextBlob").asText();
    ana.ok("Decrypt", "CiphertextBlob", sealed);
    ana.ok("GenerateDataKey", "KeyId", key, "KeySpec", "AES_256");
    refuses("DescribeKey", "KeyId", key);
    anaMay("*", "'StringEquals': {'kms:EncryptionAlgorithm': 'RSAES_OAEP_SHA_1'}");
    refuses("Decrypt", "CiphertextBlob", sealed);
  }

  @Test
  void newKeysAreLimitedByWhatTheyAre() {
    anaMay("CreateKey", "'StringEquals': {'kms:KeySpec': 'SYMMETRIC_DEFAULT'}");
    ana.ok("CreateKey");
    refuses("CreateKey", "KeySpec", "RSA_2048", "KeyUsage", "SIGN_VERIFY");
  }

  @Test
  void theAliasesOfAKeyAreAConditionHoweverItIsNamed() {
    root.ok("CreateAlias", "AliasName", "alias/shop-1", "TargetKeyId", key);
    anaMay("Encrypt", "'ForAnyValue:StringLike': {'kms:ResourceAliases': 'alias/shop-*'}");
    ana.ok("Encrypt", "KeyId", key, "Plaintext", "YQ==");
    root.ok("DeleteAlias", "AliasName", "alias/shop-1");
    refuses("Encrypt", "KeyId", key, "Plaintext", "YQ==");
  }

  @Test
  void periodsAreConditions() {
    anaMay(
        "ScheduleKeyDeletion",
        "'NumericGreaterThanEquals': {'kms:ScheduleKeyDeletionPendingWindowInDays': '21'}");
    refuses("ScheduleKeyDeletion", "KeyId", key, "PendingWindowInDays", 7);
    ana.ok("ScheduleKeyDeletion", "KeyId", key);
    root.ok("CancelKeyDeletion", "KeyId", key);
    root.ok("EnableKey", "KeyId", key);
    anaMay("EnableKeyRotation", "'NumericLessThanEquals': {'kms:RotationPeriodInDays': '180'}");
    refuses("EnableKeyRotation", "KeyId", key);
    ana.ok("EnableKeyRotation", "KeyId", key, "RotationPeriodInDays", 90);
  }

  @Test
  void reEncryptionOnTheSameKeyIsACondition() {
    String other = root.ok("CreateKey").path("KeyMetadata").path("Arn").asText();
    String sealed =
        root.ok("Encrypt", "KeyId", key, "Plaintext", "YQ==").path("CiphertextBlob").asText();
    anaMay("ReEncrypt*", "'Bool': {'kms:ReEncryptOnSameKey': 'true'}");
    ana.ok("ReEncrypt", "CiphertextBlob", sealed, "DestinationKeyId", key);
    refuses("ReEncrypt", "CiphertextBlob", sealed, "DestinationKeyId", other);
  }

  @Test
  void importsAndTheLockoutCheckAreConditions() {
    String external =
        root.ok("CreateKey", "Origin", "EXTERNAL").path("KeyMetadata").path("Arn").asText();
    anaMay(
        "GetParametersForImport",
        "'StringEquals': {'kms:WrappingAlgorithm': 'RSAES_OAEP_SHA_256'}");
    Object[] wanted = {
      "KeyId", external, "WrappingAlgorithm", "RSAES_OAEP_SHA_256", "WrappingKeySpec", "RSA_2048"
    };
    ana.ok("GetParametersForImport", wanted);
    wanted[3] = "RSAES_OAEP_SHA_1";
    refuses("GetParametersForImport", wanted);
    anaMay("PutKeyPolicy", "'Bool': {'kms:BypassPolicyLockoutSafetyCheck': 'false'}");
    String policy = root.ok("GetKeyPolicy", "KeyId", key).path("Policy").asText();
    ana.ok("PutKeyPolicy", "KeyId", key, "Policy", policy);
    refuses("PutKeyPolicy", "KeyId", key, "Policy", policy, "BypassPolicyLockoutSafetyCheck", true);
  }
}
