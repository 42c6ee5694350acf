package dev.brume.iam;

import dev.brume.core.access.AccessDenial;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.schema.ProtocolId;

/** The wire behaviour of IAM that models and protocols do not define. */
final class IamDialect implements Dialect {
  private static final int FORBIDDEN = 403;

  /**
   * IAM's denials name the resource also if it is {@code *}, in AWS's words as its users have
   * reported them: "is not authorized to perform: iam:ListAccountAliases on resource: *".
   */
  @Override
  public AwsError accessDenied(AccessDenial denial, ProtocolId protocol) {
    String action = denial.query().action();
    String reason = denial.decision().reason(action);
    return AwsError.client(
        "AccessDenied",
        FORBIDDEN,
        "User: "
            + denial.caller().name()
            + " is not authorized to perform: "
            + action
            + " on resource: "
            + denial.query().target().arn()
            + (reason.isEmpty() ? "" : " " + reason));
  }
}
