package dev.brume.iam.engine;

import dev.brume.core.scope.Arn;

/**
 * The principals that trust policies may name. It knows all of its own account; those of other
 * accounts, which need not exist here, are accepted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal:
 *     ARNs are turned into ids when the policy is saved, so they must be of something</a>
 */
public final class RolePrincipals {
  private final IamAccount account;

  /** The principals known to an account. */
  public RolePrincipals(IamAccount account) {
    this.account = account;
  }

  /** Whether an AWS principal with that name exists. */
  public boolean isKnown(String principal) {
    Arn arn = Arn.parse(principal).orElse(null);
    if (arn == null && principal.startsWith("A")) { // A unique id.
      return account.users().list((UserRecord user) -> user.id().equals(principal)).size() > 0
          || account.roles().list((RoleRecord role) -> role.id().equals(principal)).size() > 0;
    }
    if (arn == null || !arn.account().equals(account.id()) || !arn.service().equals("iam")) {
      return true;
    }
    String name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
    if (arn.resource().startsWith("user/")) {
      return isOne(EntityKind.USER, account.users().get(name), principal);
    }
    return !arn.resource().startsWith("role/")
        || isOne(EntityKind.ROLE, account.roles().get(name), principal);
  }

  private boolean isOne(EntityKind kind, Entity entity, String arn) {
    return entity != null && account.arn(kind, entity).equals(arn);
  }
}
