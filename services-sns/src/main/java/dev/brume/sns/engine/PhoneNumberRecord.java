package dev.brume.sns.engine;

/**
 * What is known of a phone number.
 *
 * @param isOptedOut whether its owner wants no messages
 * @param oneTimePassword what verifies it for the sandbox; null where it is not in the sandbox
 * @param isVerified whether it has been verified for the sandbox
 */
public record PhoneNumberRecord(boolean isOptedOut, String oneTimePassword, boolean isVerified) {
  static final PhoneNumberRecord NONE = new PhoneNumberRecord(false, null, false);

  /** Whether it belongs to the sandbox. */
  public boolean isInSandbox() {
    return oneTimePassword != null;
  }
}
