package dev.brume.s3.object;

import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.Bucket;

/**
 * MFA delete: permanent deletion of a bucket's versions, and changes of its versioning, require a
 * device serial number and its code. There are no devices here: any serial number and six-digit
 * code is accepted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html">MFA
 *     delete</a>
 */
public final class MfaDelete {
  private static final int CODE_DIGITS = 6;

  private MfaDelete() {}

  /** Whether a bucket requires it. */
  public static boolean isOn(Bucket bucket) {
    return Boolean.TRUE.equals(bucket.record().mfaDelete());
  }

  /**
   * Refuses a request without it.
   *
   * @param mfa the header, or null
   * @throws dev.brume.core.error.AwsError AccessDenied
   */
  public static void demand(String mfa) {
    if (mfa == null || !isDeviceAndCode(mfa.strip())) {
      throw S3Errors.accessDenied("Mfa Authentication must be used for this request");
    }
  }

  private static boolean isDeviceAndCode(String mfa) {
    int space = mfa.lastIndexOf(' ');
    String code = mfa.substring(space + 1);
    return space > 0
        && code.length() == CODE_DIGITS
        && code.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
