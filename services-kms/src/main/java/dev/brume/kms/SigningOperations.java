package dev.brume.kms;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Blob;
import dev.brume.kms.api.GenerateMacRequest;
import dev.brume.kms.api.GenerateMacResponse;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.api.SignRequest;
import dev.brume.kms.api.SignResponse;
import dev.brume.kms.api.VerifyMacRequest;
import dev.brume.kms.api.VerifyMacResponse;
import dev.brume.kms.api.VerifyRequest;
import dev.brume.kms.api.VerifyResponse;
import dev.brume.kms.engine.KeyCryptography;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KeyUsage;
import java.security.MessageDigest;

/** Signs and verifies, with key pairs and with message authentication codes. */
final class SigningOperations {
  private static final String PREHASHED = "ED25519_PH_SHA_512";

  private final KeyFinder finder;
  private final KeyCryptography cryptography;

  SigningOperations(KeyFinder finder, KeyCryptography cryptography) {
    this.finder = finder;
    this.cryptography = cryptography;
  }

  /** Whether the message is a digest, which must then be as long as the algorithm's. */
  private static boolean isDigest(KeyRecord key, String algorithm, String messageType, int length) {
    if (!key.kind().algorithms(KeyUsage.SIGN_VERIFY).contains(algorithm)) {
      throw KmsRefusals.incompatible(algorithm, key);
    }
    boolean isDigest = "DIGEST".equals(messageType);
    boolean isRaw = messageType == null || messageType.equals("RAW");
    if (!isDigest && !isRaw) {
      // This would require an ML-DSA implementation that accepts the message representative.
      KmsRefusals.refuseUnbuilt("MessageType " + messageType, messageType);
    }
    boolean takesDigest =
        KeyCryptography.digestBytes(algorithm) > 0 && !algorithm.equals("ED25519_SHA_512");
    if (isDigest && !takesDigest || isRaw && algorithm.equals(PREHASHED)) {
      // The text is not documented.
      throw KmsRefusals.invalid(
          "MessageType "
              + (isDigest ? "DIGEST" : "RAW")
              + " is not supported for algorithm "
              + algorithm
              + ".");
    }
    if (isDigest && length != KeyCryptography.digestBytes(algorithm)) {
      throw KmsRefusals.invalid("Digest is invalid length for algorithm " + algorithm + ".");
    }
    return isDigest;
  }

  SignResponse sign(RequestContext context, SignRequest input, StoreSection section) {
    GrantTokens.check(input.grantTokens());
    UsableKey usable =
        section.call(
            () -> finder.usable(context.scope(), input.keyId(), KeyUsage.SIGN_VERIFY, "Sign"));
    byte[] message = input.message().bytes();
    String algorithm = input.signingAlgorithm();
    boolean isDigest = isDigest(usable.key(), algorithm, input.messageType(), message.length);
    KmsRefusals.endDryRun(input.dryRun());
    byte[] signature =
        cryptography.sign(usable.key(), usable.material(), algorithm, message, isDigest);
    return SignResponse.builder()
        .keyId(usable.key().arn())
        .signature(Blob.of(signature))
        .signingAlgorithm(algorithm)
        .build();
  }

  VerifyResponse verify(RequestContext context, VerifyRequest input, StoreSection section) {
    GrantTokens.check(input.grantTokens());
    UsableKey usable =
        section.call(
            () -> finder.usable(context.scope(), input.keyId(), KeyUsage.SIGN_VERIFY, "Verify"));
    byte[] message = input.message().bytes();
    String algorithm = input.signingAlgorithm();
    boolean isDigest = isDigest(usable.key(), algorithm, input.messageType(), message.length);
    KmsRefusals.endDryRun(input.dryRun());
    if (!cryptography.verify(
        usable.key(), usable.material(), algorithm, message, isDigest, input.signature().bytes())) {
      throw KmsErrors.kmsInvalidSignatureException(null);
    }
    return VerifyResponse.builder()
        .keyId(usable.key().arn())
        .signatureValid(true)
        .signingAlgorithm(algorithm)
        .build();
  }

  private UsableKey macKey(
      RequestContext context, String keyId, String algorithm, String operation) {
    UsableKey usable =
        finder.usable(context.scope(), keyId, KeyUsage.GENERATE_VERIFY_MAC, operation);
    if (!usable.key().kind().algorithms(KeyUsage.GENERATE_VERIFY_MAC).contains(algorithm)) {
      throw KmsRefusals.incompatible(algorithm, usable.key());
    }
    return usable;
  }

  GenerateMacResponse generateMac(RequestContext context, GenerateMacRequest input) {
    GrantTokens.check(input.grantTokens());
    UsableKey usable = macKey(context, input.keyId(), input.macAlgorithm(), "GenerateMac");
    KmsRefusals.endDryRun(input.dryRun());
    byte[] mac = cryptography.mac(usable.key(), usable.material(), input.message().bytes());
    return GenerateMacResponse.builder()
        .keyId(usable.key().arn())
        .mac(Blob.of(mac))
        .macAlgorithm(input.macAlgorithm())
        .build();
  }

  VerifyMacResponse verifyMac(RequestContext context, VerifyMacRequest input) {
    GrantTokens.check(input.grantTokens());
    UsableKey usable = macKey(context, input.keyId(), input.macAlgorithm(), "VerifyMac");
    KmsRefusals.endDryRun(input.dryRun());
    byte[] mac = cryptography.mac(usable.key(), usable.material(), input.message().bytes());
    if (!MessageDigest.isEqual(mac, input.mac().bytes())) {
      throw KmsErrors.kmsInvalidMacException(null);
    }
    return VerifyMacResponse.builder()
        .keyId(usable.key().arn())
        .macValid(true)
        .macAlgorithm(input.macAlgorithm())
        .build();
  }
}
