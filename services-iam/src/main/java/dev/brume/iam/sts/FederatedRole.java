package dev.brume.iam.sts;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.scope.Arn;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamQuotas;
import dev.brume.iam.engine.NewSession;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.SessionRecord;
import dev.brume.iam.sts.api.StsErrors;
import java.util.List;
import java.util.Map;

/**
 * Opens role sessions for users of an identity provider. Only the role's trust policy decides, and
 * a denial gives no reason.
 *
 * @param operation the action's name, without {@code sts:}
 * @param provider its name in trust policies
 * @param keys the provider's claims as condition keys
 */
record FederatedRole(String operation, String provider, ContextKeys keys) {
  /** The requested session. */
  record Wanted(
      String roleArn,
      String sessionName,
      Integer seconds,
      Map<String, String> tags,
      List<String> transitiveTags,
      String sourceIdentity,
      Integer minimumTokenSize) {}

  /** The opened session. */
  record Opened(SessionRecord session, AssumedRole role) {}

  /**
   * Opens a session.
   *
   * @throws AwsError AccessDenied, ValidationError
   */
  Opened open(RequestContext context, IamAccount account, Wanted wanted, SessionPolicies policies) {
    Arn arn = RoleArns.require(wanted.roleArn());
    synchronized (account) {
      RoleRecord role = RoleArns.find(account, arn);
      requireTrust(context, account, role, wanted);
      int seconds = seconds(wanted.seconds(), role);
      AssumedRole assumed = AssumedRole.of(account, arn, role, wanted.sessionName());
      SessionRecord session =
          new NewSession(
                  SessionRecord.Kind.ROLE,
                  assumed.arn(),
                  assumed.id(),
                  assumed.roleName(),
                  wanted.sessionName(),
                  seconds,
                  policies.documents(),
                  policies.isRestricting(),
                  wanted.tags(),
                  wanted.transitiveTags(),
                  wanted.sourceIdentity(),
                  provider,
                  null)
              .open(account, wanted.minimumTokenSize());
      return new Opened(session, assumed);
    }
  }

  private void requireTrust(
      RequestContext context, IamAccount account, RoleRecord role, Wanted wanted) {
    if (!context.access().isRestricted()) {
      return;
    }
    AccessTarget target =
        AccessTarget.of(wanted.roleArn(), account.id())
            .withDecisive(StsAccess.trustOf(role))
            .with(keys);
    CallerIdentity caller = CallerIdentity.of(PolicyPrincipal.webIdentity(provider));
    require(context, caller, operation, target);
    if (!wanted.tags().isEmpty()) {
      require(context, caller, "TagSession", target);
    }
    if (wanted.sourceIdentity() != null) {
      require(context, caller, "SetSourceIdentity", target);
    }
  }

  private void require(
      RequestContext context, CallerIdentity caller, String action, AccessTarget target) {
    if (!context.access().decide(caller, new AccessQuery("sts:" + action, target)).isAllowed()) {
      refuse(
          context,
          AwsError.client("AccessDenied", 403, "Not authorized to perform sts:" + operation));
    }
  }

  /** Throws a denial to enforce; none in soft mode. */
  static void refuse(RequestContext context, AwsError refusal) {
    AwsError enforced = context.access().enforced(refusal);
    if (enforced != null) {
      throw enforced;
    }
  }

  static AwsError invalidToken(String message) {
    return StsErrors.invalidIdentityTokenException(message);
  }

  private static int seconds(Integer wanted, RoleRecord role) {
    int seconds = wanted == null ? IamQuotas.DEFAULT_SESSION_SECONDS : wanted;
    if (role != null && seconds > role.maxSessionSeconds()) {
      throw AwsError.client(
          "ValidationError",
          400,
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return seconds;
  }
}
