package dev.brume.iam.sts;

import dev.brume.core.auth.Accounts;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.iam.IamAccounts;
import dev.brume.iam.IamCallers;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.ManagedPolicyRecord;
import dev.brume.iam.engine.NewSession;
import dev.brume.iam.engine.SessionRecord;
import dev.brume.iam.sts.api.AssumeRootRequest;
import dev.brume.iam.sts.api.AssumeRootResponse;
import java.util.List;
import java.util.Map;

/**
 * AssumeRoot. Central root access belongs to organizations, which are not here: where access is
 * enforced nobody may assume a root user, and elsewhere everybody may, as roles.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html">AssumeRoot</a>
 */
final class AssumeRootOperation {
  /** "The duration, in seconds, of the privileged session ... 900 seconds" by default. */
  private static final int DEFAULT_SECONDS = 900;

  /** "You must use one of following AWS managed policies": all of them have this path. */
  private static final String TASKS = "policy/root-task/";

  private final IamAccounts accounts;

  AssumeRootOperation(IamAccounts accounts) {
    this.accounts = accounts;
  }

  AssumeRootResponse assumeRoot(RequestContext context, AssumeRootRequest input) {
    Arn target = target(context, input.targetPrincipal());
    SessionRecord calling = calling(context);
    String identity = calling == null ? null : calling.sourceIdentity();
    IamAccount account = accounts.of(target.account(), target.partition());
    synchronized (account) {
      SessionRecord session =
          new NewSession(
                  SessionRecord.Kind.SELF,
                  target.toString(),
                  account.id(),
                  null,
                  null,
                  input.durationSeconds() == null ? DEFAULT_SECONDS : input.durationSeconds(),
                  List.of(task(account, input.taskPolicyArn().arn())),
                  true,
                  Map.of(),
                  List.of(),
                  identity,
                  null,
                  null)
              .open(account, input.minimumSessionTokenSize());
      return AssumeRootResponse.builder()
          .credentials(Issued.credentials(session))
          .sourceIdentity(identity)
          .build();
    }
  }

  private SessionRecord calling(RequestContext context) {
    IamAccount account = accounts.of(context);
    synchronized (account) {
      return IamCallers.session(account, context);
    }
  }

  /**
   * The root user that a request names, by its ARN or its account.
   *
   * @throws AwsError ValidationError
   */
  static Arn target(RequestContext context, String principal) {
    if (Accounts.isAccount(principal)) {
      return Arn.ofAccount(context.scope().partition(), principal);
    }
    return Arn.parse(principal)
        .filter(arn -> Accounts.isAccount(arn.account()))
        .filter(arn -> arn.equals(Arn.ofAccount(arn.partition(), arn.account())))
        .orElseThrow(() -> invalid(principal));
  }

  private static String task(IamAccount account, String arn) {
    ManagedPolicyRecord policy =
        arn != null && arn.contains("::aws:" + TASKS) ? account.policies().get(arn) : null;
    if (policy == null) {
      throw invalid(arn);
    }
    return policy.defaultVersion().document();
  }

  /** AWS's words for other principals and policies are not known; these are those for roles. */
  private static AwsError invalid(String text) {
    return AwsError.client("ValidationError", 400, text + " is invalid");
  }
}
