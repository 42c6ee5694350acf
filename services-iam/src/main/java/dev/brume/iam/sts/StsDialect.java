package dev.brume.iam.sts;

import dev.brume.core.access.AccessDenial;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.schema.ProtocolId;

/** How STS speaks where models and protocols leave it open. */
final class StsDialect implements Dialect {
  private static final int FORBIDDEN = 403;

  /**
   * Of roles that may not be assumed AWS does not tell which policy is missing, nor whether there
   * is such a role.
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
