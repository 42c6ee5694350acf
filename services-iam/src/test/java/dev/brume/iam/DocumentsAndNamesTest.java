package dev.brume.iam;

import dev.brume.core.access.Authorizer;
import dev.brume.iam.api.IamApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults of policies and names, in AWS's words as its users have reported them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Resource</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM
 *     name requirements</a>
 */
class DocumentsAndNamesTest {
  private final TestServer server = IamTestServer.in(Authorizer.Mode.OFF);
  private final WireClient iam = server.client(IamApi.SERVICE);

  private WireAnswer create(String resource) {
    return iam.call(
        "CreatePolicy",
        "PolicyName",
        "p",
        "PolicyDocument",
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
            + "\"Resource\":\""
            + resource
            + "\"}}");
  }

  @Test
  void resourcesAreOfAPartition() {
    create("arn:foo:s3:::b")
        .isError(
            400,
            "MalformedPolicyDocument",
            "Partition \"foo\" is not valid for resource \"arn:foo:s3:::b\".");
    create("arn:*:s3:::b").ok();
  }

  /** "You cannot use a wildcard in the service segment". */
  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:*:::b", "arn:aws:s?:::b"})
  void resourcesNameTheirService(String resource) {
    create(resource)
        .isError(
            400,
            "MalformedPolicyDocument",
            "Resource vendor must be fully qualified and cannot contain regexes.");
  }

  @ParameterizedTest
  @CsvSource({"x", "/x", "x/", "/a b/"})
  void pathsBeginAndEndWithSlashes(String path) {
    iam.call("CreateUser", "UserName", "u", "Path", path)
        .isError(
            400,
            "ValidationError",
            "The specified value for path is invalid. It must begin and end with / and contain only"
                + " alphanumeric characters and/or / characters.");
  }

  @Test
  void principalsAreNamedWithTheirType() {
    iam.call(
            "CreateRole",
            "RoleName",
            "r",
            "AssumeRolePolicyDocument",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
                + "\"sts:AssumeRole\",\"Principal\":{\"Service\":\"nonsense\"}}}")
        .isError(
            400,
            "MalformedPolicyDocument",
            "Invalid principal in policy: \"SERVICE\":\"nonsense\"");
  }

  /** "Your account alias must be unique … within a given network partition." */
  @Test
  void aliasesBelongToOneAccount() {
    WireClient other = iam.as("444455556666");
    iam.ok("CreateAccountAlias", "AccountAlias", "one");
    other
        .call("CreateAccountAlias", "AccountAlias", "one")
        .isError(409, "EntityAlreadyExists", "The account alias one already exists.");
    iam.ok("CreateAccountAlias", "AccountAlias", "two");
    other.ok("CreateAccountAlias", "AccountAlias", "one");
    iam.ok("DeleteAccountAlias", "AccountAlias", "two");
    other.ok("CreateAccountAlias", "AccountAlias", "two");
  }
}
