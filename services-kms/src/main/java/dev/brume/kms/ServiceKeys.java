package dev.brume.kms;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.port.EncryptionKeys;
import dev.brume.core.port.ServiceKeyUse;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import dev.brume.kms.engine.CiphertextBlob;
import dev.brume.kms.engine.KeyCryptography;
import dev.brume.kms.engine.KeyKind;
import dev.brume.kms.engine.KeyUsage;
import java.util.Map;

/** The keys for use by other services. */
final class ServiceKeys implements EncryptionKeys {
  private final KeyFinder finder;
  private final CiphertextOperations encryption;
  private final KeyCryptography cryptography;

  ServiceKeys(KeyFinder finder, KeyCryptography cryptography) {
    this.finder = finder;
    this.cryptography = cryptography;
    encryption = new CiphertextOperations(finder, cryptography);
  }

  private UsableKey usable(Scope caller, String keyId) {
    UsableKey usable = finder.usable(caller, keyId, KeyUsage.ENCRYPT_DECRYPT, "GenerateDataKey");
    if (usable.key().kind() != KeyKind.SYMMETRIC_DEFAULT) {
      throw KmsRefusals.incompatible(CiphertextOperations.SYMMETRIC, usable.key());
    }
    return usable;
  }

  @Override
  public String require(Scope caller, String keyId) {
    return usable(caller, keyId).key().arn();
  }

  @Override
  public AccessQuery access(CallerIdentity caller, Scope scope, ServiceKeyUse use) {
    return KmsAccess.of(finder, caller, scope, use);
  }

  @Override
  public Blob encrypt(Scope caller, String keyId, Blob plaintext, Map<String, String> context) {
    UsableKey usable = usable(caller, keyId);
    return Blob.of(
        cryptography.encrypt(usable.key(), usable.material(), plaintext.bytes(), context));
  }

  @Override
  public Blob decrypt(Scope caller, Blob ciphertext, Map<String, String> context) {
    CiphertextBlob blob =
        CiphertextBlob.parse(ciphertext.bytes()).orElseThrow(KmsRefusals::invalidCiphertext);
    UsableKey usable = encryption.keyOf(caller, blob, null, "Decrypt");
    return Blob.of(
        cryptography
            .decrypt(usable.material(), blob, context)
            .orElseThrow(KmsRefusals::invalidCiphertext));
  }
}
