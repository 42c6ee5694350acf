package dev.brume.iam.sts;

import dev.brume.core.access.AccessDenial;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.schema.ProtocolId;

/** The wire behaviour of STS that models and protocols do not define. */
final class StsDialect implements Dialect {
  private static final int FORBIDDEN = 403;

  /**
   * For roles that may not be assumed AWS reveals neither the missing policy, nor whether the role
   * exists.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html">Troubleshoot
   *     IAM roles</a>
   */
  @Override
  public AwsError accessDenied(AccessDenial denial, ProtocolId protocol) {
    String arn = denial.query().target().arn();
    return AwsError.client(
        "AccessDenied",
        FORBIDDEN,
        "User: "
            + denial.caller().name()
            + " is not authorized to perform: "
            + denial.query().action()
            + (arn.equals("*") ? "" : " on resource: " + arn));
  }
}
