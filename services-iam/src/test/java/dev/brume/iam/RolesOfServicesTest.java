package dev.brume.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.RoleSession;
import dev.brume.iam.api.IamApi;
import dev.brume.iam.sts.ServiceRoles;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.testkit.TestEnvironment;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Roles that AWS services assume for their users.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html">Create
 *     a role to delegate permissions to an AWS service</a>
 */
class RolesOfServicesTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/r";
  private static final String LAMBDA = "lambda.amazonaws.com";
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:f";
  private static final String ALL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
          + "\"Resource\":\"*\"}]}";

  private final TestServer server = IamTestServer.in(Authorizer.Mode.ENFORCED);
  private final Surroundings world = server.environment().surroundings();
  private final IamAccounts accounts =
      new IamAccounts(world.store(), world.timeline(), world.ids());
  private final ServiceRoles roles =
      new ServiceRoles(accounts, new StoreSection(world.store(), world.outbox()));
  private final WireClient root = server.client(IamApi.SERVICE);

  private void role(String trusted, String condition) {
    root.ok(
        "CreateRole",
        "RoleName",
        "r",
        "AssumeRolePolicyDocument",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\""
            + trusted
            + "\"},\"Action\":\"sts:AssumeRole\""
            + condition
            + "}]}");
    root.ok("PutRolePolicy", "RoleName", "r", "PolicyName", "p", "PolicyDocument", ALL);
  }

  private boolean isAssumable(String roleArn) {
    return server.environment().request(() -> roles.isAssumable(roleArn, LAMBDA, FUNCTION));
  }

  private WireAnswer listRoles(RoleSession session) {
    return root.as(session.accessKeyId())
        .header("X-Amz-Security-Token", session.sessionToken())
        .call("ListRoles");
  }

  private RoleSession assume() {
    return roles.assume(TestEnvironment.SCOPE, ROLE, "f", 3600);
  }

  @Test
  void mustTrustTheService() {
    role(LAMBDA, "");
    assertThat(isAssumable(ROLE)).isTrue();
    assertThat(isAssumable(ROLE + "x")).isFalse();
    assertThat(isAssumable("arn:aws:iam::123456789012:role/path/r")).isFalse();
    root.ok("DeleteRolePolicy", "RoleName", "r", "PolicyName", "p");
    root.ok("DeleteRole", "RoleName", "r");
    role("ec2.amazonaws.com", "");
    assertThat(isAssumable(ROLE)).isFalse();
  }

  /** "Use the aws:SourceArn condition key to prevent the confused deputy problem." */
  @Test
  void mayTrustItForOneResource() {
    String condition = ",\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\"%s\"}}";
    role(LAMBDA, condition.formatted(FUNCTION));
    assertThat(isAssumable(ROLE)).isTrue();
    root.ok("DeleteRolePolicy", "RoleName", "r", "PolicyName", "p");
    root.ok("DeleteRole", "RoleName", "r");
    role(LAMBDA, condition.formatted(FUNCTION + "g"));
    assertThat(isAssumable(ROLE)).isFalse();
  }

  /** Tests that name roles of accounts without users and roles stay as they are. */
  @Test
  void areBelievedWhereNobodyTellsOfThem() {
    assertThat(isAssumable(ROLE)).isTrue();
  }

  @Test
  void lendTheirPermissionsAndName() {
    role(LAMBDA, "");
    RoleSession session = assume();
    listRoles(session).ok();
    JsonNode who =
        server
            .client(StsApi.SERVICE)
            .as(session.accessKeyId())
            .header("X-Amz-Security-Token", session.sessionToken())
            .ok("GetCallerIdentity");
    assertThat(who.path("Arn").asText()).isEqualTo("arn:aws:sts::123456789012:assumed-role/r/f");
    server.passSeconds(3601);
    listRoles(session).isError(403, "ExpiredToken");
  }

  /** "Deleting a role … any sessions lose their permissions", also if it is made again. */
  @Test
  void lendNothingOnceTheyAreGone() {
    role(LAMBDA, "");
    RoleSession session = assume();
    root.ok("DeleteRolePolicy", "RoleName", "r", "PolicyName", "p");
    root.ok("DeleteRole", "RoleName", "r");
    listRoles(session).isError(403, "AccessDenied");
    role(LAMBDA, "");
    listRoles(session).isError(403, "AccessDenied");
    listRoles(assume()).ok();
  }

  /**
   * "If you delete the user or role … the trust relationship is broken", also if it is made again;
   * the policy shows its unique id then.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-users">IAM
   *     user principals</a>
   */
  @Test
  void trustNobodyWhoWasMadeAgain() {
    String id = root.ok("CreateUser", "UserName", "ana").path("User").path("UserId").asText();
    root.ok(
        "CreateRole",
        "RoleName",
        "trusting",
        "AssumeRolePolicyDocument",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"AWS\":[\"arn:aws:iam::123456789012:user/ana\"]},\"Action\":\"sts:AssumeRole\"}]}");
    root.ok("UpdateUser", "UserName", "ana", "NewUserName", "anna", "NewPath", "/team/");
    assertThat(trustOf("trusting")).contains("arn:aws:iam::123456789012:user/team/anna");
    assume("anna").ok();
    root.ok("DeleteAccessKey", "UserName", "anna", "AccessKeyId", lastKey);
    root.ok("DeleteUser", "UserName", "anna");
    assertThat(trustOf("trusting")).contains(id).doesNotContain("anna");
    root.ok("CreateUser", "UserName", "anna", "Path", "/team/");
    assume("anna").isError(403, "AccessDenied");
  }

  private String lastKey;

  private WireAnswer assume(String user) {
    lastKey =
        root.ok("CreateAccessKey", "UserName", user).path("AccessKey").path("AccessKeyId").asText();
    return server
        .client(StsApi.SERVICE)
        .as(lastKey)
        .call(
            "AssumeRole",
            "RoleArn",
            "arn:aws:iam::123456789012:role/trusting",
            "RoleSessionName",
            "one");
  }

  private String trustOf(String role) {
    return URLDecoder.decode(
        root.ok("GetRole", "RoleName", role).path("Role").path("AssumeRolePolicyDocument").asText(),
        StandardCharsets.UTF_8);
  }

  /** A service that acts in a role has the role's permissions if the role trusts it. */
  @Test
  void areWhatServicesActIn() {
    role(LAMBDA, "");
    IamCallers callers = new IamCallers(world.store(), accounts);
    Authorizer authorizer = new Authorizer(Authorizer.Mode.ENFORCED, callers, world.timeline());
    AccessQuery query =
        new AccessQuery("s3:GetObject", AccessTarget.of("arn:aws:s3:::b/k", "123456789012"));
    server
        .environment()
        .request(
            () -> {
              CallerIdentity trusted = callers.assume(ROLE, LAMBDA, "x");
              assertThat(trusted.name()).isEqualTo("arn:aws:sts::123456789012:assumed-role/r/x");
              assertThat(authorizer.decide(trusted, query).isAllowed()).isTrue();
              CallerIdentity other = callers.assume(ROLE, "s3.amazonaws.com", "x");
              assertThat(authorizer.decide(other, query).isAllowed()).isFalse();
              assertThat(callers.assume("arn:aws:iam::444455556666:role/r", LAMBDA, "x")).isNull();
            });
  }

  /** "Session tags override … tags of the role with the same key"; keys don't differ by case. */
  @Test
  void yieldToTheTagsOfSessions() {
    root.ok(
        "CreateRole",
        "RoleName",
        "tagged",
        "AssumeRolePolicyDocument",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"AWS\":\"123456789012\"},\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]}]}",
        "Tags",
        List.of(Map.of("Key", "team", "Value", "blue")));
    root.ok(
        "PutRolePolicy",
        "RoleName",
        "tagged",
        "PolicyName",
        "p",
        "PolicyDocument",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
            + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
            + "{\"aws:PrincipalTag/team\":\"red\"}}}]}");
    JsonNode session =
        server
            .client(StsApi.SERVICE)
            .ok(
                "AssumeRole",
                "RoleArn",
                "arn:aws:iam::123456789012:role/tagged",
                "RoleSessionName",
                "one",
                "Tags",
                List.of(Map.of("Key", "Team", "Value", "red")))
            .path("Credentials");
    root.as(session.path("AccessKeyId").asText())
        .header("X-Amz-Security-Token", session.path("SessionToken").asText())
        .ok("ListRoles");
  }
}
