package dev.brume.kms.engine;

import dev.brume.core.id.Ids;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/** Generates and parses keys. Takes long for RSA; never under a lock. */
public final class KeyGeneration {
  private KeyGeneration() {}

  /**
   * A new key or key pair; empty if this Java lacks the algorithm: ML-DSA and ML-KEM came with
   * version 24.
   */
  public static Optional<KeyBytes> generate(KeyKind kind, Ids ids) {
    return switch (kind.family()) {
      case SYMMETRIC, HMAC -> Optional.of(KeyBytes.symmetric(ids.bytes(kind.size() / 8)));
      case SECG_CURVE -> Optional.of(SecgCurve.generate(ids));
      case RSA, NIST_CURVE, EDWARDS_CURVE, ML_DSA, ML_KEM -> generatePair(kind);
    };
  }

  private static Optional<KeyBytes> generatePair(KeyKind kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm(kind));
      switch (kind.family()) {
        case RSA -> generator.initialize(kind.size());
        case NIST_CURVE ->
            generator.initialize(new ECGenParameterSpec("secp" + kind.size() + "r1"));
        default -> {
          // The algorithm's name determines all parameters.
        }
      }
      KeyPair pair = generator.generateKeyPair();
      return Optional.of(
          KeyBytes.pair(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java makes keys of " + kind, e);
    }
  }

  private static String algorithm(KeyKind kind) {
    return switch (kind.family()) {
      case RSA -> "RSA";
      case NIST_CURVE, SECG_CURVE -> "EC";
      case EDWARDS_CURVE -> "Ed25519";
      case ML_DSA -> "ML-DSA-" + kind.size();
      case ML_KEM -> "ML-KEM-" + kind.size();
      case SYMMETRIC, HMAC -> throw new IllegalArgumentException(kind + " has no key pairs");
    };
  }

  static PrivateKey privateKey(KeyKind kind, byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm(kind))
        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  /** Parses an X.509 public key. */
  static PublicKey publicKey(KeyKind kind, byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm(kind)).generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** Whether material of such keys can be imported. */
  public static boolean isImportable(KeyKind kind) {
    return switch (kind.family()) {
      case SYMMETRIC, HMAC, RSA, NIST_CURVE, SECG_CURVE -> true;
      case EDWARDS_CURVE, ML_DSA, ML_KEM -> false;
    };
  }

  /**
   * Parses imported bytes.
   *
   * @param bytes a symmetric key, or a private key in PKCS #8
   * @return empty if they are not a key of that kind
   */
  public static Optional<KeyBytes> read(KeyKind kind, byte[] bytes) {
    try {
      return switch (kind.family()) {
        case SYMMETRIC, HMAC ->
            bytes.length == kind.size() / 8
                ? Optional.of(KeyBytes.symmetric(bytes))
                : Optional.empty();
        case SECG_CURVE -> Optional.of(SecgCurve.read(bytes));
        case RSA -> readRsa(kind, bytes);
        case NIST_CURVE -> readNist(kind, bytes);
        case EDWARDS_CURVE, ML_DSA, ML_KEM -> Optional.empty();
      };
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Optional<KeyBytes> readRsa(KeyKind kind, byte[] bytes)
      throws GeneralSecurityException {
    if (!(privateKey(kind, bytes) instanceof RSAPrivateCrtKey key)
        || key.getModulus().bitLength() != kind.size()) {
      return Optional.empty();
    }
    byte[] publicKey =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
            .getEncoded();
    return Optional.of(KeyBytes.pair(bytes, publicKey));
  }

  /** PKCS #8 of curves may contain the public point; otherwise it is computed. */
  private static Optional<KeyBytes> readNist(KeyKind kind, byte[] bytes)
      throws GeneralSecurityException {
    PrivateKey key = privateKey(kind, bytes);
    Optional<PublicKey> publicKey = NistCurve.publicKeyOf(key, kind.size());
    if (publicKey.isEmpty()) {
      return Optional.empty();
    }
    byte[] probe = BigInteger.TEN.toByteArray();
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(probe);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey.get());
    signature.update(probe);
    return signature.verify(signed)
        ? Optional.of(KeyBytes.pair(bytes, publicKey.get().getEncoded()))
        : Optional.empty();
  }
}
