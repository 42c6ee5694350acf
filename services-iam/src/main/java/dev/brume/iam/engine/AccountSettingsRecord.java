package dev.brume.iam.engine;

/**
 * The single settings of an account.
 *
 * @param alias null if it has none
 * @param passwordPolicy null if it has none of its own
 * @param tokenVersion of the tokens of STS's global endpoint: 1 or 2
 * @param reportMillis when its last credential report was created; null for never
 * @param report that report
 * @param federation null if it was never enabled
 */
public record AccountSettingsRecord(
    String alias,
    PasswordPolicyRecord passwordPolicy,
    int tokenVersion,
    Long reportMillis,
    String report,
    OutboundFederation federation) {

  /** The settings of a new account. */
  public static final AccountSettingsRecord DEFAULT =
      new AccountSettingsRecord(null, null, 1, null, null, null);

  /** The same with another alias, or none if null. */
  public AccountSettingsRecord withAlias(String changed) {
    return new AccountSettingsRecord(
        changed, passwordPolicy, tokenVersion, reportMillis, report, federation);
  }

  /** The same with another policy, or none if null. */
  public AccountSettingsRecord withPasswordPolicy(PasswordPolicyRecord changed) {
    return new AccountSettingsRecord(
        alias, changed, tokenVersion, reportMillis, report, federation);
  }

  /** The same with another token version. */
  public AccountSettingsRecord withTokenVersion(int changed) {
    return new AccountSettingsRecord(
        alias, passwordPolicy, changed, reportMillis, report, federation);
  }

  /** The same with a report. */
  public AccountSettingsRecord reported(long millis, String text) {
    return new AccountSettingsRecord(alias, passwordPolicy, tokenVersion, millis, text, federation);
  }

  /** The same with other outbound federation settings. */
  public AccountSettingsRecord with(OutboundFederation changed) {
    return new AccountSettingsRecord(
        alias, passwordPolicy, tokenVersion, reportMillis, report, changed);
  }
}
