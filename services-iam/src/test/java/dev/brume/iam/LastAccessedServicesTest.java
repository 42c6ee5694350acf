package dev.brume.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.Authorizer;
import dev.brume.iam.api.IamApi;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import org.junit.jupiter.api.Test;

/**
 * Reports of services that entities may use, and of when they did. AWS's words for what is not
 * there are not documented.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html">GenerateServiceLastAccessedDetails</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetailsWithEntities.html">GetServiceLastAccessedDetailsWithEntities</a>
 */
class LastAccessedServicesTest {
  private static final String ACCOUNT = "arn:aws:iam::123456789012:";
  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:Get*\",\"sts:*\"],\"Resource\":\"*\"}]}";

  private final TestServer server = IamTestServer.in(Authorizer.Mode.OFF);
  private final WireClient iam = server.client(IamApi.SERVICE);

  private JsonNode report(String resource) {
    String job = job(resource);
    return iam.ok("GetServiceLastAccessedDetails", "JobId", job);
  }

  private String job(String resource) {
    return iam.ok("GenerateServiceLastAccessedDetails", "Arn", ACCOUNT + resource)
        .path("JobId")
        .asText();
  }

  private void createUser(String name) {
    iam.ok("CreateUser", "UserName", name);
    iam.ok("PutUserPolicy", "UserName", name, "PolicyName", "p", "PolicyDocument", POLICY);
  }

  private String callAs(String user) {
    String key =
        iam.ok("CreateAccessKey", "UserName", user).path("AccessKey").path("AccessKeyId").asText();
    server.client(StsApi.SERVICE).as(key).ok("GetCallerIdentity");
    return key;
  }

  /** Every service that the policies allow is listed, in the order of the namespaces. */
  @Test
  void tellWhatAUserMayAndDid() {
    createUser("ana");
    JsonNode before = report("user/ana");
    assertThat(before.path("JobStatus").asText()).isEqualTo("COMPLETED");
    assertThat(before.path("JobType").asText()).isEqualTo("SERVICE_LEVEL");
    JsonNode services = before.path("ServicesLastAccessed");
    assertThat(services.findValuesAsText("ServiceNamespace")).containsExactly("s3", "sts");
    assertThat(services.path(0).path("ServiceName").asText()).isEqualTo("Amazon S3");
    assertThat(services.path(1).path("TotalAuthenticatedEntities").asInt()).isZero();
    assertThat(services.path(1).has("LastAuthenticated")).isFalse();

    callAs("ana");

    JsonNode sts = report("user/ana").path("ServicesLastAccessed").path(1);
    assertThat(sts.path("TotalAuthenticatedEntities").asInt()).isEqualTo(1);
    assertThat(sts.path("LastAuthenticatedEntity").asText()).isEqualTo(ACCOUNT + "user/ana");
    assertThat(sts.path("LastAuthenticatedRegion").asText()).isEqualTo("eu-west-1");
    assertThat(sts.has("LastAuthenticated")).isTrue();
    server.assertKept(() -> report("user/ana").path("ServicesLastAccessed"));
  }

  /** "Entities … that used the policy", of a group its users; who did it last comes first. */
  @Test
  void tellWhoDidIt() {
    iam.ok("CreateGroup", "GroupName", "team");
    iam.ok("PutGroupPolicy", "GroupName", "team", "PolicyName", "p", "PolicyDocument", POLICY);
    for (String name : new String[] {"ana", "bob"}) {
      iam.ok("CreateUser", "UserName", name);
      iam.ok("AddUserToGroup", "GroupName", "team", "UserName", name);
    }
    callAs("bob");
    JsonNode details =
        iam.ok(
            "GetServiceLastAccessedDetailsWithEntities",
            "JobId",
            job("group/team"),
            "ServiceNamespace",
            "sts");
    JsonNode entities = details.path("EntityDetailsList");
    assertThat(entities).hasSize(2);
    assertThat(entities.path(0).path("EntityInfo").path("Name").asText()).isEqualTo("bob");
    assertThat(entities.path(0).path("EntityInfo").path("Type").asText()).isEqualTo("USER");
    assertThat(entities.path(1).has("LastAuthenticated")).isFalse();
    JsonNode page =
        iam.ok(
            "GetServiceLastAccessedDetailsWithEntities",
            "JobId",
            job("group/team"),
            "ServiceNamespace",
            "sts",
            "MaxItems",
            1);
    assertThat(page.path("IsTruncated").asBoolean()).isTrue();
  }

  @Test
  void tellWhatARoleAndAPolicyAllow() {
    String trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"AWS\":\"123456789012\"},\"Action\":\"sts:AssumeRole\"}]}";
    iam.ok("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", trust);
    iam.ok("CreatePolicy", "PolicyName", "p", "PolicyDocument", POLICY);
    iam.ok("AttachRolePolicy", "RoleName", "r", "PolicyArn", ACCOUNT + "policy/p");
    String session =
        server
            .client(StsApi.SERVICE)
            .ok("AssumeRole", "RoleArn", ACCOUNT + "role/r", "RoleSessionName", "one")
            .path("Credentials")
            .path("AccessKeyId")
            .asText();
    server.client(StsApi.SERVICE).as(session).ok("GetCallerIdentity");
    for (String resource : new String[] {"role/r", "policy/p"}) {
      JsonNode sts = report(resource).path("ServicesLastAccessed").path(1);
      assertThat(sts.path("LastAuthenticatedEntity").asText())
          .as(resource)
          .isEqualTo(ACCOUNT + "role/r");
    }
  }

  @Test
  void areOfSomethingThatIs() {
    iam.call("GenerateServiceLastAccessedDetails", "Arn", ACCOUNT + "user/nobody")
        .isError(404, "NoSuchEntity");
    iam.call("GenerateServiceLastAccessedDetails", "Arn", ACCOUNT + "policy/none")
        .isError(404, "NoSuchEntity");
    iam.call("GetServiceLastAccessedDetails", "JobId", "00000000-0000-0000-0000-000000000000")
        .isError(404, "NoSuchEntity");
    createUser("ana");
    iam.call(
            "GenerateServiceLastAccessedDetails",
            "Arn",
            ACCOUNT + "user/ana",
            "Granularity",
            "ACTION_LEVEL")
        .isError(501, "NotImplemented");
  }
}
