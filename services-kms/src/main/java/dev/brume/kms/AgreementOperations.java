package dev.brume.kms;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Blob;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.DecapsulateRequest;
import dev.brume.kms.api.DecapsulateResponse;
import dev.brume.kms.api.DeriveSharedSecretRequest;
import dev.brume.kms.api.DeriveSharedSecretResponse;
import dev.brume.kms.api.EncapsulateRequest;
import dev.brume.kms.api.EncapsulateResponse;
import dev.brume.kms.api.GetPublicKeyRequest;
import dev.brume.kms.api.GetPublicKeyResponse;
import dev.brume.kms.engine.KeyCryptography;
import dev.brume.kms.engine.KeyCryptography.Encapsulation;
import dev.brume.kms.engine.KeyMaterial;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KeyUsage;
import dev.brume.kms.engine.KmsAccount;
import java.util.List;

/** Shows public keys, and agrees on secrets with their users. */
final class AgreementOperations {
  private final KeyFinder finder;
  private final KeyCryptography cryptography;

  AgreementOperations(KeyFinder finder, KeyCryptography cryptography) {
    this.finder = finder;
    this.cryptography = cryptography;
  }

  GetPublicKeyResponse getPublicKey(RequestContext context, GetPublicKeyRequest input) {
    GrantTokens.check(input.grantTokens());
    return finder.with(context, input.keyId(), Names.ALIAS_TOO, AgreementOperations::publicKey);
  }

  private static GetPublicKeyResponse publicKey(KmsAccount account, KeyRecord key) {
    KeyStates.requireEnabled(key, account.nowMillis());
    if (!key.kind().isAsymmetric()) {
      throw KmsRefusals.invalidSpec(key);
    }
    KeyMaterial material = account.keys().current(key);
    List<String> algorithms = key.kind().algorithms(key.usage());
    GetPublicKeyResponse.Builder shown =
        GetPublicKeyResponse.builder()
            .keyId(key.arn())
            .publicKey(material.publicKey())
            .customerMasterKeySpec(key.kind().name())
            .keySpec(key.kind().name())
            .keyUsage(key.usage().name());
    switch (key.usage()) {
      case ENCRYPT_DECRYPT -> shown.encryptionAlgorithms(algorithms);
      case SIGN_VERIFY -> shown.signingAlgorithms(algorithms);
      case KEY_AGREEMENT -> shown.keyAgreementAlgorithms(algorithms);
      case ENCAPSULATE_DECAPSULATE -> shown.encapsulationAlgorithms(algorithms);
      case GENERATE_VERIFY_MAC -> throw KmsRefusals.invalidSpec(key);
    }
    return shown.build();
  }

  DeriveSharedSecretResponse deriveSharedSecret(
      RequestContext context, DeriveSharedSecretRequest input, StoreSection section) {
    KmsRefusals.refuseUnbuilt("Recipient", input.recipient());
    GrantTokens.check(input.grantTokens());
    UsableKey usable =
        section.call(
            () ->
                finder.usable(
                    context.scope(), input.keyId(), KeyUsage.KEY_AGREEMENT, "DeriveSharedSecret"));
    KmsRefusals.endDryRun(input.dryRun());
    byte[] secret =
        cryptography
            .sharedSecret(usable.key(), usable.material(), input.publicKey().bytes())
            .orElseThrow(() -> KmsRefusals.invalid(null));
    return DeriveSharedSecretResponse.builder()
        .keyId(usable.key().arn())
        .sharedSecret(Blob.of(secret))
        .keyAgreementAlgorithm(input.keyAgreementAlgorithm())
        .keyOrigin(usable.key().origin().name())
        .build();
  }

  EncapsulateResponse encapsulate(
      RequestContext context, EncapsulateRequest input, StoreSection section) {
    GrantTokens.check(input.grantTokens());
    UsableKey usable =
        section.call(
            () ->
                finder.usable(
                    context.scope(),
                    input.keyId(),
                    KeyUsage.ENCAPSULATE_DECAPSULATE,
                    "Encapsulate"));
    KmsRefusals.endDryRun(input.dryRun());
    Encapsulation made = cryptography.encapsulate(usable.key(), usable.material());
    return EncapsulateResponse.builder()
        .keyId(usable.key().arn())
        .sharedSecret(Blob.of(made.secret()))
        .sharedSecretCiphertextBlob(Blob.of(made.ciphertext()))
        .encapsulationAlgorithm(input.encapsulationAlgorithm())
        .build();
  }

  DecapsulateResponse decapsulate(
      RequestContext context, DecapsulateRequest input, StoreSection section) {
    GrantTokens.check(input.grantTokens());
    UsableKey usable =
        section.call(
            () ->
                finder.usable(
                    context.scope(),
                    input.keyId(),
                    KeyUsage.ENCAPSULATE_DECAPSULATE,
                    "Decapsulate"));
    KmsRefusals.endDryRun(input.dryRun());
    byte[] secret =
        cryptography
            .decapsulate(
                usable.key(), usable.material(), input.sharedSecretCiphertextBlob().bytes())
            .orElseThrow(KmsRefusals::invalidCiphertext);
    return DecapsulateResponse.builder()
        .keyId(usable.key().arn())
        .sharedSecret(Blob.of(secret))
        .encapsulationAlgorithm(input.encapsulationAlgorithm())
        .build();
  }
}
