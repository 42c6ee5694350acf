package dev.brume.iam.engine;

import dev.brume.core.state.TableSpec;
import java.util.List;

/** The tables of IAM and STS. */
final class IamTables {
  static final String SERVICE = "iam";
  static final TableSpec<String, UserRecord> USERS = spec("users", UserRecord.class);
  static final TableSpec<String, GroupRecord> GROUPS = spec("groups", GroupRecord.class);
  static final TableSpec<String, RoleRecord> ROLES = spec("roles", RoleRecord.class);
  static final TableSpec<String, ManagedPolicyRecord> POLICIES =
      spec("policies", ManagedPolicyRecord.class);
  static final TableSpec<String, InstanceProfileRecord> INSTANCE_PROFILES =
      spec("instance-profiles", InstanceProfileRecord.class);
  static final TableSpec<String, AccessKeyRecord> ACCESS_KEYS =
      spec("access-keys", AccessKeyRecord.class);
  static final TableSpec<String, SessionRecord> SESSIONS = spec("sessions", SessionRecord.class);

  static final TableSpec<String, ServiceCredentialRecord> SERVICE_CREDENTIALS =
      spec("service-credentials", ServiceCredentialRecord.class);

  static final TableSpec<String, MfaDeviceRecord> MFA_DEVICES =
      spec("mfa-devices", MfaDeviceRecord.class);
  static final TableSpec<String, SshKeyRecord> SSH_KEYS = spec("ssh-keys", SshKeyRecord.class);
  static final TableSpec<String, SigningCertificateRecord> SIGNING_CERTIFICATES =
      spec("signing-certificates", SigningCertificateRecord.class);
  static final TableSpec<String, ServerCertificateRecord> SERVER_CERTIFICATES =
      spec("server-certificates", ServerCertificateRecord.class);
  static final TableSpec<String, OidcProviderRecord> OIDC_PROVIDERS =
      spec("oidc-providers", OidcProviderRecord.class);
  static final TableSpec<String, SamlProviderRecord> SAML_PROVIDERS =
      spec("saml-providers", SamlProviderRecord.class);
  static final TableSpec<String, DeletionTaskRecord> DELETION_TASKS =
      spec("deletion-tasks", DeletionTaskRecord.class);
  static final TableSpec<String, ServiceUseRecord> SERVICE_USES =
      spec("service-uses", ServiceUseRecord.class);
  static final TableSpec<String, AccessReportRecord> ACCESS_REPORTS =
      spec("access-reports", AccessReportRecord.class);
  static final TableSpec<String, AccountSettingsRecord> SETTINGS =
      spec("settings", AccountSettingsRecord.class);

  static final List<TableSpec<String, ?>> ALL =
      List.of(
          USERS,
          GROUPS,
          ROLES,
          POLICIES,
          INSTANCE_PROFILES,
          ACCESS_KEYS,
          SESSIONS,
          SERVICE_CREDENTIALS,
          MFA_DEVICES,
          SSH_KEYS,
          SIGNING_CERTIFICATES,
          SERVER_CERTIFICATES,
          OIDC_PROVIDERS,
          SAML_PROVIDERS,
          DELETION_TASKS,
          SERVICE_USES,
          ACCESS_REPORTS,
          SETTINGS);

  private IamTables() {}

  private static <V> TableSpec<String, V> spec(String name, Class<V> type) {
    return new TableSpec<>(SERVICE, name, String.class, type);
  }
}
