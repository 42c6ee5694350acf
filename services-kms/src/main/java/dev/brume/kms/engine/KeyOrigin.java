package dev.brume.kms.engine;

/**
 * Where a key's material comes from.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/create-keys.html#key-origin">Key
 *     material origin</a>
 */
public enum KeyOrigin {
  AWS_KMS,
  EXTERNAL,
  AWS_CLOUDHSM,
  EXTERNAL_KEY_STORE
}
