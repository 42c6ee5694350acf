package dev.brume.core.auth;

/** Tells whether a signature is right. Safe for use by many threads. */
sealed interface SigningKey permits HmacSigningKey, EcdsaSigningKey {
  /**
   * Whether {@code signature} is that of {@code stringToSign}.
   *
   * @param signature as sent, may be null
   */
  boolean made(String signature, String stringToSign);
}
