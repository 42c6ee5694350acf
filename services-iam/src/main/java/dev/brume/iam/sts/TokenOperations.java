package dev.brume.iam.sts;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.iam.IamAccounts;
import dev.brume.iam.engine.AccessKeyRecord;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.NewSession;
import dev.brume.iam.engine.SessionRecord;
import dev.brume.iam.engine.UserRecord;
import dev.brume.iam.sts.api.FederatedUser;
import dev.brume.iam.sts.api.GetFederationTokenRequest;
import dev.brume.iam.sts.api.GetFederationTokenResponse;
import dev.brume.iam.sts.api.GetSessionTokenRequest;
import dev.brume.iam.sts.api.GetSessionTokenResponse;
import java.util.List;
import java.util.Map;

/**
 * GetSessionToken and GetFederationToken: temporary credentials for callers with long-term ones.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html">GetSessionToken</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html">GetFederationToken</a>
 */
final class TokenOperations {
  /** "with a default of 43,200 seconds (12 hours)". */
  private static final int DEFAULT_SECONDS = 43_200;

  /** "Sessions for AWS account owners are restricted to a maximum of 3,600 seconds (one hour)". */
  private static final int ROOT_SECONDS = 3600;

  private final IamAccounts accounts;

  TokenOperations(IamAccounts accounts) {
    this.accounts = accounts;
  }

  /** The calling user; null for the root user. */
  private static UserRecord user(IamAccount account, RequestContext context, String operation) {
    String keyId = context.caller().accessKeyId();
    if (keyId != null && account.sessions().get(keyId) != null) {
      throw AwsError.client(
          "AccessDenied", 403, "Cannot call " + operation + " with session credentials");
    }
    AccessKeyRecord key = keyId == null ? null : account.keys().get(keyId);
    return key == null ? null : account.users().get(key.user());
  }

  private static int seconds(Integer wanted, UserRecord user) {
    int seconds = wanted == null ? DEFAULT_SECONDS : wanted;
    return user == null ? Math.min(seconds, ROOT_SECONDS) : seconds;
  }

  GetSessionTokenResponse getSessionToken(RequestContext context, GetSessionTokenRequest input) {
    IamAccount account = accounts.of(context);
    synchronized (account) {
      UserRecord user = user(account, context, "GetSessionToken");
      Long mfa = MfaCodes.check(account, user, input.serialNumber(), input.tokenCode());
      SessionRecord session =
          NewSession.self(
                  user == null ? account.rootArn() : account.arn(EntityKind.USER, user),
                  user == null ? account.id() : user.id(),
                  user == null ? null : user.name(),
                  seconds(input.durationSeconds(), user),
                  mfa)
              .open(account, input.minimumSessionTokenSize());
      return GetSessionTokenResponse.builder().credentials(Issued.credentials(session)).build();
    }
  }

  GetFederationTokenResponse getFederationToken(
      RequestContext context, GetFederationTokenRequest input) {
    Map<String, String> tags = SessionTags.of(input.tags());
    IamAccount account = accounts.of(context);
    synchronized (account) {
      UserRecord user = user(account, context, "GetFederationToken");
      SessionPolicies policies = SessionPolicies.of(account, input.policy(), input.policyArns());
      String arn =
          new Arn(account.partition(), "sts", "", account.id(), "federated-user/" + input.name())
              .toString();
      String id = account.id() + ":" + input.name();
      SessionRecord session =
          new NewSession(
                  SessionRecord.Kind.FEDERATED,
                  arn,
                  id,
                  user == null ? null : user.name(),
                  input.name(),
                  seconds(input.durationSeconds(), user),
                  policies.documents(),
                  true,
                  tags,
                  List.of(),
                  null,
                  null,
                  null)
              .open(account, input.minimumSessionTokenSize());
      return GetFederationTokenResponse.builder()
          .credentials(Issued.credentials(session))
          .federatedUser(FederatedUser.builder().federatedUserId(id).arn(arn).build())
          .packedPolicySize(policies.packedPercent(tags))
          .build();
    }
  }
}
