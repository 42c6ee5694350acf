package dev.brume.iam.sts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.Authorizer;
import dev.brume.iam.IamTestServer;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions of root users. AWS's words for principals and policies that are none are not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html">AssumeRoot</a>
 */
class AssumeRootTest {
  private static final String MEMBER = "444455556666";
  private static final String TASK = "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy";

  private static WireAnswer assume(TestServer server, String principal, String task) {
    return server
        .client(StsApi.SERVICE)
        .call("AssumeRoot", "TargetPrincipal", principal, "TaskPolicyArn", Map.of("arn", task));
  }

  @ParameterizedTest
  @ValueSource(strings = {MEMBER, "arn:aws:iam::" + MEMBER + ":root"})
  void actForTheRootUserOfAnAccount(String principal) {
    TestServer server = IamTestServer.in(Authorizer.Mode.OFF);
    JsonNode session = assume(server, principal, TASK).ok().path("Credentials");
    JsonNode who =
        server
            .client(StsApi.SERVICE)
            .as(session.path("AccessKeyId").asText())
            .header("X-Amz-Security-Token", session.path("SessionToken").asText())
            .ok("GetCallerIdentity");
    assertThat(who.path("Arn").asText()).isEqualTo("arn:aws:iam::" + MEMBER + ":root");
    assertThat(who.path("Account").asText()).isEqualTo(MEMBER);
    assertThat(who.path("UserId").asText()).isEqualTo(MEMBER);
  }

  @Test
  void lastQuarterOfAnHourAtMost() {
    TestServer server = IamTestServer.in(Authorizer.Mode.OFF);
    WireClient sts = server.client(StsApi.SERVICE);
    sts.call(
            "AssumeRoot",
            "TargetPrincipal",
            MEMBER,
            "TaskPolicyArn",
            Map.of("arn", TASK),
            "DurationSeconds",
            901)
        .isError(400, "ValidationError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::aws:policy/AdministratorAccess",
        "arn:aws:iam::aws:policy/root-task/Nothing",
        "arn:aws:iam::444455556666:policy/root-task/S3UnlockBucketPolicy"
      })
  void takeThePoliciesForTasksOfRootOnly(String task) {
    assume(IamTestServer.in(Authorizer.Mode.OFF), MEMBER, task)
        .isError(400, "ValidationError", task + " is invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::444455556666:user/x",
        "arn:aws:iam::444455556666:role/x",
        "arn:aws:sts::444455556666:root",
        "12345678901x"
      })
  void areOfRootUsersOnly(String principal) {
    assume(IamTestServer.in(Authorizer.Mode.OFF), principal, TASK)
        .isError(400, "ValidationError", principal + " is invalid");
  }

  /** Central root access belongs to organizations, which are not here. */
  @Test
  void areRefusedWhereAccessIsEnforced() {
    assume(IamTestServer.in(Authorizer.Mode.ENFORCED), MEMBER, TASK)
        .isError(
            403,
            "AccessDenied",
            "User: arn:aws:iam::123456789012:root is not authorized to perform: sts:AssumeRoot on"
                + " resource: arn:aws:iam::444455556666:root");
  }
}
