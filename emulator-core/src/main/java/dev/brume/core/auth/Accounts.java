package dev.brume.core.auth;

import dev.brume.core.scope.Scope;

/** Determines the account of an access key. */
public final class Accounts {
  private static final int DIGITS = 12;

  private Accounts() {}

  /**
   * An access key id of 12 digits is the account itself; every other belongs to {@link
   * Scope#DEFAULT_ACCOUNT}.
   *
   * @param accessKeyId may be null
   */
  public static String of(String accessKeyId) {
    return isAccount(accessKeyId) ? accessKeyId : Scope.DEFAULT_ACCOUNT;
  }

  /** Whether {@code text} is an account id. */
  public static boolean isAccount(String text) {
    if (text == null || text.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
