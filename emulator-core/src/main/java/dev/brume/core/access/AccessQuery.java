package dev.brume.core.access;

import dev.brume.core.policy.ContextKeys;
import dev.brume.core.scope.Arn;

/**
 * An access check.
 *
 * @param action with the service prefix, as in IAM: {@code sqs:SendMessage}
 * @param target the resource
 */
public record AccessQuery(String action, AccessTarget target) {
  /**
   * Whether a caller may let a service act in a role.
   *
   * @param roleArn the role, whether it exists or not
   * @param service its principal: {@code lambda.amazonaws.com}
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html">Granting
   *     a user permissions to pass a role to an AWS service</a>
   */
  public static AccessQuery passingRole(String roleArn, String service) {
    String account = Arn.parse(roleArn).map(Arn::account).orElse(null);
    return new AccessQuery(
        "iam:PassRole",
        AccessTarget.of(roleArn, account)
            .with(ContextKeys.builder().put("iam:PassedToService", service).build()));
  }
}
