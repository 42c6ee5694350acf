package dev.brume.secretsmanager;

import dev.brume.core.port.KeyLookup;
import dev.brume.core.port.Ports;
import dev.brume.core.scope.Scope;
import dev.brume.secretsmanager.api.SecretsManagerErrors;

/**
 * The KMS keys that secrets are encrypted with.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html">EncryptionFailure
 *     and DecryptionFailure</a>
 */
final class SecretKeys {
  private final KeyLookup encryption;
  private final KeyLookup decryption;

  SecretKeys(Ports ports) {
    encryption =
        new KeyLookup(
            ports,
            (refusal, why) ->
                SecretsManagerErrors.encryptionFailure(
                    "Secrets Manager can't encrypt the protected secret text using the provided"
                        + " KMS key. Check that the KMS key is available, enabled, and not in an"
                        + " invalid state."));
    decryption =
        new KeyLookup(
            ports,
            (refusal, why) ->
                SecretsManagerErrors.decryptionFailure(
                    "Secrets Manager can't decrypt the protected secret text using the provided"
                        + " KMS key."));
  }

  /** Requires a key that can encrypt; null is the AWS managed key, which can. */
  void requireToEncrypt(Scope scope, String keyId) {
    encryption.require(scope, keyId);
  }

  /** The same for a key that can decrypt. */
  void requireToDecrypt(Scope scope, String keyId) {
    decryption.require(scope, keyId);
  }
}
