package dev.brume.kms.engine;

import dev.brume.core.schema.Blob;

/**
 * The bytes of a key or a key pair.
 *
 * @param secret the symmetric key, or the private key in PKCS #8
 * @param publicKey in the form of X.509; empty of symmetric keys
 */
public record KeyBytes(Blob secret, Blob publicKey) {
  /** A key without a public part. */
  public static KeyBytes symmetric(byte[] secret) {
    return new KeyBytes(Blob.of(secret), Blob.EMPTY);
  }

  /** A key pair. */
  public static KeyBytes pair(byte[] privateKey, byte[] publicKey) {
    return new KeyBytes(Blob.of(privateKey), Blob.of(publicKey));
  }
}
