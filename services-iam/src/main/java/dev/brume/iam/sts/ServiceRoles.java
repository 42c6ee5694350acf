package dev.brume.iam.sts;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.port.RoleCredentials;
import dev.brume.core.port.RoleSession;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.iam.IamAccounts;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.NewSession;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.RoleTrust;
import dev.brume.iam.engine.SessionRecord;
import java.util.List;
import java.util.Map;

/** Roles that AWS services assume. */
public final class ServiceRoles implements RoleCredentials {
  private final IamAccounts accounts;
  private final StoreSection section;

  /**
   * @param accounts hold the roles
   * @param section in which sessions are stored
   */
  public ServiceRoles(IamAccounts accounts, StoreSection section) {
    this.accounts = accounts;
    this.section = section;
  }

  @Override
  public boolean isAssumable(String roleArn, String service, String sourceArn) {
    Arn arn = Arn.parse(roleArn).orElse(null);
    IamAccount account = arn == null ? null : accounts.known(arn.account(), arn.partition());
    if (account == null) {
      return true;
    }
    synchronized (account) {
      if (account.isEmpty()) {
        return true;
      }
      RoleRecord role = RoleArns.find(account, arn);
      return role != null && RoleTrust.admits(account, role, service, sourceArn);
    }
  }

  @Override
  public RoleSession assume(Scope resource, String roleArn, String sessionName, int seconds) {
    Arn arn = RoleArns.require(roleArn);
    return section.call(
        () -> {
          IamAccount account = accounts.of(resource.account(), resource.partition());
          synchronized (account) {
            return open(account, arn, sessionName, seconds);
          }
        });
  }

  private static RoleSession open(IamAccount account, Arn arn, String sessionName, int seconds) {
    RoleRecord role = RoleArns.find(account, arn);
    AssumedRole assumed = AssumedRole.of(account, arn, role, sessionName);
    SessionRecord session =
        new NewSession(
                SessionRecord.Kind.ROLE,
                assumed.arn(),
                assumed.id(),
                assumed.roleName(),
                sessionName,
                seconds,
                List.of(),
                false,
                Map.of(),
                List.of(),
                null,
                null,
                null)
            .open(account, null);
    return new RoleSession(
        session.keyId(), session.secret(), session.token(), session.expiresMillis());
  }
}
