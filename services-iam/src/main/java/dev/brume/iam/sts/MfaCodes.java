package dev.brume.iam.sts;

import dev.brume.core.error.AwsError;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.MfaDeviceRecord;
import dev.brume.iam.engine.OneTimeCodes;
import dev.brume.iam.engine.UserRecord;

/** MFA codes in requests. */
final class MfaCodes {
  private MfaCodes() {}

  /**
   * The time of MFA use; null if the request has no code.
   *
   * @param user null for the root user, who has no device here
   * @throws AwsError AccessDenied if the code is wrong
   */
  static Long check(IamAccount account, UserRecord user, String serialNumber, String code) {
    if (serialNumber == null && code == null) {
      return null;
    }
    MfaDeviceRecord device =
        serialNumber == null || user == null
            ? null
            : account.credentials().devices().get(serialNumber);
    if (code == null
        || device == null
        || !user.name().equals(device.user())
        || !OneTimeCodes.isNow(device.seed(), account.nowMillis(), code)) {
      throw AwsError.client(
          "AccessDenied",
          403,
          "MultiFactorAuthentication failed with invalid MFA one time pass code.");
    }
    return account.nowMillis();
  }
}
