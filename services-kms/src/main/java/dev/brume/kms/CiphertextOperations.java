package dev.brume.kms;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.DecryptRequest;
import dev.brume.kms.api.DecryptResponse;
import dev.brume.kms.api.EncryptRequest;
import dev.brume.kms.api.EncryptResponse;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.api.ReEncryptRequest;
import dev.brume.kms.api.ReEncryptResponse;
import dev.brume.kms.engine.CiphertextBlob;
import dev.brume.kms.engine.KeyCryptography;
import dev.brume.kms.engine.KeyMaterial;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KeyUsage;
import dev.brume.kms.engine.KmsAccount;
import java.util.Map;

/** Encrypts, decrypts, and both. */
final class CiphertextOperations {
  static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

  private final KeyFinder finder;
  private final KeyCryptography cryptography;

  CiphertextOperations(KeyFinder finder, KeyCryptography cryptography) {
    this.finder = finder;
    this.cryptography = cryptography;
  }

  static Map<String, String> orNone(Map<String, String> context) {
    return context == null ? Map.of() : context;
  }

  // -------------------------------------------------------------------------------- encrypt

  EncryptResponse encrypt(RequestContext context, EncryptRequest input, StoreSection section) {
    GrantTokens.check(input.grantTokens());
    String algorithm =
        input.encryptionAlgorithm() == null ? SYMMETRIC : input.encryptionAlgorithm();
    byte[] plaintext = input.plaintext().bytes();
    Scope caller = context.scope();
    UsableKey usable =
        section.call(
            () -> finder.usable(caller, input.keyId(), KeyUsage.ENCRYPT_DECRYPT, "Encrypt"));
    check(usable.key(), algorithm, input.encryptionContext());
    checkLength(usable.key(), algorithm, plaintext.length);
    KmsRefusals.endDryRun(input.dryRun());
    return EncryptResponse.builder()
        .ciphertextBlob(
            Blob.of(encrypt(usable, algorithm, plaintext, orNone(input.encryptionContext()))))
        .keyId(usable.key().arn())
        .encryptionAlgorithm(algorithm)
        .build();
  }

  private static void check(KeyRecord key, String algorithm, Map<String, String> context) {
    if (!key.kind().algorithms(KeyUsage.ENCRYPT_DECRYPT).contains(algorithm)) {
      throw KmsRefusals.incompatible(algorithm, key);
    }
    if (!algorithm.equals(SYMMETRIC) && context != null && !context.isEmpty()) {
      // "You cannot specify an encryption context" there; the text is not documented.
      throw KmsRefusals.invalid("EncryptionContext is not supported for " + algorithm + ".");
    }
  }

  private static void checkLength(KeyRecord key, String algorithm, int length) {
    if (algorithm.equals(SYMMETRIC)) {
      return;
    }
    int most = KeyCryptography.maxPlaintextBytes(key.kind(), algorithm);
    if (length > most) {
      throw KmsRefusals.invalid(
          "Algorithm "
              + algorithm
              + " and key spec "
              + key.kind()
              + " cannot encrypt data larger than "
              + most
              + " bytes.");
    }
  }

  private byte[] encrypt(
      UsableKey usable, String algorithm, byte[] plaintext, Map<String, String> context) {
    return algorithm.equals(SYMMETRIC)
        ? cryptography.encrypt(usable.key(), usable.material(), plaintext, context)
        : cryptography.encrypt(usable.key(), usable.material(), plaintext, algorithm);
  }

  // -------------------------------------------------------------------------------- decrypt

  /**
   * A decrypted ciphertext and its encryption.
   *
   * @param plaintext null if only the key was looked up
   */
  private record Decrypted(UsableKey usable, String algorithm, byte[] plaintext) {}

  DecryptResponse decrypt(RequestContext context, DecryptRequest input, StoreSection section) {
    KmsRefusals.refuseUnbuilt("Recipient", input.recipient());
    KmsRefusals.refuseUnbuilt("DryRunModifiers", input.dryRunModifiers());
    GrantTokens.check(input.grantTokens());
    Decrypted decrypted =
        open(
            context.scope(),
            new Sealed(
                input.ciphertextBlob(),
                input.keyId(),
                input.encryptionAlgorithm(),
                input.encryptionContext()),
            "Decrypt",
            section);
    KmsRefusals.endDryRun(input.dryRun());
    boolean symmetric = decrypted.algorithm.equals(SYMMETRIC);
    return DecryptResponse.builder()
        .keyId(decrypted.usable.key().arn())
        .plaintext(Blob.of(decrypted.plaintext))
        .encryptionAlgorithm(decrypted.algorithm)
        .keyMaterialId(symmetric ? decrypted.usable.material().id() : null)
        .build();
  }

  /** A ciphertext to decrypt; everything but the blob may be null. */
  private record Sealed(Blob blob, String keyId, String algorithm, Map<String, String> context) {}

  private Decrypted open(Scope caller, Sealed sealed, String operation, StoreSection section) {
    if (sealed.blob == null) {
      throw KmsRefusals.invalid(
          "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy"
              + " constraint: Member must not be null");
    }
    String algorithm = sealed.algorithm == null ? SYMMETRIC : sealed.algorithm;
    if (!algorithm.equals(SYMMETRIC)) {
      return openAsymmetric(caller, sealed, algorithm, operation, section);
    }
    if (sealed.keyId != null) {
      UsableKey named =
          section.call(
              () -> finder.usable(caller, sealed.keyId, KeyUsage.ENCRYPT_DECRYPT, operation));
      check(named.key(), algorithm, null);
    }
    CiphertextBlob blob =
        CiphertextBlob.parse(sealed.blob.bytes()).orElseThrow(KmsRefusals::invalidCiphertext);
    UsableKey usable = section.call(() -> keyOf(caller, blob, sealed.keyId, operation));
    byte[] plaintext =
        cryptography
            .decrypt(usable.material(), blob, orNone(sealed.context))
            .orElseThrow(KmsRefusals::invalidCiphertext);
    return new Decrypted(usable, algorithm, plaintext);
  }

  /** The key in a ciphertext, which must be {@code keyId} if that is given. */
  UsableKey keyOf(Scope caller, CiphertextBlob blob, String keyId, String operation) {
    KmsAccount account = finder.account(blob.account());
    UsableKey usable =
        account.call(
            () -> {
              KeyRecord key = account.keys().find(caller.region(), blob.keyId());
              KeyMaterial material =
                  key == null ? null : account.keys().material(key, blob.materialId());
              if (material == null) {
                throw unknownKey();
              }
              UsableKey found = KeyFinder.usable(account, key, KeyUsage.ENCRYPT_DECRYPT, operation);
              return new UsableKey(found.key(), material);
            });
    if (keyId != null) {
      KeyRecord named = finder.with(caller, keyId, Names.ALIAS_TOO, (owner, key) -> key);
      if (!named.arn().equals(usable.key().arn())) {
        throw KmsErrors.incorrectKeyException(
            "The key ID in the request does not identify a CMK that can perform this operation.");
      }
    }
    return usable;
  }

  private static AwsError unknownKey() {
    return AwsError.client(
        "AccessDeniedException",
        400,
        "The ciphertext refers to a customer master key that does not exist, does not exist in"
            + " this region, or you are not allowed to access.");
  }

  private Decrypted openAsymmetric(
      Scope caller, Sealed sealed, String algorithm, String operation, StoreSection section) {
    if (sealed.keyId == null) {
      throw KmsRefusals.invalid("KeyId is required for asymmetric key decryption.");
    }
    UsableKey usable =
        section.call(
            () -> finder.usable(caller, sealed.keyId, KeyUsage.ENCRYPT_DECRYPT, operation));
    check(usable.key(), algorithm, sealed.context);
    byte[] plaintext =
        cryptography
            .decrypt(usable.key(), usable.material(), sealed.blob.bytes(), algorithm)
            .orElseThrow(KmsRefusals::invalidCiphertext);
    return new Decrypted(usable, algorithm, plaintext);
  }

  // ----------------------------------------------------------------------------- re-encrypt

  ReEncryptResponse reEncrypt(
      RequestContext context, ReEncryptRequest input, StoreSection section) {
    KmsRefusals.refuseUnbuilt("DryRunModifiers", input.dryRunModifiers());
    GrantTokens.check(input.grantTokens());
    String algorithm =
        input.destinationEncryptionAlgorithm() == null
            ? SYMMETRIC
            : input.destinationEncryptionAlgorithm();
    Scope caller = context.scope();
    Decrypted source =
        open(
            caller,
            new Sealed(
                input.ciphertextBlob(),
                input.sourceKeyId(),
                input.sourceEncryptionAlgorithm(),
                input.sourceEncryptionContext()),
            "ReEncryptFrom",
            section);
    UsableKey target =
        section.call(
            () ->
                finder.usable(
                    caller, input.destinationKeyId(), KeyUsage.ENCRYPT_DECRYPT, "ReEncryptTo"));
    check(target.key(), algorithm, input.destinationEncryptionContext());
    checkLength(target.key(), algorithm, source.plaintext.length);
    KmsRefusals.endDryRun(input.dryRun());
    byte[] ciphertext =
        encrypt(target, algorithm, source.plaintext, orNone(input.destinationEncryptionContext()));
    boolean fromSymmetric = source.algorithm.equals(SYMMETRIC);
    return ReEncryptResponse.builder()
        .ciphertextBlob(Blob.of(ciphertext))
        .sourceKeyId(source.usable.key().arn())
        .keyId(target.key().arn())
        .sourceEncryptionAlgorithm(source.algorithm)
        .destinationEncryptionAlgorithm(algorithm)
        .sourceKeyMaterialId(fromSymmetric ? source.usable.material().id() : null)
        .destinationKeyMaterialId(algorithm.equals(SYMMETRIC) ? target.material().id() : null)
        .build();
  }
}
