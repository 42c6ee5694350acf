package dev.brume.kms;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.schema.Blob;
import dev.brume.kms.api.GenerateDataKeyPairRequest;
import dev.brume.kms.api.GenerateDataKeyPairResponse;
import dev.brume.kms.api.GenerateDataKeyPairWithoutPlaintextRequest;
import dev.brume.kms.api.GenerateDataKeyPairWithoutPlaintextResponse;
import dev.brume.kms.api.GenerateDataKeyRequest;
import dev.brume.kms.api.GenerateDataKeyResponse;
import dev.brume.kms.api.GenerateDataKeyWithoutPlaintextRequest;
import dev.brume.kms.api.GenerateDataKeyWithoutPlaintextResponse;
import dev.brume.kms.api.GenerateRandomRequest;
import dev.brume.kms.api.GenerateRandomResponse;
import dev.brume.kms.engine.KeyBytes;
import dev.brume.kms.engine.KeyCryptography;
import dev.brume.kms.engine.KeyGeneration;
import dev.brume.kms.engine.KeyKind;
import dev.brume.kms.engine.KeyUsage;
import java.util.Map;

/** Creates keys for use outside of KMS, encrypted with a KMS key, and random numbers. */
final class DataKeyOperations {
  private static final int AES_128_BYTES = 16;
  private static final int AES_256_BYTES = 32;

  private final KeyFinder finder;
  private final KeyCryptography cryptography;
  private final Ids ids;

  DataKeyOperations(KeyFinder finder, KeyCryptography cryptography, Ids ids) {
    this.finder = finder;
    this.cryptography = cryptography;
    this.ids = ids;
  }

  private UsableKey usable(RequestContext context, String keyId, String operation) {
    UsableKey usable = finder.usable(context.scope(), keyId, KeyUsage.ENCRYPT_DECRYPT, operation);
    if (usable.key().kind() != KeyKind.SYMMETRIC_DEFAULT) {
      throw KmsRefusals.incompatible(CiphertextOperations.SYMMETRIC, usable.key());
    }
    return usable;
  }

  private Blob encrypt(UsableKey usable, byte[] secret, Map<String, String> context) {
    return Blob.of(
        cryptography.encrypt(
            usable.key(), usable.material(), secret, CiphertextOperations.orNone(context)));
  }

  private static int length(Integer numberOfBytes, String keySpec) {
    if ((numberOfBytes == null) == (keySpec == null)) {
      throw KmsRefusals.invalid("Please specify either number of bytes or key spec.");
    }
    if (numberOfBytes != null) {
      return numberOfBytes;
    }
    return keySpec.equals("AES_128") ? AES_128_BYTES : AES_256_BYTES;
  }

  GenerateDataKeyResponse generateDataKey(RequestContext context, GenerateDataKeyRequest input) {
    KmsRefusals.refuseUnbuilt("Recipient", input.recipient());
    GrantTokens.check(input.grantTokens());
    int length = length(input.numberOfBytes(), input.keySpec());
    UsableKey usable = usable(context, input.keyId(), "GenerateDataKey");
    KmsRefusals.endDryRun(input.dryRun());
    byte[] secret = ids.bytes(length);
    return GenerateDataKeyResponse.builder()
        .ciphertextBlob(encrypt(usable, secret, input.encryptionContext()))
        .plaintext(Blob.of(secret))
        .keyId(usable.key().arn())
        .keyMaterialId(usable.material().id())
        .build();
  }

  GenerateDataKeyWithoutPlaintextResponse generateDataKeyWithoutPlaintext(
      RequestContext context, GenerateDataKeyWithoutPlaintextRequest input) {
    GrantTokens.check(input.grantTokens());
    int length = length(input.numberOfBytes(), input.keySpec());
    UsableKey usable = usable(context, input.keyId(), "GenerateDataKeyWithoutPlaintext");
    KmsRefusals.endDryRun(input.dryRun());
    return GenerateDataKeyWithoutPlaintextResponse.builder()
        .ciphertextBlob(encrypt(usable, ids.bytes(length), input.encryptionContext()))
        .keyId(usable.key().arn())
        .keyMaterialId(usable.material().id())
        .build();
  }

  private KeyBytes pair(String spec) {
    KeyKind kind = KeyKind.of(spec).orElseThrow(() -> NewKey.unsupported(spec));
    return KeyGeneration.generate(kind, ids).orElseThrow(() -> NewKey.unsupported(spec));
  }

  GenerateDataKeyPairResponse generateDataKeyPair(
      RequestContext context, GenerateDataKeyPairRequest input, StoreSection section) {
    KmsRefusals.refuseUnbuilt("Recipient", input.recipient());
    GrantTokens.check(input.grantTokens());
    UsableKey usable = section.call(() -> usable(context, input.keyId(), "GenerateDataKeyPair"));
    KmsRefusals.endDryRun(input.dryRun());
    KeyBytes pair = pair(input.keyPairSpec());
    return GenerateDataKeyPairResponse.builder()
        .privateKeyCiphertextBlob(encrypt(usable, pair.secret().bytes(), input.encryptionContext()))
        .privateKeyPlaintext(pair.secret())
        .publicKey(pair.publicKey())
        .keyId(usable.key().arn())
        .keyPairSpec(input.keyPairSpec())
        .keyMaterialId(usable.material().id())
        .build();
  }

  GenerateDataKeyPairWithoutPlaintextResponse generateDataKeyPairWithoutPlaintext(
      RequestContext context,
      GenerateDataKeyPairWithoutPlaintextRequest input,
      StoreSection section) {
    GrantTokens.check(input.grantTokens());
    UsableKey usable =
        section.call(() -> usable(context, input.keyId(), "GenerateDataKeyPairWithoutPlaintext"));
    KmsRefusals.endDryRun(input.dryRun());
    KeyBytes pair = pair(input.keyPairSpec());
    return GenerateDataKeyPairWithoutPlaintextResponse.builder()
        .privateKeyCiphertextBlob(encrypt(usable, pair.secret().bytes(), input.encryptionContext()))
        .publicKey(pair.publicKey())
        .keyId(usable.key().arn())
        .keyPairSpec(input.keyPairSpec())
        .keyMaterialId(usable.material().id())
        .build();
  }

  GenerateRandomResponse generateRandom(RequestContext context, GenerateRandomRequest input) {
    KmsRefusals.refuseUnbuilt("Recipient", input.recipient());
    KmsRefusals.refuseUnbuilt("CustomKeyStoreId", input.customKeyStoreId());
    if (input.numberOfBytes() == null) {
      throw KmsRefusals.invalid("NumberOfBytes is required.");
    }
    return GenerateRandomResponse.builder()
        .plaintext(Blob.of(ids.bytes(input.numberOfBytes())))
        .build();
  }
}
