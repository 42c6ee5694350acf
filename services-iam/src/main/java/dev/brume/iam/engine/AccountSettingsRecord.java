package dev.brume.iam.engine;

/**
 * What an account has one of.
 *
 * @param alias null where it has none
 * @param passwordPolicy null where it has none of its own
 * @param tokenVersion of the tokens of STS's global endpoint: 1 or 2
 * @param reportMillis when its last credential report was made; null where none was
 */
public record AccountSettingsRecord(
    String alias, PasswordPolicyRecord passwordPolicy, int tokenVersion, Long reportMillis) {

  /** What a new account has. */
  public static final AccountSettingsRecord DEFAULT =
      new AccountSettingsRecord(null, null, 1, null);

  /** The same with another alias, or none where it is null. */
  public AccountSettingsRecord withAlias(String changed) {
    return new AccountSettingsRecord(changed, passwordPolicy, tokenVersion, reportMillis);
  }

  /** The same with another policy, or none where it is null. */
  public AccountSettingsRecord withPasswordPolicy(PasswordPolicyRecord changed) {
    return new AccountSettingsRecord(alias, changed, tokenVersion, reportMillis);
  }

  /** The same with other tokens. */
  public AccountSettingsRecord withTokenVersion(int changed) {
    return new AccountSettingsRecord(alias, passwordPolicy, changed, reportMillis);
  }

  /** The same with a report. */
  public AccountSettingsRecord reported(long millis) {
    return new AccountSettingsRecord(alias, passwordPolicy, tokenVersion, millis);
  }
}
