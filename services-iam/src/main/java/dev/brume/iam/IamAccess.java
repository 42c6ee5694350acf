package dev.brume.iam;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.iam.api.IamApi;
import dev.brume.iam.engine.Entity;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.EntityTable;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.PolicyHolder;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The permissions of IAM's operations: the action with the operation's name, on the resource in its
 * input.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Actions,
 *     resources, and condition keys for AWS IAM</a>
 */
final class IamAccess implements ServiceAccess {
  private static final String PREFIX = "iam:";
  private static final String PATH = "Path";
  private static final String BOUNDARY = "PermissionsBoundary";

  /** The members that name a resource. */
  private static final List<String> NAMING =
      List.of(
          "GroupName",
          "InstanceProfileName",
          "RoleName",
          "UserName",
          "PolicyArn",
          "OpenIDConnectProviderArn",
          "SAMLProviderArn",
          "Arn",
          "SerialNumber",
          "ServerCertificateName",
          "VirtualMFADeviceName",
          "AWSServiceName",
          "PolicyName");

  /**
   * These have no resource, or none that can be told from their input: the provider that is to be
   * made, the role of a deletion's task, the principal of a simulation.
   */
  private static final Set<Operation<?, ?>> ON_ANY =
      Set.of(
          IamApi.CHANGE_PASSWORD,
          IamApi.CREATE_ACCOUNT_ALIAS,
          IamApi.CREATE_OPEN_ID_CONNECT_PROVIDER,
          IamApi.CREATE_SAML_PROVIDER,
          IamApi.DELETE_ACCOUNT_ALIAS,
          IamApi.DELETE_ACCOUNT_PASSWORD_POLICY,
          IamApi.DISABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT,
          IamApi.DISABLE_ORGANIZATIONS_ROOT_SESSIONS,
          IamApi.DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
          IamApi.ENABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT,
          IamApi.ENABLE_ORGANIZATIONS_ROOT_SESSIONS,
          IamApi.ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
          IamApi.GENERATE_CREDENTIAL_REPORT,
          IamApi.GET_ACCESS_KEY_LAST_USED,
          IamApi.GET_ACCOUNT_AUTHORIZATION_DETAILS,
          IamApi.GET_ACCOUNT_PASSWORD_POLICY,
          IamApi.GET_ACCOUNT_SUMMARY,
          IamApi.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY,
          IamApi.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY,
          IamApi.GET_CREDENTIAL_REPORT,
          IamApi.GET_ORGANIZATIONS_ACCESS_REPORT,
          IamApi.GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO,
          IamApi.GET_SERVICE_LAST_ACCESSED_DETAILS,
          IamApi.GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES,
          IamApi.GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
          IamApi.LIST_ACCOUNT_ALIASES,
          IamApi.LIST_GROUPS,
          IamApi.LIST_INSTANCE_PROFILES,
          IamApi.LIST_OPEN_ID_CONNECT_PROVIDERS,
          IamApi.LIST_ORGANIZATIONS_FEATURES,
          IamApi.LIST_POLICIES,
          IamApi.LIST_ROLES,
          IamApi.LIST_SAML_PROVIDERS,
          IamApi.LIST_SERVER_CERTIFICATES,
          IamApi.LIST_USERS,
          IamApi.LIST_VIRTUAL_MFA_DEVICES,
          IamApi.SET_SECURITY_TOKEN_SERVICE_PREFERENCES,
          IamApi.SIMULATE_CUSTOM_POLICY,
          IamApi.SIMULATE_PRINCIPAL_POLICY,
          IamApi.UPDATE_ACCOUNT_PASSWORD_POLICY);

  /**
   * "To tag on create", one needs the permission to tag as well.
   *
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">Tags for IAM
   *     resources</a>
   */
  private static final Map<Operation<?, ?>, String> TAGGING =
      Map.of(
          IamApi.CREATE_INSTANCE_PROFILE,
          "TagInstanceProfile",
          IamApi.CREATE_OPEN_ID_CONNECT_PROVIDER,
          "TagOpenIDConnectProvider",
          IamApi.CREATE_POLICY,
          "TagPolicy",
          IamApi.CREATE_ROLE,
          "TagRole",
          IamApi.CREATE_SAML_PROVIDER,
          "TagSAMLProvider",
          IamApi.CREATE_USER,
          "TagUser",
          IamApi.CREATE_VIRTUAL_MFA_DEVICE,
          "TagMFADevice",
          IamApi.UPLOAD_SERVER_CERTIFICATE,
          "TagServerCertificate");

  /** What lists are of: AWS's denials name it with the path that is asked for. */
  private static final Map<Operation<?, ?>, String> LISTED =
      Map.of(
          IamApi.LIST_GROUPS,
          "group",
          IamApi.LIST_INSTANCE_PROFILES,
          "instance-profile",
          IamApi.LIST_ROLES,
          "role",
          IamApi.LIST_SERVER_CERTIFICATES,
          "server-certificate",
          IamApi.LIST_USERS,
          "user",
          IamApi.LIST_VIRTUAL_MFA_DEVICES,
          "mfa");

  private final IamAccounts accounts;

  IamAccess(IamAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public void check(RequestContext context, Struct input) {
    IamAccount account = accounts.of(context);
    String action = PREFIX + context.operation().name();
    AccessTarget target;
    AccessQuery passing = null;
    synchronized (account) {
      target = target(account, context, input);
      if (context.operation() == IamApi.ADD_ROLE_TO_INSTANCE_PROFILE) {
        AccessTarget role = entity(account.roles(), account, text(input, "RoleName"), null);
        passing = AccessQuery.passingRole(role.arn(), "ec2.amazonaws.com");
      }
    }
    context.require(new AccessQuery(action, target));
    String tagging = TAGGING.get(context.operation());
    if (tagging != null && value(input, "Tags") instanceof List<?> tags && !tags.isEmpty()) {
      context.require(new AccessQuery(PREFIX + tagging, target));
    }
    if (passing != null) {
      context.require(passing);
    }
  }

  @Override
  public boolean covers(Operation<?, ?> operation) {
    return ON_ANY.contains(operation)
        || NAMING.stream().anyMatch(name -> operation.input().member(name) != null);
  }

  private static Object value(Struct input, String name) {
    for (Member member : input.schema().members()) {
      if (member.name().equals(name)) {
        return input.get(member.index());
      }
    }
    return null;
  }

  private static String text(Struct input, String name) {
    return (String) value(input, name);
  }

  /** AWS's order of resource types if an input names several resources. */
  private static AccessTarget target(IamAccount account, RequestContext context, Struct input) {
    String path = text(input, PATH);
    ContextKeys.Builder keys = requestKeys(input);
    AccessTarget target = named(account, input, path, keys);
    if (target != null) {
      return target;
    }
    String arn = arn(account, input, path);
    if (arn != null) {
      return AccessTarget.of(arn, account.id()).with(keys.build());
    }
    String listed = LISTED.get(context.operation());
    if (listed != null) {
      String prefix = hasMember(input, "PathPrefix") ? text(input, "PathPrefix") : null;
      String from = prefix == null ? UserOperations.ROOT_PATH : prefix;
      return AccessTarget.of(account.arn(listed + from), account.id()).with(keys.build());
    }
    boolean ofCaller = value(input, "UserName") == null && hasMember(input, "UserName");
    return ofCaller
        ? AccessTarget.of(context.identity().name(), account.id()).with(keys.build())
        : AccessTarget.ANY.with(keys.build());
  }

  private static boolean hasMember(Struct input, String name) {
    return input.schema().members().stream().anyMatch(member -> member.name().equals(name));
  }

  private static AccessTarget named(
      IamAccount account, Struct input, String path, ContextKeys.Builder keys) {
    String group = text(input, "GroupName");
    if (group != null) {
      return entity(account.groups(), account, group, path).with(keys.build());
    }
    String profile = text(input, "InstanceProfileName");
    if (profile != null) {
      return tagged(account.profiles(), account, input, profile, keys);
    }
    String role = text(input, "RoleName");
    if (role != null) {
      return tagged(account.roles(), account, input, role, keys);
    }
    String user = text(input, "UserName");
    return user == null ? null : tagged(account.users(), account, input, user, keys);
  }

  private static <T extends Entity> AccessTarget tagged(
      EntityTable<T> table,
      IamAccount account,
      Struct input,
      String name,
      ContextKeys.Builder keys) {
    T found = table.get(name);
    Map<String, String> tags = found == null ? Map.of() : found.tags();
    keys.tags("aws:ResourceTag/", tags).tags("iam:ResourceTag/", tags);
    if (found instanceof PolicyHolder<?> holder && text(input, BOUNDARY) == null) {
      keys.put("iam:PermissionsBoundary", holder.permissions().boundary());
    }
    return entity(table, account, name, text(input, PATH)).with(keys.build());
  }

  private static <T extends Entity> AccessTarget entity(
      EntityTable<T> table, IamAccount account, String name, String path) {
    T found = table.get(name);
    String arn =
        found == null
            ? account.arn(
                table.kind().type() + (path == null ? UserOperations.ROOT_PATH : path) + name)
            : account.arn(table.kind(), found);
    return AccessTarget.of(arn, account.id());
  }

  private static String arn(IamAccount account, Struct input, String path) {
    for (String member :
        List.of("PolicyArn", "OpenIDConnectProviderArn", "SAMLProviderArn", "Arn")) {
      String arn = text(input, member);
      if (arn != null) {
        return arn;
      }
    }
    String serialNumber = text(input, "SerialNumber");
    if (serialNumber != null) {
      return serialNumber;
    }
    String from = path == null ? UserOperations.ROOT_PATH : path;
    String certificate = text(input, "ServerCertificateName");
    if (certificate != null) {
      return account.arn(EntityKind.SERVER_CERTIFICATE.type() + from + certificate);
    }
    String device = text(input, "VirtualMFADeviceName");
    if (device != null) {
      return account.arn("mfa" + from + device);
    }
    String service = text(input, "AWSServiceName");
    if (service != null) {
      return account.arn("role/aws-service-role/" + service + "/*");
    }
    String policy = text(input, "PolicyName");
    return policy == null ? null : account.arn(EntityKind.POLICY.type() + from + policy);
  }

  private static ContextKeys.Builder requestKeys(Struct input) {
    return ContextKeys.builder()
        .put("iam:PolicyARN", text(input, "PolicyArn"))
        .put("iam:PermissionsBoundary", text(input, BOUNDARY))
        .put("iam:AWSServiceName", text(input, "AWSServiceName"));
  }
}
