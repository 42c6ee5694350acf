package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.NameIndex;
import dev.brume.iam.api.CreateAccountAliasRequest;
import dev.brume.iam.api.DeleteAccountAliasRequest;
import dev.brume.iam.api.GetAccountPasswordPolicyResponse;
import dev.brume.iam.api.GetAccountSummaryResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListAccountAliasesRequest;
import dev.brume.iam.api.ListAccountAliasesResponse;
import dev.brume.iam.api.PasswordPolicy;
import dev.brume.iam.api.SetSecurityTokenServicePreferencesRequest;
import dev.brume.iam.api.UpdateAccountPasswordPolicyRequest;
import dev.brume.iam.engine.AccountSettingsRecord;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamQuotas;
import dev.brume.iam.engine.PasswordPolicyRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The single settings of an account: alias, password policy, summary. */
final class AccountOperations {
  /** "If you do not specify a value for this parameter, then the operation uses 6." */
  private static final int DEFAULT_PASSWORD_LENGTH = 6;

  private static final int POLICY_VERSIONS_IN_USE_QUOTA = 10_000;

  private final NameIndex aliases;

  /**
   * @param aliases of all accounts
   */
  AccountOperations(NameIndex aliases) {
    this.aliases = aliases;
  }

  /**
   * An alias replaces the former one. "Your account alias must be unique across all Amazon Web
   * Services products within a given network partition."
   */
  void createAccountAlias(IamAccount account, CreateAccountAliasRequest input) {
    AccountSettingsRecord settings = account.settings();
    Scope scope = Scope.ofAccount(account.id(), account.partition());
    if (aliases.claim(unique(account, input.accountAlias()), scope) != null) {
      throw IamErrors.entityAlreadyExistsException(
          "The account alias " + input.accountAlias() + " already exists.");
    }
    release(account);
    account.change(settings.withAlias(input.accountAlias()));
  }

  private static String unique(IamAccount account, String alias) {
    return account.partition() + ":" + alias;
  }

  private void release(IamAccount account) {
    String alias = account.settings().alias();
    if (alias != null) {
      aliases.release(unique(account, alias), Scope.ofAccount(account.id(), account.partition()));
    }
  }

  void deleteAccountAlias(IamAccount account, DeleteAccountAliasRequest input) {
    if (!input.accountAlias().equals(account.settings().alias())) {
      throw IamErrors.noSuchEntityException(
          "The account alias with name " + input.accountAlias() + " cannot be found.");
    }
    release(account);
    account.change(account.settings().withAlias(null));
  }

  ListAccountAliasesResponse listAccountAliases(
      IamAccount account, ListAccountAliasesRequest input) {
    String alias = account.settings().alias();
    return ListAccountAliasesResponse.builder()
        .accountAliases(alias == null ? List.of() : List.of(alias))
        .isTruncated(false)
        .build();
  }

  GetAccountPasswordPolicyResponse getAccountPasswordPolicy(IamAccount account, Unit input) {
    PasswordPolicyRecord policy = require(account);
    return GetAccountPasswordPolicyResponse.builder()
        .passwordPolicy(
            PasswordPolicy.builder()
                .minimumPasswordLength(policy.minimumLength())
                .requireSymbols(policy.symbols())
                .requireNumbers(policy.numbers())
                .requireUppercaseCharacters(policy.uppercase())
                .requireLowercaseCharacters(policy.lowercase())
                .allowUsersToChangePassword(policy.usersMayChange())
                .expirePasswords(policy.maxAgeDays() != null)
                .maxPasswordAge(policy.maxAgeDays())
                .passwordReusePrevention(policy.reusePrevention())
                .hardExpiry(policy.hardExpiry())
                .build())
        .build();
  }

  private static PasswordPolicyRecord require(IamAccount account) {
    PasswordPolicyRecord policy = account.settings().passwordPolicy();
    if (policy == null) {
      throw missing(account);
    }
    return policy;
  }

  private static AwsError missing(IamAccount account) {
    return IamErrors.noSuchEntityException(
        "The Password Policy with domain name " + account.id() + " cannot be found.");
  }

  /** "Each parameter that is not included resets to its default". */
  void updateAccountPasswordPolicy(IamAccount account, UpdateAccountPasswordPolicyRequest input) {
    PasswordPolicyRecord policy =
        new PasswordPolicyRecord(
            input.minimumPasswordLength() == null
                ? DEFAULT_PASSWORD_LENGTH
                : input.minimumPasswordLength(),
            Boolean.TRUE.equals(input.requireSymbols()),
            Boolean.TRUE.equals(input.requireNumbers()),
            Boolean.TRUE.equals(input.requireUppercaseCharacters()),
            Boolean.TRUE.equals(input.requireLowercaseCharacters()),
            Boolean.TRUE.equals(input.allowUsersToChangePassword()),
            input.maxPasswordAge(),
            input.passwordReusePrevention(),
            input.hardExpiry());
    account.change(account.settings().withPasswordPolicy(policy));
  }

  Unit deleteAccountPasswordPolicy(IamAccount account, Unit input) {
    require(account);
    account.change(account.settings().withPasswordPolicy(null));
    return Unit.INSTANCE;
  }

  void setSecurityTokenServicePreferences(
      IamAccount account, SetSecurityTokenServicePreferencesRequest input) {
    int version = input.globalEndpointTokenVersion().equals("v2Token") ? 2 : 1;
    account.change(account.settings().withTokenVersion(version));
  }

  GetAccountSummaryResponse getAccountSummary(IamAccount account, Unit input) {
    Map<String, Integer> summary = new TreeMap<>();
    summary.put("Users", account.users().size());
    summary.put("UsersQuota", IamQuotas.USERS);
    summary.put("Groups", account.groups().size());
    summary.put("GroupsQuota", IamQuotas.GROUPS);
    summary.put("Roles", account.roles().size());
    summary.put("RolesQuota", IamQuotas.ROLES);
    summary.put("InstanceProfiles", account.profiles().size());
    summary.put("InstanceProfilesQuota", IamQuotas.INSTANCE_PROFILES);
    summary.put("Policies", account.policies().own().size());
    summary.put("PoliciesQuota", IamQuotas.POLICIES);
    summary.put("PolicySizeQuota", IamQuotas.MANAGED_POLICY_CHARACTERS);
    summary.put(
        "PolicyVersionsInUse",
        account.policies().own().all().stream().mapToInt(each -> each.versions().size()).sum());
    summary.put("PolicyVersionsInUseQuota", POLICY_VERSIONS_IN_USE_QUOTA);
    summary.put("VersionsPerPolicyQuota", IamQuotas.VERSIONS_PER_POLICY);
    summary.put("ServerCertificates", account.certificates().size());
    summary.put("ServerCertificatesQuota", IamQuotas.SERVER_CERTIFICATES);
    summary.put("UserPolicySizeQuota", IamQuotas.USER_INLINE_CHARACTERS);
    summary.put("GroupPolicySizeQuota", IamQuotas.GROUP_INLINE_CHARACTERS);
    summary.put("RolePolicySizeQuota", IamQuotas.ROLE_INLINE_CHARACTERS);
    summary.put("AssumeRolePolicySizeQuota", IamQuotas.TRUST_POLICY_CHARACTERS);
    summary.put("GroupsPerUserQuota", IamQuotas.GROUPS_PER_USER);
    summary.put("SigningCertificatesPerUserQuota", IamQuotas.SIGNING_CERTIFICATES_PER_USER);
    summary.put("AccessKeysPerUserQuota", IamQuotas.ACCESS_KEYS_PER_USER);
    summary.put("AttachedPoliciesPerGroupQuota", IamQuotas.ATTACHED_POLICIES);
    summary.put("AttachedPoliciesPerRoleQuota", IamQuotas.ATTACHED_POLICIES);
    summary.put("AttachedPoliciesPerUserQuota", IamQuotas.ATTACHED_POLICIES);
    summary.put("MFADevices", account.credentials().devices().size());
    summary.put("MFADevicesInUse", account.credentials().devicesInUse());
    summary.put("AccountMFAEnabled", 0);
    summary.put("AccountAccessKeysPresent", account.keys().of(null).isEmpty() ? 0 : 1);
    summary.put("AccountSigningCertificatesPresent", 0);
    summary.put("AccountPasswordPresent", 1);
    summary.put("GlobalEndpointTokenVersion", account.settings().tokenVersion());
    summary.put("Providers", account.providers().size() + account.samlProviders().size());
    return GetAccountSummaryResponse.builder().summaryMap(summary).build();
  }
}
