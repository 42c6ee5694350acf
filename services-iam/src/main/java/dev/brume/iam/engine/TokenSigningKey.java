package dev.brume.iam.engine;

import dev.brume.core.schema.Blob;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * A key that signs an account's web identity tokens.
 *
 * @param id the key id in tokens
 * @param algorithm its name in tokens: {@code RS256} or {@code ES384}
 * @param privateKey in PKCS #8
 * @param publicKey in X.509 format
 */
public record TokenSigningKey(String id, String algorithm, Blob privateKey, Blob publicKey) {
  private static final int RSA_BITS = 2048;

  /** A new key; generation takes a while. */
  public static TokenSigningKey generate(String id, String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(family(algorithm));
      AlgorithmParameterSpec size =
          algorithm.startsWith("RS")
              ? new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4)
              : new ECGenParameterSpec("secp384r1");
      generator.initialize(size);
      KeyPair pair = generator.generateKeyPair();
      return new TokenSigningKey(
          id,
          algorithm,
          Blob.of(pair.getPrivate().getEncoded()),
          Blob.of(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String family(String algorithm) {
    return algorithm.startsWith("RS") ? "RSA" : "EC";
  }

  /** The public key. */
  public PublicKey verifier() {
    try {
      return KeyFactory.getInstance(family(algorithm))
          .generatePublic(new X509EncodedKeySpec(publicKey.bytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The signature of a text in ASCII. */
  public byte[] sign(String text) {
    try {
      Signature signer =
          Signature.getInstance(
              algorithm.startsWith("RS") ? "SHA256withRSA" : "SHA384withECDSAinP1363Format");
      signer.initSign(
          KeyFactory.getInstance(family(algorithm))
              .generatePrivate(new PKCS8EncodedKeySpec(privateKey.bytes())));
      signer.update(text.getBytes(StandardCharsets.US_ASCII));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
