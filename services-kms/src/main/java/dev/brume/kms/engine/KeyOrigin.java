package dev.brume.kms.engine;

/**
 * The origin of a key's material.
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
