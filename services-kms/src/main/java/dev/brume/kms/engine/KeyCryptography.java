package dev.brume.kms.engine;

import dev.brume.core.id.Ids;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Map;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.DecapsulateException;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cryptography of keys, without authorization. Takes up to some milliseconds; never under a
 * lock.
 */
public final class KeyCryptography {
  private static final Map<String, String> OAEP_HASHES =
      Map.of("RSAES_OAEP_SHA_1", "SHA-1", "RSAES_OAEP_SHA_256", "SHA-256");
  private static final int OAEP_OVERHEAD = 2;

  private final Ids ids;

  /** Uses randomness from {@code ids}. */
  public KeyCryptography(Ids ids) {
    this.ids = ids;
  }

  /** A secret and its encapsulation. */
  public record Encapsulation(byte[] secret, byte[] ciphertext) {}

  // --------------------------------------------------------------------------- encryption

  /** The longest plaintext of an algorithm, in bytes. */
  public static int maxPlaintextBytes(KeyKind kind, String algorithm) {
    int hashBytes = algorithm.equals("RSAES_OAEP_SHA_1") ? 20 : 32;
    return kind.size() / 8 - 2 * hashBytes - OAEP_OVERHEAD;
  }

  /** Encrypts with a symmetric key. */
  public byte[] encrypt(
      KeyRecord key, KeyMaterial material, byte[] plaintext, Map<String, String> context) {
    return SymmetricEncryption.encrypt(key, material, plaintext, context, ids);
  }

  /** Decrypts with a symmetric key; empty if the blob was modified or has another context. */
  public Optional<byte[]> decrypt(
      KeyMaterial material, CiphertextBlob blob, Map<String, String> context) {
    return SymmetricEncryption.decrypt(material, blob, context);
  }

  /** Encrypts with an RSA key; the plaintext must be short enough. */
  public byte[] encrypt(KeyRecord key, KeyMaterial material, byte[] plaintext, String algorithm) {
    try {
      Cipher cipher = oaep(algorithm);
      PublicKey publicKey = KeyGeneration.publicKey(key.kind(), material.publicKey().bytes());
      cipher.init(Cipher.ENCRYPT_MODE, publicKey, parameters(algorithm));
      return cipher.doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /** Decrypts with an RSA key; empty if that fails. */
  public Optional<byte[]> decrypt(
      KeyRecord key, KeyMaterial material, byte[] ciphertext, String algorithm) {
    try {
      Cipher cipher = oaep(algorithm);
      PrivateKey privateKey = KeyGeneration.privateKey(key.kind(), material.secret().bytes());
      cipher.init(Cipher.DECRYPT_MODE, privateKey, parameters(algorithm));
      return Optional.of(cipher.doFinal(ciphertext));
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private static Cipher oaep(String algorithm) throws GeneralSecurityException {
    return Cipher.getInstance("RSA/ECB/OAEPWith" + OAEP_HASHES.get(algorithm) + "AndMGF1Padding");
  }

  /** AWS uses the same hash for the mask; Java's default is SHA-1. */
  static OAEPParameterSpec parameters(String algorithm) {
    String hash = OAEP_HASHES.get(algorithm);
    return new OAEPParameterSpec(
        hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT);
  }

  private static IllegalStateException broken(GeneralSecurityException e) {
    return new IllegalStateException("A stored key can't be used", e);
  }

  // --------------------------------------------------------------------------- signatures

  /** Java's name of a signing algorithm's hash. */
  private static String hash(String algorithm) {
    return "SHA-" + algorithm.substring(algorithm.length() - 3);
  }

  /** The length of a digest in bytes; 0 if the algorithm accepts none. */
  public static int digestBytes(String algorithm) {
    return algorithm.startsWith("ML_DSA")
        ? 0
        : Integer.parseInt(algorithm.substring(algorithm.length() - 3)) / 8;
  }

  private static byte[] digest(String algorithm, byte[] message, boolean isDigest)
      throws GeneralSecurityException {
    return isDigest ? message : MessageDigest.getInstance(hash(algorithm)).digest(message);
  }

  /**
   * Signs a message or, if {@code isDigest}, a digest of the right length.
   *
   * @param algorithm one of the key's
   */
  public byte[] sign(
      KeyRecord key, KeyMaterial material, String algorithm, byte[] message, boolean isDigest) {
    byte[] secret = material.secret().bytes();
    try {
      return switch (key.kind().family()) {
        case RSA -> {
          PrivateKey privateKey = KeyGeneration.privateKey(key.kind(), secret);
          byte[] digest = digest(algorithm, message, isDigest);
          yield algorithm.startsWith("RSASSA_PSS")
              ? RsaSigning.signPss(privateKey, hash(algorithm), digest, ids.bytes(digest.length))
              : RsaSigning.signPkcs1(privateKey, hash(algorithm), digest);
        }
        case SECG_CURVE -> SecgCurve.sign(secret, digest(algorithm, message, isDigest), ids);
        case NIST_CURVE -> sign(key, secret, "NONEwithECDSA", digest(algorithm, message, isDigest));
        case EDWARDS_CURVE ->
            isDigest
                ? EdwardsCurve.sign(secret, material.publicKey().bytes(), message)
                : sign(key, secret, "Ed25519", message);
        case ML_DSA -> sign(key, secret, "ML-DSA", message);
        case SYMMETRIC, HMAC, ML_KEM ->
            throw new IllegalArgumentException(key.kind() + " does not sign");
      };
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private static byte[] sign(KeyRecord key, byte[] secret, String algorithm, byte[] message)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(KeyGeneration.privateKey(key.kind(), secret));
    signature.update(message);
    return signature.sign();
  }

  /** Whether it is a valid signature of a message or digest. */
  public boolean verify(
      KeyRecord key,
      KeyMaterial material,
      String algorithm,
      byte[] message,
      boolean isDigest,
      byte[] signature) {
    byte[] encoded = material.publicKey().bytes();
    try {
      return switch (key.kind().family()) {
        case RSA -> {
          PublicKey publicKey = KeyGeneration.publicKey(key.kind(), encoded);
          byte[] digest = digest(algorithm, message, isDigest);
          yield algorithm.startsWith("RSASSA_PSS")
              ? RsaSigning.verifyPss(publicKey, hash(algorithm), digest, signature)
              : RsaSigning.verifyPkcs1(publicKey, hash(algorithm), digest, signature);
        }
        case SECG_CURVE ->
            SecgCurve.verify(encoded, digest(algorithm, message, isDigest), signature);
        case NIST_CURVE ->
            verify(key, encoded, "NONEwithECDSA", digest(algorithm, message, isDigest), signature);
        case EDWARDS_CURVE ->
            isDigest
                ? EdwardsCurve.verify(encoded, message, signature)
                : verify(key, encoded, "Ed25519", message, signature);
        case ML_DSA -> verify(key, encoded, "ML-DSA", message, signature);
        case SYMMETRIC, HMAC, ML_KEM -> false;
      };
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private static boolean verify(
      KeyRecord key, byte[] encoded, String algorithm, byte[] message, byte[] signed)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initVerify(KeyGeneration.publicKey(key.kind(), encoded));
    signature.update(message);
    try {
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false;
    }
  }

  // -------------------------------------------------------------------------------- others

  /** The message authentication code of a message. */
  public byte[] mac(KeyRecord key, KeyMaterial material, byte[] message) {
    String algorithm = "HmacSHA" + key.kind().size();
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(material.secret().bytes(), algorithm));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /** The secret shared with the owner of a public key; empty if that is not on the curve. */
  public Optional<byte[]> sharedSecret(KeyRecord key, KeyMaterial material, byte[] publicKey) {
    try {
      PublicKey other = KeyGeneration.publicKey(key.kind(), publicKey);
      if (!(other instanceof ECPublicKey point)
          || point.getParams().getCurve().getField().getFieldSize() != key.kind().size()) {
        return Optional.empty();
      }
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(KeyGeneration.privateKey(key.kind(), material.secret().bytes()));
      agreement.doPhase(other, true);
      return Optional.of(agreement.generateSecret());
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** A new secret with its encapsulation. */
  public Encapsulation encapsulate(KeyRecord key, KeyMaterial material) {
    try {
      PublicKey publicKey = KeyGeneration.publicKey(key.kind(), material.publicKey().bytes());
      KEM.Encapsulated made = KEM.getInstance("ML-KEM").newEncapsulator(publicKey).encapsulate();
      return new Encapsulation(made.key().getEncoded(), made.encapsulation());
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /** The encapsulated secret; empty if it is invalid. */
  public Optional<byte[]> decapsulate(KeyRecord key, KeyMaterial material, byte[] ciphertext) {
    try {
      PrivateKey privateKey = KeyGeneration.privateKey(key.kind(), material.secret().bytes());
      return Optional.of(
          KEM.getInstance("ML-KEM")
              .newDecapsulator(privateKey)
              .decapsulate(ciphertext)
              .getEncoded());
    } catch (DecapsulateException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }
}
