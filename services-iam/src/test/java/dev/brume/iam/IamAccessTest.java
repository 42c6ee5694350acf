package dev.brume.iam;

import dev.brume.core.access.Authorizer;
import dev.brume.iam.api.IamApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What IAM's operations need, and how IAM words denials: in AWS's words as its users have reported
 * them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Actions,
 *     resources, and condition keys for AWS IAM</a>
 */
class IamAccessTest {
  private static final String ALL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
          + "\"Resource\":\"*\"}]}";

  private final TestServer server = IamTestServer.in(Authorizer.Mode.ENFORCED);
  private final WireClient root = server.client(IamApi.SERVICE);
  private final WireClient ana = root.as(newKey());

  private String newKey() {
    root.ok("CreateUser", "UserName", "ana");
    return root.ok("CreateAccessKey", "UserName", "ana")
        .path("AccessKey")
        .path("AccessKeyId")
        .asText();
  }

  private void anaMay(String action, String resource) {
    root.ok(
        "PutUserPolicy",
        "UserName",
        "ana",
        "PolicyName",
        "p",
        "PolicyDocument",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
            + action
            + ",\"Resource\":\""
            + resource
            + "\"}]}");
  }

  private static String denial(String action, String resource) {
    return "User: arn:aws:iam::123456789012:user/ana is not authorized to perform: iam:%s on"
            .formatted(action)
        + " resource: %s because no identity-based policy allows the iam:%s action"
            .formatted(resource, action);
  }

  @Test
  void denialsNameTheResource() {
    ana.call("ListUsers")
        .isError(403, "AccessDenied", denial("ListUsers", "arn:aws:iam::123456789012:user/"));
    ana.call("ListRoles", "PathPrefix", "/team/")
        .isError(403, "AccessDenied", denial("ListRoles", "arn:aws:iam::123456789012:role/team/"));
    ana.call("ListAccountAliases").isError(403, "AccessDenied", denial("ListAccountAliases", "*"));
    ana.call("GetUser", "UserName", "x")
        .isError(403, "AccessDenied", denial("GetUser", "arn:aws:iam::123456789012:user/x"));
  }

  @Test
  void tagsOfNewResourcesNeedThePermissionToTag() {
    Object[] role = {
      "RoleName",
      "r",
      "AssumeRolePolicyDocument",
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"AWS\":\"123456789012\"},\"Action\":\"sts:AssumeRole\"}]}",
      "Tags",
      List.of(Map.of("Key", "k", "Value", "v"))
    };
    anaMay("\"iam:CreateRole\"", "*");
    ana.call("CreateRole", role)
        .isError(403, "AccessDenied", denial("TagRole", "arn:aws:iam::123456789012:role/r"));
    anaMay("[\"iam:CreateRole\",\"iam:TagRole\"]", "*");
    ana.ok("CreateRole", role);
  }

  /**
   * "Set permissions boundaries on IAM entities: delegating responsibility": a user's boundary is a
   * condition of what changes the user's permissions.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate">Delegating
   *     responsibility to others using permissions boundaries</a>
   */
  @Test
  void boundariesOfUsersAreConditions() {
    String boundary =
        root.ok("CreatePolicy", "PolicyName", "b", "PolicyDocument", ALL)
            .path("Policy")
            .path("Arn")
            .asText();
    root.ok("CreateUser", "UserName", "in", "PermissionsBoundary", boundary);
    root.ok("CreateUser", "UserName", "out");
    root.ok(
        "PutUserPolicy",
        "UserName",
        "ana",
        "PolicyName",
        "p",
        "PolicyDocument",
        ALL.replace(
            "\"Resource\":\"*\"",
            "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"iam:PermissionsBoundary\":\""
                + boundary
                + "\"}}"));
    ana.ok("PutUserPolicy", "UserName", "in", "PolicyName", "q", "PolicyDocument", ALL);
    ana.call("PutUserPolicy", "UserName", "out", "PolicyName", "q", "PolicyDocument", ALL)
        .isError(403, "AccessDenied");
    ana.ok("PutUserPermissionsBoundary", "UserName", "out", "PermissionsBoundary", boundary);
    ana.call("CreateUser", "UserName", "new").isError(403, "AccessDenied");
    ana.ok("CreateUser", "UserName", "new", "PermissionsBoundary", boundary);
  }
}
