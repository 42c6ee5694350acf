package dev.brume.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.Authorizer;
import dev.brume.iam.api.IamApi;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Temporary credentials of users have the permissions that the user has now, under whatever name,
 * and none once it is gone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html">GetSessionToken</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html">GetFederationToken</a>
 */
class SessionsOfUsersTest {
  private static final String ALL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
          + "\"Resource\":\"*\"}]}";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"AWS\":\"123456789012\"},\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\","
          + "\"sts:SetSourceIdentity\"]}]}";

  private final TestServer server = IamTestServer.in(Authorizer.Mode.ENFORCED);
  private final WireClient root = server.client(IamApi.SERVICE);
  private final WireClient sts = server.client(StsApi.SERVICE);
  private String key;

  private void newUser() {
    root.ok("CreateUser", "UserName", "ana");
    root.ok("PutUserPolicy", "UserName", "ana", "PolicyName", "p", "PolicyDocument", ALL);
    key =
        root.ok("CreateAccessKey", "UserName", "ana")
            .path("AccessKey")
            .path("AccessKeyId")
            .asText();
  }

  private void deleteUser() {
    root.ok("DeleteAccessKey", "UserName", "ana", "AccessKeyId", key);
    root.ok("DeleteUserPolicy", "UserName", "ana", "PolicyName", "p");
    root.ok("DeleteUser", "UserName", "ana");
  }

  private WireAnswer assume(JsonNode session, Object... more) {
    return with(sts, session).call("AssumeRole", more);
  }

  private static WireClient with(WireClient client, JsonNode session) {
    return client
        .as(session.path("AccessKeyId").asText())
        .header("X-Amz-Security-Token", session.path("SessionToken").asText());
  }

  private WireAnswer assumeRole(JsonNode session) {
    return assume(session, "RoleArn", "arn:aws:iam::123456789012:role/r", "RoleSessionName", "one");
  }

  @Test
  void endWithTheUser() {
    root.ok("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", TRUST);
    newUser();
    JsonNode session = sts.as(key).ok("GetSessionToken").path("Credentials");
    assumeRole(session).ok();
    deleteUser();
    assumeRole(session).isError(403, "AccessDenied");
    with(root, session).call("ListUsers").isError(403, "AccessDenied");
    server.passSeconds(1);
    newUser();
    assumeRole(session).isError(403, "AccessDenied");
  }

  @Test
  void outlastOtherNames() {
    root.ok("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", TRUST);
    newUser();
    JsonNode session = sts.as(key).ok("GetSessionToken").path("Credentials");
    root.ok("UpdateUser", "UserName", "ana", "NewUserName", "anna");
    assumeRole(session).ok();
    assertThat(with(sts, session).ok("GetCallerIdentity").path("Arn").asText())
        .endsWith("user/anna");
  }

  @Test
  void ofFederatedUsersEndWithTheUser() {
    newUser();
    JsonNode session =
        sts.as(key).ok("GetFederationToken", "Name", "fay", "Policy", ALL).path("Credentials");
    deleteUser();
    server.passSeconds(1);
    newUser();
    with(sts, session)
        .call("GetWebIdentityToken", "Audience", List.of("a"), "SigningAlgorithm", "RS256")
        .isError(403, "AccessDenied");
  }

  /** "After the source identity is set, the value cannot be changed." */
  @Test
  void keepTheirSourceIdentity() {
    root.ok("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", TRUST);
    root.ok("PutRolePolicy", "RoleName", "r", "PolicyName", "p", "PolicyDocument", ALL);
    Object[] role = {
      "RoleArn",
      "arn:aws:iam::123456789012:role/r",
      "RoleSessionName",
      "one",
      "SourceIdentity",
      "ana"
    };
    JsonNode first = sts.ok("AssumeRole", role).path("Credentials");
    assume(first, role).ok();
    role[5] = "eve";
    assume(first, role).isError(403, "AccessDenied");
  }

  /** "You can't create a tag key with the prefix aws:". AWS's text for that is not known. */
  @Test
  void takeNoReservedTags() {
    root.ok("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", TRUST);
    sts.call(
            "AssumeRole",
            "RoleArn",
            "arn:aws:iam::123456789012:role/r",
            "RoleSessionName",
            "one",
            "Tags",
            List.of(Map.of("Key", "aws:x", "Value", "y")))
        .isError(400, "InvalidParameterValue", "Tag keys that begin with aws: are reserved.");
  }
}
