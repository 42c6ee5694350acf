package dev.brume.core.auth;

/** Verifies signatures that were made with one key. Safe for use by many threads. */
sealed interface SigningKey permits HmacSigningKey, EcdsaSigningKey {
  /**
   * Whether {@code signature} is the signature of {@code stringToSign}.
   *
   * @param signature as sent, may be null
   */
  boolean made(String signature, String stringToSign);
}
