package dev.brume.iam.sts;

import dev.brume.core.auth.Accounts;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.RoleRecord;

/** The role ARNs in STS requests. */
final class RoleArns {
  private static final String ROLE = "role/";

  private RoleArns() {}

  /**
   * Parses the ARN of a role.
   *
   * @throws AwsError ValidationError if it is not an ARN
   */
  static Arn require(String text) {
    Arn arn = Arn.parse(text).orElse(null);
    boolean isRole =
        arn != null
            && Accounts.isAccount(arn.account())
            && arn.resource().startsWith(ROLE)
            && !name(arn).isEmpty();
    if (!isRole) {
      throw AwsError.client("ValidationError", 400, text + " is invalid");
    }
    return arn;
  }

  /** The role with that ARN; null if there is none. */
  static RoleRecord find(IamAccount account, Arn arn) {
    RoleRecord role = account.roles().get(name(arn));
    return role == null || !account.arn(EntityKind.ROLE, role).equals(arn.toString()) ? null : role;
  }

  /** The name in a role's ARN, without the path. */
  static String name(Arn arn) {
    return arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
  }

  /** AWS's error for a role that does not exist, or does not trust the caller. */
  static AwsError denied(RequestContext context, String roleArn) {
    return AwsError.client(
        "AccessDenied",
        403,
        "User: "
            + context.identity().name()
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + roleArn);
  }
}
