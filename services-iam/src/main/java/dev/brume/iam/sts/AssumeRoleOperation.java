package dev.brume.iam.sts;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.iam.IamAccounts;
import dev.brume.iam.IamCallers;
import dev.brume.iam.engine.AccessKeyRecord;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamQuotas;
import dev.brume.iam.engine.NewSession;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.SessionRecord;
import dev.brume.iam.engine.UserRecord;
import dev.brume.iam.sts.api.AssumeRoleRequest;
import dev.brume.iam.sts.api.AssumeRoleResponse;
import dev.brume.iam.sts.api.AssumedRoleUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * AssumeRole.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class AssumeRoleOperation {
  private final IamAccounts accounts;

  AssumeRoleOperation(IamAccounts accounts) {
    this.accounts = accounts;
  }

  AssumeRoleResponse assumeRole(RequestContext context, AssumeRoleRequest input) {
    if (input.providedContexts() != null) {
      throw AwsError.server("NotImplemented", 501, "ProvidedContexts is not implemented.");
    }
    Arn arn = RoleArns.require(input.roleArn());
    Map<String, String> tags = SessionTags.of(input.tags());
    List<String> transitive = SessionTags.transitive(tags, input.transitiveTagKeys());
    SessionRecord calling = callingSession(context, input);
    requireSameIdentity(context, calling, input);
    IamAccount account = accounts.of(arn.account(), arn.partition());
    synchronized (account) {
      RoleRecord role = RoleArns.find(account, arn);
      if (role == null && context.access().isRestricted()) {
        throw RoleArns.denied(context, input.roleArn());
      }
      int seconds = seconds(input.durationSeconds(), role, calling);
      SessionPolicies policies = SessionPolicies.of(account, input.policy(), input.policyArns());
      Map<String, String> inherited = SessionTags.inherited(calling, tags);
      List<String> transitiveNow = new ArrayList<>(transitive);
      if (calling != null) {
        transitiveNow.addAll(calling.transitiveTags());
      }
      AssumedRole assumed = AssumedRole.of(account, arn, role, input.roleSessionName());
      String identity =
          input.sourceIdentity() == null && calling != null
              ? calling.sourceIdentity()
              : input.sourceIdentity();
      SessionRecord session =
          new NewSession(
                  SessionRecord.Kind.ROLE,
                  assumed.arn(),
                  assumed.id(),
                  assumed.roleName(),
                  input.roleSessionName(),
                  seconds,
                  policies.documents(),
                  policies.isRestricting(),
                  inherited,
                  transitiveNow,
                  identity,
                  null,
                  null)
              .open(account, input.minimumSessionTokenSize());
      return AssumeRoleResponse.builder()
          .credentials(Issued.credentials(session))
          .assumedRoleUser(
              AssumedRoleUser.builder().assumedRoleId(assumed.id()).arn(assumed.arn()).build())
          .packedPolicySize(policies.packedPercent(tags))
          .sourceIdentity(identity)
          .build();
    }
  }

  /** "After the source identity is set, the value cannot be changed." AWS's text is not known. */
  private static void requireSameIdentity(
      RequestContext context, SessionRecord calling, AssumeRoleRequest input) {
    String known = calling == null ? null : calling.sourceIdentity();
    if (known != null && input.sourceIdentity() != null && !input.sourceIdentity().equals(known)) {
      throw AwsError.client(
          "AccessDenied",
          403,
          "User: "
              + context.identity().name()
              + " is not authorized to perform: sts:SetSourceIdentity on resource: "
              + input.roleArn());
    }
  }

  private SessionRecord callingSession(RequestContext context, AssumeRoleRequest input) {
    IamAccount account = accounts.of(context);
    synchronized (account) {
      SessionRecord session = IamCallers.session(account, context);
      MfaCodes.check(
          account, callingUser(account, context), input.serialNumber(), input.tokenCode());
      return session == null || session.kind() != SessionRecord.Kind.ROLE ? null : session;
    }
  }

  private static UserRecord callingUser(IamAccount account, RequestContext context) {
    AccessKeyRecord key = account.keys().get(String.valueOf(context.caller().accessKeyId()));
    return key == null ? null : account.users().get(key.user());
  }

  private static int seconds(Integer wanted, RoleRecord role, SessionRecord calling) {
    int seconds = wanted == null ? IamQuotas.DEFAULT_SESSION_SECONDS : wanted;
    if (calling != null && seconds > IamQuotas.DEFAULT_SESSION_SECONDS) {
      throw invalid(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
              + " role chaining");
    }
    if (role != null && seconds > role.maxSessionSeconds()) {
      throw invalid(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return seconds;
  }

  private static AwsError invalid(String message) {
    return AwsError.client("ValidationError", 400, message);
  }
}
