package dev.brume.core.port;

import dev.brume.core.scope.Scope;

/**
 * Assumes roles for services that run their users' code, such as Lambda with its execution roles.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">Lambda
 *     execution roles</a>
 */
public interface RoleCredentials {
  /**
   * Whether a service may assume a role: the role exists and trusts the service. Also true if the
   * role's account has no users and roles here, because then nobody tells. Call in a section of the
   * store.
   *
   * @param service its principal: {@code lambda.amazonaws.com}
   * @param sourceArn the resource that names the role: {@code aws:SourceArn}
   */
  boolean isAssumable(String roleArn, String service, String sourceArn);

  /**
   * Credentials that act as a role in the account of the resource that names it. A role that does
   * not exist, or belongs to another account, has no permissions where access is enforced. Opens
   * sections of the store itself.
   *
   * @param resource the scope of the resource
   * @param sessionName the last part of the session's ARN
   * @param seconds how long they are valid
   */
  RoleSession assume(Scope resource, String roleArn, String sessionName, int seconds);
}
