package dev.brume.s3;

/**
 * What users can set of S3.
 *
 * @param customerKeysNeedTls whether customers' encryption keys are refused that come in the clear,
 *     as they are on AWS
 */
public record S3Options(boolean customerKeysNeedTls) {
  /** What holds unless told otherwise. */
  public static final S3Options DEFAULTS = new S3Options(false);
}
