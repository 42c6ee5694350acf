package dev.brume.iam.engine;

import dev.brume.core.id.Ids;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.time.Timeline;
import java.util.List;

/**
 * The IAM and STS state of an account. Code that reads or changes it holds its lock, which is this
 * object.
 */
public final class IamAccount implements AutoCloseable {
  private static final String SETTINGS_KEY = "account";

  private final Scope scope;
  private final Timeline timeline;
  private final IamIds ids;
  private final EntityTable<UserRecord> users;
  private final EntityTable<GroupRecord> groups;
  private final EntityTable<RoleRecord> roles;
  private final EntityTable<InstanceProfileRecord> profiles;
  private final ManagedPolicies policies;
  private final AccessKeys keys;
  private final Sessions sessions;
  private final UserCredentials credentials;
  private final EntityTable<ServerCertificateRecord> certificates;
  private final IdentityProviders providers;
  private final SamlProviders samlProviders;
  private final ServiceLinkedRoles serviceRoles;
  private final ServiceUses uses;
  private final Table<String, AccountSettingsRecord> settings;

  private IamAccount(Scope scope, Tables tables, Timeline timeline, Ids ids) {
    this.scope = scope;
    this.timeline = timeline;
    this.ids = new IamIds(ids, scope.account());
    users = new EntityTable<>(EntityKind.USER, tables.table(IamTables.USERS, ""));
    groups = new EntityTable<>(EntityKind.GROUP, tables.table(IamTables.GROUPS, ""));
    roles = new EntityTable<>(EntityKind.ROLE, tables.table(IamTables.ROLES, ""));
    profiles =
        new EntityTable<>(
            EntityKind.INSTANCE_PROFILE, tables.table(IamTables.INSTANCE_PROFILES, ""));
    policies =
        new ManagedPolicies(
            this, new EntityTable<>(EntityKind.POLICY, tables.table(IamTables.POLICIES, "")));
    keys = new AccessKeys(tables.table(IamTables.ACCESS_KEYS, ""), this.ids, timeline);
    sessions = new Sessions(tables.table(IamTables.SESSIONS, ""), timeline);
    credentials =
        new UserCredentials(
            tables.table(IamTables.SERVICE_CREDENTIALS, ""),
            tables.table(IamTables.MFA_DEVICES, ""),
            tables.table(IamTables.SSH_KEYS, ""),
            tables.table(IamTables.SIGNING_CERTIFICATES, ""));
    certificates =
        new EntityTable<>(
            EntityKind.SERVER_CERTIFICATE, tables.table(IamTables.SERVER_CERTIFICATES, ""));
    providers = new IdentityProviders(tables.table(IamTables.OIDC_PROVIDERS, ""));
    samlProviders = new SamlProviders(tables.table(IamTables.SAML_PROVIDERS, ""));
    serviceRoles = new ServiceLinkedRoles(this, tables.table(IamTables.DELETION_TASKS, ""));
    uses =
        new ServiceUses(
            tables.table(IamTables.SERVICE_USES, ""), tables.table(IamTables.ACCESS_REPORTS, ""));
    settings = tables.table(IamTables.SETTINGS, "");
  }

  /** The store's specification for creating accounts. */
  public static RootSpec<IamAccount> spec(Store store, Timeline timeline, Ids ids) {
    return new RootSpec<IamAccount>(
            IamTables.SERVICE,
            false,
            (scope, tables) -> {
              RegionalState.moveTo(tables, scope, store);
              return new IamAccount(scope, tables, timeline, ids);
            })
        .withTables(List.copyOf(IamTables.ALL))
        .of(Scope.Level.ACCOUNT);
  }

  /**
   * Whether an account has any state, including that of earlier versions.
   *
   * @param scope the whole account in a partition
   */
  public static boolean isIn(Store store, RootSpec<IamAccount> spec, Scope scope) {
    return store.holds(spec, scope) || RegionalState.isOf(scope, store);
  }

  /** The account's 12 digits. */
  public String id() {
    return scope.account();
  }

  /** {@code aws}, or one of the others. */
  public String partition() {
    return scope.partition();
  }

  /** The present time in milliseconds since 1970. */
  public long nowMillis() {
    return timeline.nowMillis();
  }

  /** Generates ids of this account. */
  public IamIds ids() {
    return ids;
  }

  /** The ARN of {@code resource} in IAM: {@code user/path/name}. */
  public String arn(String resource) {
    return scope.globalArn("iam", resource).toString();
  }

  /** The ARN of an entity. */
  public String arn(EntityKind kind, Entity entity) {
    return arn(kind.type() + entity.path() + entity.name());
  }

  /** The ARN of the root user. */
  public String rootArn() {
    return arn("root");
  }

  /** Whether it has neither users nor roles, so that nobody can tell which of them are missing. */
  public boolean isEmpty() {
    return users.size() == 0 && roles.size() == 0;
  }

  /** Its users. */
  public EntityTable<UserRecord> users() {
    return users;
  }

  /** Its groups. */
  public EntityTable<GroupRecord> groups() {
    return groups;
  }

  /** Its roles. */
  public EntityTable<RoleRecord> roles() {
    return roles;
  }

  /** Its instance profiles. */
  public EntityTable<InstanceProfileRecord> profiles() {
    return profiles;
  }

  /** Its managed policies, and AWS's. */
  public ManagedPolicies policies() {
    return policies;
  }

  /** Its long-term access keys. */
  public AccessKeys keys() {
    return keys;
  }

  /** Its temporary credentials. */
  public Sessions sessions() {
    return sessions;
  }

  /** Its users' credentials other than passwords and access keys. */
  public UserCredentials credentials() {
    return credentials;
  }

  /** Certificates of servers. */
  public EntityTable<ServerCertificateRecord> certificates() {
    return certificates;
  }

  /** Its OpenID Connect identity providers. */
  public IdentityProviders providers() {
    return providers;
  }

  /** Its SAML identity providers. */
  public SamlProviders samlProviders() {
    return samlProviders;
  }

  /** The roles of AWS's services. */
  public ServiceLinkedRoles serviceRoles() {
    return serviceRoles;
  }

  /** When its users and roles last called which service. */
  public ServiceUses uses() {
    return uses;
  }

  /** What it has one of. */
  public AccountSettingsRecord settings() {
    AccountSettingsRecord known = settings.get(SETTINGS_KEY);
    return known == null ? AccountSettingsRecord.DEFAULT : known;
  }

  /** Replaces the settings. */
  public void change(AccountSettingsRecord changed) {
    settings.put(SETTINGS_KEY, changed);
  }

  @Override
  public void close() {
    // It has no resources but its tables.
  }
}
