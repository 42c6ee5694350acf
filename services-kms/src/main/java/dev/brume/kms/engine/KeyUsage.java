package dev.brume.kms.engine;

/**
 * The usage of a key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/create-keys.html#key-usage">Key
 *     usage</a>
 */
public enum KeyUsage {
  ENCRYPT_DECRYPT,
  SIGN_VERIFY,
  GENERATE_VERIFY_MAC,
  KEY_AGREEMENT,
  ENCAPSULATE_DECAPSULATE
}
