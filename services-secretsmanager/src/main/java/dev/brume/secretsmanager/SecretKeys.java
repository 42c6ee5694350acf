package dev.brume.secretsmanager;

import dev.brume.core.access.Requester;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.port.KeyLookup;
import dev.brume.core.port.KeyLookup.Refusal;
import dev.brume.core.port.Ports;
import dev.brume.core.scope.Scope;
import dev.brume.secretsmanager.api.SecretsManagerErrors;
import java.util.List;
import java.util.Map;

/**
 * The KMS keys that secrets are encrypted with, on behalf of the caller.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html">Secret
 *     encryption and decryption in AWS Secrets Manager</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html">EncryptionFailure
 *     and DecryptionFailure</a>
 */
final class SecretKeys {
  /** What stands in the encryption context while a caller's access is only checked. */
  private static final String CHECK = "RequestToValidateKeyAccess";

  private final KeyLookup encryption;
  private final KeyLookup decryption;

  SecretKeys(Ports ports) {
    encryption = new KeyLookup(ports, SecretFinder.SERVICE, SecretKeys::notEncrypted);
    decryption = new KeyLookup(ports, SecretFinder.SERVICE, SecretKeys::notDecrypted);
  }

  private static AwsError notEncrypted(Refusal refusal, String why) {
    return refusal == Refusal.ACCESS_DENIED
        ? denied()
        : SecretsManagerErrors.encryptionFailure(
            "Secrets Manager can't encrypt the protected secret text using the provided KMS key."
                + " Check that the KMS key is available, enabled, and not in an invalid state.");
  }

  private static AwsError notDecrypted(Refusal refusal, String why) {
    return refusal == Refusal.ACCESS_DENIED
        ? denied()
        : SecretsManagerErrors.decryptionFailure(
            "Secrets Manager can't decrypt the protected secret text using the provided KMS key.");
  }

  /** AWS's words, as its users have reported them. */
  private static AwsError denied() {
    return AwsError.client("AccessDeniedException", 400, "Access to KMS is not allowed");
  }

  /**
   * Requires a key that can encrypt; null is the AWS managed key, which can.
   *
   * @throws AwsError EncryptionFailure, AccessDeniedException
   */
  void requireToEncrypt(RequestContext context, String keyId) {
    require(
        encryption,
        context.requester(),
        context.scope(),
        keyId,
        KeyLookup.ENCRYPTION,
        CHECK,
        CHECK);
  }

  /**
   * Requires that the key of a secret can decrypt one of its versions.
   *
   * @param secret the scope of the secret
   * @throws AwsError DecryptionFailure, AccessDeniedException
   */
  void requireToDecrypt(
      Requester caller, Scope secret, String keyId, String secretArn, String versionId) {
    boolean isForeign =
        keyId == null
            && caller.access().isRestricted()
            && !secret.account().equals(caller.identity().get().principal().account());
    if (isForeign) { // "You can't use the AWS managed key for cross-account access."
      AwsError refusal = caller.access().enforced(denied());
      if (refusal != null) {
        throw refusal;
      }
    }
    require(decryption, caller, secret, keyId, KeyLookup.DECRYPTION, secretArn, versionId);
  }

  private static void require(
      KeyLookup keys,
      Requester caller,
      Scope scope,
      String keyId,
      List<String> actions,
      String secretArn,
      String versionId) {
    if (keyId != null) {
      Map<String, String> context = Map.of("SecretARN", secretArn, "SecretVersionId", versionId);
      keys.require(caller, scope, keyId, context, actions);
    }
  }
}
