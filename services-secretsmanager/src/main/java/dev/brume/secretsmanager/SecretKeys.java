package dev.brume.secretsmanager;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.EncryptionKeys;
import dev.brume.core.port.Ports;
import dev.brume.core.scope.Scope;
import dev.brume.secretsmanager.api.SecretsManagerErrors;
import java.util.function.Supplier;

/** The KMS keys that secrets are encrypted with; where no service has keys, all are there. */
final class SecretKeys {
  private final Ports ports;

  SecretKeys(Ports ports) {
    this.ports = ports;
  }

  /** Requires a key that can encrypt; null stands for the one that AWS manages, which can. */
  void requireToEncrypt(Scope scope, String keyId) {
    require(
        scope,
        keyId,
        () ->
            SecretsManagerErrors.encryptionFailure(
                "Secrets Manager can't encrypt the protected secret text using the provided KMS"
                    + " key. Check that the KMS key is available, enabled, and not in an invalid"
                    + " state."));
  }

  /** The same of a key that can decrypt. */
  void requireToDecrypt(Scope scope, String keyId) {
    require(
        scope,
        keyId,
        () ->
            SecretsManagerErrors.decryptionFailure(
                "Secrets Manager can't decrypt the protected secret text using the provided KMS"
                    + " key."));
  }

  private void require(Scope scope, String keyId, Supplier<AwsError> refusal) {
    if (keyId == null || keyId.isEmpty()) {
      return;
    }
    EncryptionKeys keys = ports.look(EncryptionKeys.class).orElse(null);
    if (keys == null) {
      return;
    }
    try {
      keys.require(scope, keyId);
    } catch (AwsError e) {
      throw e.isClientFault() ? refusal.get() : e;
    }
  }
}
