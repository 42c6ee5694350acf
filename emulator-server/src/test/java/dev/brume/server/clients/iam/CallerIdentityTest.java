package dev.brume.server.clients.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;

/**
 * Who calls.
 *
 * <p>Source of truth: <a
 * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 * and <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable">the
 * table of aws:userid</a>.
 */
class CallerIdentityTest {
  private final IamClients root = IamClients.fresh();

  private static void assertIdentity(IamClients caller, String userId, String arn) {
    GetCallerIdentityResponse identity = caller.sts.getCallerIdentity();
    assertThat(identity.account()).isEqualTo(caller.id);
    assertThat(identity.arn()).isEqualTo(arn);
    assertThat(identity.userId()).isEqualTo(userId);
  }

  @Test
  void anAccountAsAKeyIsItsRootUser() {
    assertIdentity(root, root.id, root.arn("root"));
  }

  @Test
  void theKeyOfAUserIsHis() {
    User user = root.iam.createUser(r -> r.userName("alice").path("/staff/")).user();
    AccessKey key = root.iam.createAccessKey(r -> r.userName("alice")).accessKey();

    assertThat(key.accessKeyId()).hasSize(20).startsWith("AKIA");
    assertThat(key.secretAccessKey()).hasSize(40);
    assertIdentity(
        root.as(key.accessKeyId(), key.secretAccessKey()),
        user.userId(),
        root.arn("user/staff/alice"));
  }

  @Test
  void aSessionOfARoleBearsItsName() {
    String role = root.role("builder");
    String id = root.iam.getRole(r -> r.roleName("builder")).role().roleId();

    AssumeRoleResponse assumed =
        root.sts.assumeRole(r -> r.roleArn(role).roleSessionName("nightly"));

    String arn = "arn:aws:sts::" + root.id + ":assumed-role/builder/nightly";
    assertThat(assumed.assumedRoleUser().arn()).isEqualTo(arn);
    assertThat(assumed.assumedRoleUser().assumedRoleId()).isEqualTo(id + ":nightly");
    assertThat(assumed.packedPolicySize()).isNull();
    assertThat(assumed.credentials().accessKeyId()).hasSize(20).startsWith("ASIA");
    assertIdentity(root.as(assumed.credentials()), id + ":nightly", arn);
  }

  @Test
  void aSessionOfAUserIsTheUser() {
    User user = root.iam.createUser(r -> r.userName("bob")).user();
    AccessKey key = root.iam.createAccessKey(r -> r.userName("bob")).accessKey();
    IamClients bob = root.as(key.accessKeyId(), key.secretAccessKey());

    Credentials session = bob.sts.getSessionToken().credentials();

    assertIdentity(root.as(session), user.userId(), root.arn("user/bob"));
    IamClients.assertRefused(
        () -> root.as(session).sts.getSessionToken(),
        403,
        "AccessDenied",
        "Cannot call GetSessionToken with session credentials");
  }

  @Test
  void aFederatedUserHasTheNameThatHeIsGiven() {
    GetFederationTokenResponse token =
        root.sts.getFederationToken(r -> r.name("carol").policy(IamClients.ALL_OF_S3));

    String arn = "arn:aws:sts::" + root.id + ":federated-user/carol";
    assertThat(token.federatedUser().arn()).isEqualTo(arn);
    assertThat(token.federatedUser().federatedUserId()).isEqualTo(root.id + ":carol");
    assertThat(token.packedPolicySize()).isPositive();
    assertIdentity(root.as(token.credentials()), root.id + ":carol", arn);
  }

  /**
   * <a
   * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html">GetAccessKeyInfo</a>:
   * "Returns the account identifier for the specified access key ID."
   */
  @Test
  void aKeyTellsItsAccount() {
    root.iam.createUser(r -> r.userName("dave"));
    String key = root.iam.createAccessKey(r -> r.userName("dave")).accessKey().accessKeyId();

    assertThat(IamClients.fresh().sts.getAccessKeyInfo(r -> r.accessKeyId(key)).account())
        .isEqualTo(root.id);
  }
}
