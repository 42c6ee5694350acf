package dev.brume.iam.sts;

import dev.brume.core.scope.Arn;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.RoleRecord;

/**
 * The names of a role session.
 *
 * @param roleName without the role's path
 * @param arn of the session
 * @param id unique: that of the role and the session's name
 */
record AssumedRole(String roleName, String arn, String id) {

  /**
   * A session of a role.
   *
   * @param role null for a role that does not exist, which may only be assumed while access is not
   *     enforced
   */
  static AssumedRole of(IamAccount account, Arn roleArn, RoleRecord role, String session) {
    String name = RoleArns.name(roleArn);
    String roleId = role == null ? account.ids().unique(EntityKind.ROLE.idPrefix()) : role.id();
    Arn arn =
        new Arn(
            roleArn.partition(), "sts", "", account.id(), "assumed-role/" + name + "/" + session);
    return new AssumedRole(name, arn.toString(), roleId + ":" + session);
  }
}
