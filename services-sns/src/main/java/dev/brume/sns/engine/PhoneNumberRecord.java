package dev.brume.sns.engine;

/**
 * The stored form of a phone number.
 *
 * @param isOptedOut whether its owner has opted out
 * @param oneTimePassword verifies it for the sandbox; null if it is not in the sandbox
 * @param isVerified whether it has been verified for the sandbox
 */
public record PhoneNumberRecord(boolean isOptedOut, String oneTimePassword, boolean isVerified) {
  static final PhoneNumberRecord NONE = new PhoneNumberRecord(false, null, false);

  /** Whether it is in the sandbox. */
  public boolean isInSandbox() {
    return oneTimePassword != null;
  }
}
