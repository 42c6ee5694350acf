package dev.brume.s3;

/**
 * The user's settings of S3.
 *
 * @param customerKeysNeedTls whether customer-provided encryption keys are refused without TLS, as
 *     on AWS
 */
public record S3Options(boolean customerKeysNeedTls) {
  /** The default settings. */
  public static final S3Options DEFAULTS = new S3Options(false);
}
