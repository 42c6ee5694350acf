package dev.brume.iam.engine;

/**
 * What an account has one of.
 *
 * @param alias null where it has none
 * @param passwordPolicy null where it has none of its own
 * @param tokenVersion of the tokens of STS's global endpoint: 1 or 2
 * @param reportMillis when its last credential report was made; null where none was
 * @param report that report
 * @param federation null where it never was enabled
 */
public record AccountSettingsRecord(
    String alias,
    PasswordPolicyRecord passwordPolicy,
    int tokenVersion,
    Long reportMillis,
    String report,
    OutboundFederation federation) {

  /** What a new account has. */
  public static final AccountSettingsRecord DEFAULT =
      new AccountSettingsRecord(null, null, 1, null, null, null);

  /** The same with another alias, or none where it is null. */
  public AccountSettingsRecord withAlias(String changed) {
    return new AccountSettingsRecord(
        changed, passwordPolicy, tokenVersion, reportMillis, report, federation);
  }

  /** The same with another policy, or none where it is null. */
  public AccountSettingsRecord withPasswordPolicy(PasswordPolicyRecord changed) {
    return new AccountSettingsRecord(
        alias, changed, tokenVersion, reportMillis, report, federation);
  }

  /** The same with other tokens. */
  public AccountSettingsRecord withTokenVersion(int changed) {
    return new AccountSettingsRecord(
        alias, passwordPolicy, changed, reportMillis, report, federation);
  }

  /** The same with a report. */
  public AccountSettingsRecord reported(long millis, String text) {
    return new AccountSettingsRecord(alias, passwordPolicy, tokenVersion, millis, text, federation);
  }

  /** The same, vouching for its principals in another way. */
  public AccountSettingsRecord with(OutboundFederation changed) {
    return new AccountSettingsRecord(
        alias, passwordPolicy, tokenVersion, reportMillis, report, changed);
  }
}
