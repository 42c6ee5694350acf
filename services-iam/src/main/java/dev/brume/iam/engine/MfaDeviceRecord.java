package dev.brume.iam.engine;

import java.util.Map;

/**
 * A virtual MFA device.
 *
 * @param arn its ARN, which is its serial number
 * @param seed of its codes, in base 32
 * @param user its user; null if unassigned
 * @param createdMillis when it was created
 * @param enabledMillis when it was assigned to its user; null if unassigned
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_VirtualMFADevice.html">
 *     VirtualMFADevice</a>
 */
public record MfaDeviceRecord(
    String arn,
    String seed,
    String user,
    long createdMillis,
    Long enabledMillis,
    Map<String, String> tags) {

  /** The same, assigned to a user, or unassigned if null. */
  public MfaDeviceRecord givenTo(String newUser, Long millis) {
    return new MfaDeviceRecord(arn, seed, newUser, createdMillis, millis, tags);
  }

  /** The same with other tags. */
  public MfaDeviceRecord withTags(Map<String, String> changed) {
    return new MfaDeviceRecord(arn, seed, user, createdMillis, enabledMillis, changed);
  }
}
