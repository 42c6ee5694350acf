package dev.brume.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.Authorizer;
import dev.brume.iam.api.IamApi;
import dev.brume.testkit.WireClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccess.html">ListPoliciesGrantingServiceAccess</a>
 */
class ServiceAccessPoliciesTest {
  private final WireClient iam = IamTestServer.in(Authorizer.Mode.OFF).client(IamApi.SERVICE);

  @Test
  void areThoseOfAUserAndOfHisGroups() {
    String user = iam.ok("CreateUser", "UserName", "u").path("User").path("Arn").asText();
    iam.ok("CreateGroup", "GroupName", "g");
    iam.ok("AddUserToGroup", "UserName", "u", "GroupName", "g");
    iam.ok(
        "PutUserPolicy",
        "UserName",
        "u",
        "PolicyName",
        "inline",
        "PolicyDocument",
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"S3:GetObject\","
            + "\"Resource\":\"*\"}}");
    iam.ok(
        "AttachGroupPolicy",
        "GroupName",
        "g",
        "PolicyArn",
        "arn:aws:iam::aws:policy/AdministratorAccess");

    JsonNode answer =
        iam.ok(
                "ListPoliciesGrantingServiceAccess",
                "Arn",
                user,
                "ServiceNamespaces",
                List.of("s3", "sqs"))
            .path("PoliciesGrantingServiceAccess");

    assertThat(answer.path(0).path("Policies")).hasSize(2);
    assertThat(answer.path(0).path("Policies").path(0).path("EntityName").asText()).isEqualTo("u");
    assertThat(answer.path(1).path("Policies").path(0).path("PolicyName").asText())
        .isEqualTo("AdministratorAccess");
    iam.call(
            "ListPoliciesGrantingServiceAccess",
            "Arn",
            user + "x",
            "ServiceNamespaces",
            List.of("s3"))
        .isError(404, "NoSuchEntity");
  }
}
