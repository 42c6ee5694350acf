package dev.brume.iam.sts;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.scope.Arn;
import dev.brume.iam.IamAccounts;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.PolicyDocuments;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.sts.api.AssumeRoleRequest;
import dev.brume.iam.sts.api.AssumeRootRequest;
import dev.brume.iam.sts.api.GetFederationTokenRequest;
import dev.brume.iam.sts.api.StsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The permissions of STS's operations. A role's trust policy must allow actions on the role;
 * callers of other accounts, and those trusted only through their account, also need their own
 * policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html">Actions,
 *     resources, and condition keys for AWS STS</a>
 */
final class StsAccess {
  private static final int NO_LIMIT = Integer.MAX_VALUE;
  private static final Policy TRUSTS_NOBODY = nobody();

  private final IamAccounts accounts;

  StsAccess(IamAccounts accounts) {
    this.accounts = accounts;
  }

  private static Policy nobody() {
    try {
      return Policy.parse(
          "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
          PolicyRules.ofResource(NO_LIMIT).orWithoutStatements());
    } catch (PolicyFault fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** "No permissions are required to perform" the open operations. */
  AccessTable table() {
    return new AccessTable("sts")
        .onMany(StsApi.ASSUME_ROLE, this::assumeRole)
        .on(StsApi.ASSUME_ROOT, StsAccess::root)
        .on(StsApi.GET_FEDERATION_TOKEN, StsAccess::federatedUser)
        .onAny(
            StsApi.DECODE_AUTHORIZATION_MESSAGE,
            StsApi.GET_ACCESS_KEY_INFO,
            StsApi.GET_WEB_IDENTITY_TOKEN)
        .open(
            StsApi.GET_CALLER_IDENTITY,
            StsApi.GET_SESSION_TOKEN,
            StsApi.ASSUME_ROLE_WITH_SAML,
            StsApi.ASSUME_ROLE_WITH_WEB_IDENTITY);
  }

  private List<AccessQuery> assumeRole(RequestContext context, AssumeRoleRequest input) {
    Map<String, String> tags = SessionTags.of(input.tags());
    ContextKeys.Builder keys =
        ContextKeys.builder()
            .put("sts:ExternalId", input.externalId())
            .put("sts:RoleSessionName", input.roleSessionName())
            .put("sts:SourceIdentity", input.sourceIdentity());
    if (input.transitiveTagKeys() != null && !input.transitiveTagKeys().isEmpty()) {
      keys.put("sts:TransitiveTagKeys", input.transitiveTagKeys());
    }
    if (input.serialNumber() != null && input.tokenCode() != null) {
      keys.put("aws:MultiFactorAuthPresent", "true").put("aws:MultiFactorAuthAge", "0");
    }
    AccessTarget role = role(RoleArns.require(input.roleArn()), keys);
    List<AccessQuery> queries = new ArrayList<>();
    queries.add(new AccessQuery("sts:AssumeRole", role));
    if (!tags.isEmpty()) {
      queries.add(new AccessQuery("sts:TagSession", role));
    }
    if (input.sourceIdentity() != null) {
      queries.add(new AccessQuery("sts:SetSourceIdentity", role));
    }
    return queries;
  }

  /** Central root access must be enabled in an organization; nobody has it here. */
  private static AccessTarget root(RequestContext context, AssumeRootRequest input) {
    Arn arn = AssumeRootOperation.target(context, input.targetPrincipal());
    return AccessTarget.of(arn.toString(), arn.account())
        .withDecisive(TRUSTS_NOBODY)
        .with(ContextKeys.builder().put("sts:TaskPolicyArn", input.taskPolicyArn().arn()).build());
  }

  private AccessTarget role(Arn arn, ContextKeys.Builder keys) {
    IamAccount account = accounts.known(arn.account(), arn.partition());
    Policy trust = TRUSTS_NOBODY;
    if (account != null) {
      synchronized (account) {
        RoleRecord role = RoleArns.find(account, arn);
        if (role != null) {
          trust = trustOf(role);
          keys.tags("aws:ResourceTag/", role.tags()).tags("iam:ResourceTag/", role.tags());
        }
      }
    }
    return AccessTarget.of(arn.toString(), arn.account()).withDecisive(trust).with(keys.build());
  }

  /** A role's trust policy; null if there is no role. */
  static Policy trustOf(RoleRecord role) {
    Policy stored = role == null ? null : PolicyDocuments.storedTrust(role.trustPolicy());
    return stored == null ? TRUSTS_NOBODY : stored;
  }

  private static AccessTarget federatedUser(
      RequestContext context, GetFederationTokenRequest input) {
    return AccessTarget.of(
        context.scope().globalArn("sts", "federated-user/" + input.name()).toString(),
        context.scope().account());
  }
}
