package dev.brume.kms.engine;

import dev.brume.core.schema.Blob;

/**
 * Key material. A key keeps all former material, so that it can decrypt older ciphertexts.
 *
 * @param id 64 hexadecimal digits
 * @param secret the symmetric key, or the private key in PKCS #8; empty if imported material was
 *     deleted or has expired
 * @param publicKey in the form of X.509; empty of symmetric keys
 * @param ordinal 1 for the first of the key
 * @param rotatedMillis when it became the current one; 0 if it never was
 * @param onDemand whether RotateKeyOnDemand made it current
 * @param expiresMillis when imported material expires; 0 for never
 * @param description of imported material; null of others
 */
public record KeyMaterial(
    String id,
    Blob secret,
    Blob publicKey,
    int ordinal,
    long rotatedMillis,
    boolean onDemand,
    long expiresMillis,
    String description) {

  /** Material that is not imported. */
  public static KeyMaterial of(String id, KeyBytes bytes, int ordinal, long nowMillis) {
    return new KeyMaterial(
        id, bytes.secret(), bytes.publicKey(), ordinal, nowMillis, false, 0, null);
  }

  /** Whether it is usable. */
  public boolean isThere() {
    return secret.length() > 0;
  }

  /** The same after its bytes were deleted. */
  public KeyMaterial withoutBytes() {
    return new KeyMaterial(
        id, Blob.EMPTY, Blob.EMPTY, ordinal, rotatedMillis, onDemand, 0, description);
  }

  /** The same as the current material from a given time. */
  public KeyMaterial current(long sinceMillis, boolean byDemand) {
    return new KeyMaterial(
        id, secret, publicKey, ordinal, sinceMillis, byDemand, expiresMillis, description);
  }

  /** The same with re-imported bytes. */
  public KeyMaterial imported(KeyBytes bytes, long untilMillis, String text) {
    return new KeyMaterial(
        id,
        bytes.secret(),
        bytes.publicKey(),
        ordinal,
        rotatedMillis,
        onDemand,
        untilMillis,
        text == null ? description : text);
  }
}
