package dev.brume.s3;

/**
 * What users can set of S3.
 *
 * @param access decides who may do what
 * @param customerKeysNeedTls whether customers' encryption keys are refused that come in the clear,
 *     as they are on AWS
 */
public record S3Options(AccessCheck access, boolean customerKeysNeedTls) {
  /** What holds unless told otherwise: everybody may do everything. */
  public static final S3Options DEFAULTS = new S3Options(AccessCheck.EVERYBODY, false);
}
