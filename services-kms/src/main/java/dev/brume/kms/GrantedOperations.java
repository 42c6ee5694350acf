package dev.brume.kms;

import dev.brume.kms.engine.KeyKind;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KeyUsage;
import java.util.List;

/**
 * Which operations a grant can allow: "The operation must be supported on the KMS key."
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html">CreateGrant</a>
 */
final class GrantedOperations {
  private GrantedOperations() {}

  /**
   * Checks the operations of a new grant.
   *
   * @throws dev.brume.core.error.AwsError ValidationException if the key does not support an
   *     operation
   */
  static void check(KeyRecord key, List<String> operations) {
    for (String operation : operations) {
      if (!isSupported(key, operation)) {
        throw KmsRefusals.invalid(
            "Operation " + operation + " is not supported by the key " + key.arn());
      }
    }
  }

  private static boolean isSupported(KeyRecord key, String operation) {
    boolean isSymmetric = key.kind().family() == KeyKind.Family.SYMMETRIC;
    return switch (operation) {
      case "Sign", "Verify" -> key.usage() == KeyUsage.SIGN_VERIFY;
      case "GenerateMac", "VerifyMac" -> key.usage() == KeyUsage.GENERATE_VERIFY_MAC;
      case "DeriveSharedSecret" -> key.usage() == KeyUsage.KEY_AGREEMENT;
      case "Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo" ->
          key.usage() == KeyUsage.ENCRYPT_DECRYPT;
      case "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext" ->
          isSymmetric;
      case "GetPublicKey" -> key.kind().isAsymmetric();
      default -> true;
    };
  }
}
