package dev.brume.lambda.function;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.port.Ports;
import dev.brume.core.port.RoleCredentials;
import dev.brume.lambda.LambdaFaults;

/**
 * The roles that functions run in. Where access is enforced they must exist and trust Lambda.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">
 *     Defining Lambda function permissions with an execution role</a>
 */
public final class ExecutionRoles {
  /** Lambda's principal. */
  public static final String SERVICE = "lambda.amazonaws.com";

  private final Ports ports;

  /**
   * @param ports may offer {@link RoleCredentials}
   */
  public ExecutionRoles(Ports ports) {
    this.ports = ports;
  }

  /**
   * Requires that Lambda can assume a role. Call in a section of the store.
   *
   * @param roleArn null for none
   * @throws AwsError InvalidParameterValueException in AWS's words, as its users have reported them
   */
  void require(RequestContext context, String roleArn, String functionArn) {
    if (roleArn == null || !context.access().isRestricted()) {
      return;
    }
    RoleCredentials roles = ports.look(RoleCredentials.class).orElse(null);
    if (roles == null || roles.isAssumable(roleArn, SERVICE, functionArn)) {
      return;
    }
    AwsError refusal =
        context
            .access()
            .enforced(
                LambdaFaults.invalid(
                    "The role defined for the function cannot be assumed by Lambda."));
    if (refusal != null) {
      throw refusal;
    }
  }
}
