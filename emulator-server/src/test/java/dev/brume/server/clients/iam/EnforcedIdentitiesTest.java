package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * Keys and sessions where signatures are verified and access is enforced: who may do what by the
 * policies that IAM keeps.
 *
 * <p>Source of truth: <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 * evaluation logic</a>, <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Troubleshoot
 * access denied error messages</a> and <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused deputy
 * problem</a>.
 */
@Isolated("the SDK keeps one clock for all clients")
class EnforcedIdentitiesTest {
  private static final String ACCOUNT = "111122223333";
  private static final String OTHER = "444455556666";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "ENFORCE_IAM",
          "1",
          "BRUME_AUTH",
          "verify",
          "BRUME_CREDENTIALS",
          "AKIDOWNER:secret:" + ACCOUNT + ",AKIDOTHER:secret:" + OTHER);

  private static Brume brume;
  private static IamClients root;
  private static IamClients other;

  @BeforeEach
  void takeTheMachinesClock() {
    SdkGlobalTime.setGlobalTimeOffset(0);
  }

  @BeforeAll
  static void start() {
    brume = Brume.builder().configuration(Configuration.of(SETTINGS, "127.0.0.1")).port(0).start();
    root = IamClients.at(brume.endpoint(), ACCOUNT, "AKIDOWNER", "secret");
    other = IamClients.at(brume.endpoint(), OTHER, "AKIDOTHER", "secret");
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  private static IamClients user(IamClients of, String name) {
    of.iam.createUser(r -> r.userName(name));
    AccessKey key = of.iam.createAccessKey(r -> r.userName(name)).accessKey();
    return of.as(key.accessKeyId(), key.secretAccessKey());
  }

  private static String policy(String effect, String action, String resource) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}}"
        .formatted(effect, action, resource);
  }

  private static String trust(String principal, String condition) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]%s}}"
        .formatted(principal, condition.isEmpty() ? "" : ",\"Condition\":" + condition);
  }

  private static void put(String user, String document) {
    root.iam.putUserPolicy(r -> r.userName(user).policyName("p").policyDocument(document));
  }

  @Test
  void aUserMayWhatHisPoliciesAllow() {
    IamClients reader = user(root, "reader");

    assertRefused(
        () -> reader.iam.listUsers(),
        403,
        "AccessDenied",
        "User: "
            + root.arn("user/reader")
            + " is not authorized to perform: iam:ListUsers on resource: "
            + root.arn("user/")
            + " because no identity-based policy allows the iam:ListUsers action");
    put("reader", policy("Allow", "iam:List*", "*"));
    assertThat(reader.iam.listUsers().users()).isNotEmpty();
    assertRefused(
        () -> reader.iam.getUser(r -> r.userName("reader")),
        403,
        "AccessDenied",
        "User: "
            + root.arn("user/reader")
            + " is not authorized to perform: iam:GetUser on resource: "
            + root.arn("user/reader")
            + " because no identity-based policy allows the iam:GetUser action");
  }

  @Test
  void whoeverHasAKeyMayAskWhoHeIs() {
    IamClients nobody = user(root, "asking");

    assertThat(nobody.sts.getCallerIdentity().arn()).isEqualTo(root.arn("user/asking"));
  }

  @Test
  void aDenialOutdoesWhatGroupsAllow() {
    IamClients member = user(root, "member");
    root.iam.createGroup(r -> r.groupName("admins"));
    root.iam.attachGroupPolicy(
        r -> r.groupName("admins").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
    root.iam.addUserToGroup(r -> r.groupName("admins").userName("member"));
    assertThat(member.iam.listGroups().groups()).isNotEmpty();

    put("member", policy("Deny", "iam:ListGroups", "*"));

    assertRefused(
        () -> member.iam.listGroups(),
        403,
        "AccessDenied",
        "User: "
            + root.arn("user/member")
            + " is not authorized to perform: iam:ListGroups on resource: "
            + root.arn("group/")
            + " with an explicit deny in an identity-based policy");
  }

  @Test
  void aBoundaryLimitsWhatPoliciesAllow() {
    IamClients bounded = user(root, "bounded");
    put("bounded", policy("Allow", "*", "*"));
    root.iam.putUserPermissionsBoundary(
        r ->
            r.userName("bounded")
                .permissionsBoundary("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));

    assertRefused(
        () -> bounded.iam.listUsers(),
        403,
        "AccessDenied",
        "User: "
            + root.arn("user/bounded")
            + " is not authorized to perform: iam:ListUsers on resource: "
            + root.arn("user/")
            + " because no permissions boundary allows the iam:ListUsers action");
  }

  @Test
  void aSessionPolicyLimitsARole() {
    IamClients caller = user(root, "caller");
    root.iam.createRole(
        r -> r.roleName("lister").assumeRolePolicyDocument(trust(root.arn("user/caller"), "")));
    root.iam.putRolePolicy(
        r ->
            r.roleName("lister").policyName("p").policyDocument(policy("Allow", "iam:List*", "*")));

    Credentials whole =
        caller
            .sts
            .assumeRole(r -> r.roleArn(root.arn("role/lister")).roleSessionName("whole"))
            .credentials();
    Credentials part =
        caller
            .sts
            .assumeRole(
                r ->
                    r.roleArn(root.arn("role/lister"))
                        .roleSessionName("part")
                        .policy(policy("Allow", "iam:ListRoles", "*")))
            .credentials();

    assertThat(root.as(whole).iam.listUsers().users()).isNotEmpty();
    assertThat(root.as(part).iam.listRoles().roles()).isNotEmpty();
    assertRefused(
        () -> root.as(part).iam.listUsers(),
        403,
        "AccessDenied",
        "User: arn:aws:sts::"
            + ACCOUNT
            + ":assumed-role/lister/part is not authorized to perform: iam:ListUsers on resource: "
            + root.arn("user/")
            + " because no session policy allows the iam:ListUsers action");
  }

  @Test
  void aRoleThatTrustsItsAccountLeavesItToPolicies() {
    IamClients stranger = user(root, "stranger");
    String role = root.arn("role/trusting");
    root.iam.createRole(r -> r.roleName("trusting").assumeRolePolicyDocument(trust(ACCOUNT, "")));

    assertNotAssumed(stranger, root.arn("user/stranger"), role);
    put("stranger", policy("Allow", "sts:AssumeRole", role));
    assertThat(stranger.sts.assumeRole(r -> r.roleArn(role).roleSessionName("one"))).isNotNull();
  }

  private static void assertNotAssumed(IamClients caller, String name, String role) {
    assertRefused(
        () -> caller.sts.assumeRole(r -> r.roleArn(role).roleSessionName("one")),
        403,
        "AccessDenied",
        "User: " + name + " is not authorized to perform: sts:AssumeRole on resource: " + role);
  }

  /** What does not exist is told like what may not be assumed. */
  @Test
  void aRoleThatIsNotThereIsNotTold() {
    assertNotAssumed(root, root.arn("root"), root.arn("role/nowhere"));
  }

  @Test
  void anotherAccountNeedsTheExternalId() {
    IamClients deputy = user(other, "deputy");
    String role = root.arn("role/shared");
    root.iam.createRole(
        r ->
            r.roleName("shared")
                .assumeRolePolicyDocument(
                    trust(OTHER, "{\"StringEquals\":{\"sts:ExternalId\":\"12345\"}}")));
    other.iam.putUserPolicy(
        r ->
            r.userName("deputy")
                .policyName("p")
                .policyDocument(policy("Allow", "sts:AssumeRole", role)));

    assertNotAssumed(deputy, other.arn("user/deputy"), role);
    assertThat(
            deputy
                .sts
                .assumeRole(r -> r.roleArn(role).roleSessionName("one").externalId("12345"))
                .assumedRoleUser()
                .arn())
        .isEqualTo("arn:aws:sts::" + ACCOUNT + ":assumed-role/shared/one");
  }

  @Test
  void tagsOfASessionDecide() {
    IamClients caller = user(root, "tagging");
    root.iam.createRole(
        r -> r.roleName("tagged").assumeRolePolicyDocument(trust(root.arn("user/tagging"), "")));
    root.iam.putRolePolicy(
        r ->
            r.roleName("tagged")
                .policyName("p")
                .policyDocument(
                    policy("Allow", "iam:ListRoles", "*")
                        .replace(
                            "}}",
                            ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"red\"}}}}")));

    for (String team : new String[] {"red", "blue"}) {
      Credentials session =
          caller
              .sts
              .assumeRole(
                  r ->
                      r.roleArn(root.arn("role/tagged"))
                          .roleSessionName(team)
                          .tags(Tag.builder().key("team").value(team).build()))
              .credentials();
      if (team.equals("red")) {
        assertThat(root.as(session).iam.listRoles().roles()).isNotEmpty();
      } else {
        assertRefused(
            () -> root.as(session).iam.listRoles(),
            403,
            "AccessDenied",
            "User: arn:aws:sts::"
                + ACCOUNT
                + ":assumed-role/tagged/blue is not authorized to perform: iam:ListRoles on resource: "
                + root.arn("role/")
                + " because no identity-based policy allows the iam:ListRoles action");
      }
    }
  }

  @Test
  void aKeyIsCheckedAgainstItsSecretAndItsToken() {
    root.iam.createUser(r -> r.userName("forged"));
    AccessKey key = root.iam.createAccessKey(r -> r.userName("forged")).accessKey();
    Credentials session =
        root.as(key.accessKeyId(), key.secretAccessKey()).sts.getSessionToken().credentials();

    assertCode(root.as(key.accessKeyId(), "wrong"), "SignatureDoesNotMatch");
    assertCode(root.as(session.toBuilder().sessionToken("forged").build()), "InvalidClientTokenId");
    assertThat(root.as(session).sts.getCallerIdentity().arn()).isEqualTo(root.arn("user/forged"));
    root.iam.updateAccessKey(
        r -> r.userName("forged").accessKeyId(key.accessKeyId()).status("Inactive"));
    assertCode(root.as(key.accessKeyId(), key.secretAccessKey()), "InvalidClientTokenId");
  }

  private static void assertCode(IamClients caller, String code) {
    assertThat(IamClients.refusal(() -> caller.sts.getCallerIdentity()).awsErrorDetails())
        .extracting(details -> details.errorCode())
        .isEqualTo(code);
  }
}
