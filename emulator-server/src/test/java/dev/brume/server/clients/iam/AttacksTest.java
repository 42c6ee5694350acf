package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * What somebody might try who has some credentials and wants more, where signatures are verified
 * and policies enforced.
 *
 * <p>Source of truth: <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused deputy
 * problem</a>, <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html">Action:
 * "the prefix and the action name are case insensitive"</a>, <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Resource</a>
 * and <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access.html">Permissions
 * for temporary security credentials</a>.
 */
@Isolated("the SDK keeps one clock for all clients")
class AttacksTest {
  private static final String ACCOUNT = "123123123123";
  private static final String OTHER = "321321321321";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "ENFORCE_IAM",
          "1",
          "BRUME_AUTH",
          "verify",
          "BRUME_CREDENTIALS",
          "AKIDVICTIM:secret:" + ACCOUNT + ",AKIDATTACKER:secret:" + OTHER);

  private static final AtomicInteger NAMES = new AtomicInteger();

  private static Brume brume;
  private static IamClients victim;
  private static IamClients attacker;

  @BeforeEach
  void takeTheMachinesClock() {
    SdkGlobalTime.setGlobalTimeOffset(0);
  }

  @BeforeAll
  static void start() {
    brume = Brume.builder().configuration(Configuration.of(SETTINGS, "127.0.0.1")).port(0).start();
    victim = IamClients.at(brume.endpoint(), ACCOUNT, "AKIDVICTIM", "secret");
    attacker = IamClients.at(brume.endpoint(), OTHER, "AKIDATTACKER", "secret");
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  private static String statement(String effect, String action, String resource) {
    return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
        .formatted(effect, action, resource);
  }

  private static String policy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static String trust(String principal, String condition) {
    return policy(
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"sts:AssumeRole\"%s}"
            .formatted(principal, condition.isEmpty() ? "" : ",\"Condition\":" + condition));
  }

  /** A user of an account, with that policy. */
  private static IamClients user(IamClients of, String... statements) {
    String name = "user" + NAMES.incrementAndGet();
    of.iam.createUser(r -> r.userName(name));
    if (statements.length > 0) {
      of.iam.putUserPolicy(
          r -> r.userName(name).policyName("p").policyDocument(policy(statements)));
    }
    AccessKey key = of.iam.createAccessKey(r -> r.userName(name)).accessKey();
    return of.as(key.accessKeyId(), key.secretAccessKey());
  }

  private static String arnOf(IamClients caller) {
    return caller.sts.getCallerIdentity().arn();
  }

  private static String role(String trust) {
    String name = "Role" + NAMES.incrementAndGet();
    return victim
        .iam
        .createRole(r -> r.roleName(name).assumeRolePolicyDocument(trust))
        .role()
        .arn();
  }

  private static void assertDenied(ThrowingCallable call, String code) {
    assertThat(refusal(call).awsErrorDetails().errorCode()).isEqualTo(code);
  }

  private static void assertDenied(ThrowingCallable call) {
    assertDenied(call, "AccessDenied");
  }

  /** A deputy of another account is trusted for one customer only: he who knows the external id. */
  @Test
  void theDeputyIsNotConfused() {
    IamClients deputy = user(attacker, statement("Allow", "sts:AssumeRole", "*"));
    String trusting = role(trust(OTHER, "{\"StringEquals\":{\"sts:ExternalId\":\"Customer-1\"}}"));

    for (String wrong : new String[] {"customer-1", "Customer-2", "Customer-1,x"}) {
      assertDenied(
          () ->
              deputy.sts.assumeRole(
                  r -> r.roleArn(trusting).roleSessionName("one").externalId(wrong)));
    }
    assertDenied(() -> deputy.sts.assumeRole(r -> r.roleArn(trusting).roleSessionName("one")));
    assertThat(
            deputy.sts.assumeRole(
                r -> r.roleArn(trusting).roleSessionName("one").externalId("Customer-1")))
        .isNotNull();
  }

  /** Trust in one user of an account is none in another, nor in one of a name in other letters. */
  @Test
  void trustIsInOneUser() {
    IamClients trusted = user(victim);
    IamClients other = user(victim, statement("Allow", "sts:AssumeRole", "*"));
    String trusting = role(trust(arnOf(trusted), ""));

    assertThat(trusted.sts.assumeRole(r -> r.roleArn(trusting).roleSessionName("one"))).isNotNull();
    assertDenied(() -> other.sts.assumeRole(r -> r.roleArn(trusting).roleSessionName("one")));
    assertDenied(() -> attacker.sts.assumeRole(r -> r.roleArn(trusting).roleSessionName("one")));
  }

  /** Names of actions may be written in any case; ARNs of resources may not. */
  @Test
  void caseTricksOpenNothing() {
    String allowed = role(trust(ACCOUNT, ""));
    IamClients caller = user(victim, statement("Allow", "STS:assumerole", allowed));
    assertThat(caller.sts.assumeRole(r -> r.roleArn(allowed).roleSessionName("one"))).isNotNull();

    IamClients mistyped =
        user(
            victim,
            statement("Allow", "sts:AssumeRole", allowed.replace("role/Role", "role/role")));
    assertDenied(() -> mistyped.sts.assumeRole(r -> r.roleArn(allowed).roleSessionName("one")));

    IamClients denied =
        user(
            victim, statement("Allow", "sts:*", "*"), statement("Deny", "sTs:aSSUMErole", allowed));
    assertDenied(() -> denied.sts.assumeRole(r -> r.roleArn(allowed).roleSessionName("one")));
  }

  /**
   * A wildcard means what it stands for in one part of an ARN's resource, and no other account's.
   */
  @Test
  void wildcardsReachNoFurther() {
    String inside = role(trust(ACCOUNT, ""));
    String outside =
        victim
            .iam
            .createRole(
                r ->
                    r.roleName("Admin" + NAMES.incrementAndGet())
                        .assumeRolePolicyDocument(trust(ACCOUNT, "")))
            .role()
            .arn();
    IamClients caller =
        user(victim, statement("Allow", "sts:Assume?ole", victim.arn("role/Role*")));

    assertThat(caller.sts.assumeRole(r -> r.roleArn(inside).roleSessionName("one"))).isNotNull();
    assertDenied(() -> caller.sts.assumeRole(r -> r.roleArn(outside).roleSessionName("one")));
    assertDenied(
        () ->
            caller.sts.assumeRole(
                r -> r.roleArn("arn:aws:iam::" + OTHER + ":role/RoleX").roleSessionName("one")));
  }

  /** Nobody gives himself what he lacks by a session policy, or gets around one. */
  @Test
  void aSessionPolicyOnlyTakesAway() {
    IamClients caller = user(victim);
    String trusting = role(trust(arnOf(caller), ""));
    Credentials session =
        caller
            .sts
            .assumeRole(
                r ->
                    r.roleArn(trusting)
                        .roleSessionName("one")
                        .policy(policy(statement("Allow", "*", "*"))))
            .credentials();

    assertDenied(() -> victim.as(session).iam.listUsers());
    IamClients federated =
        victim.as(
            user(victim, statement("Allow", "sts:GetFederationToken", "*"))
                .sts
                .getFederationToken(
                    r -> r.name("guest").policy(policy(statement("Allow", "iam:*", "*"))))
                .credentials());
    assertDenied(() -> federated.iam.listUsers());
  }

  /** Parts of credentials that do not belong together are none. */
  @Test
  void credentialsAreNotMixed() {
    IamClients caller = user(victim);
    Credentials one = caller.sts.getSessionToken().credentials();
    Credentials two = caller.sts.getSessionToken().credentials();

    Credentials otherToken = one.toBuilder().sessionToken(two.sessionToken()).build();
    assertDenied(() -> victim.as(otherToken).sts.getCallerIdentity(), "InvalidClientTokenId");
    Credentials otherSecret = one.toBuilder().secretAccessKey(two.secretAccessKey()).build();
    assertDenied(() -> victim.as(otherSecret).sts.getCallerIdentity(), "SignatureDoesNotMatch");
    assertDenied(
        () -> victim.as(one.accessKeyId(), one.secretAccessKey()).sts.getCallerIdentity(),
        "InvalidClientTokenId");
  }

  /** Whoever loses his role's policy, or the role itself, loses what its sessions could do. */
  @Test
  void sessionsLoseWhatTheirRoleLoses() {
    IamClients caller = user(victim);
    String trusting = role(trust(arnOf(caller), ""));
    String name = trusting.substring(trusting.lastIndexOf('/') + 1);
    victim.iam.putRolePolicy(
        r ->
            r.roleName(name)
                .policyName("p")
                .policyDocument(policy(statement("Allow", "iam:ListUsers", "*"))));
    IamClients session =
        victim.as(
            caller.sts.assumeRole(r -> r.roleArn(trusting).roleSessionName("one")).credentials());
    assertThat(session.iam.listUsers().users()).isNotEmpty();

    victim.iam.deleteRolePolicy(r -> r.roleName(name).policyName("p"));
    assertDenied(() -> session.iam.listUsers());
    victim.iam.deleteRole(r -> r.roleName(name));
    assertDenied(() -> session.iam.listUsers());
    assertDenied(() -> caller.sts.assumeRole(r -> r.roleArn(trusting).roleSessionName("one")));
  }

  /** "To pass a role … you must have permission to pass the role to the service." */
  @Test
  void nobodyPassesARoleThatHeMayNot() {
    String powerful = role(trust(ACCOUNT, ""));
    String name = powerful.substring(powerful.lastIndexOf('/') + 1);
    String profile = "profile" + NAMES.incrementAndGet();
    victim.iam.createInstanceProfile(r -> r.instanceProfileName(profile));
    IamClients caller = user(victim, statement("Allow", "iam:AddRoleToInstanceProfile", "*"));

    assertDenied(
        () ->
            caller.iam.addRoleToInstanceProfile(
                r -> r.instanceProfileName(profile).roleName(name)));
  }

  /** A user who may manage keys of one user cannot make himself keys of another. */
  @Test
  void keysAreMadeForNobodyElse() {
    IamClients rich = user(victim, statement("Allow", "*", "*"));
    String richName = rich.iam.getUser().user().userName();
    IamClients caller =
        user(victim, statement("Allow", "iam:CreateAccessKey", victim.arn("user/${aws:username}")));

    assertDenied(() -> caller.iam.createAccessKey(r -> r.userName(richName)));
    assertThat(caller.iam.createAccessKey().accessKey()).isNotNull();
  }
}
