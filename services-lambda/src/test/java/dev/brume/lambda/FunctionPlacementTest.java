package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a function's environments are given: tenants of their own, file systems, and policies as a
 * whole. The texts of refusals are not recorded.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/tenant-isolation.html">Tenant
 *     isolation</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html">
 *     Configuring file system access</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PutResourcePolicy.html">
 *     PutResourcePolicy</a>
 */
class FunctionPlacementTest {
  private static final String POINT =
      "arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0123456789abcdef0";

  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  @AfterEach
  void end() {
    test.close();
  }

  private WireAnswer invoke(String function, String tenant) {
    Map<String, Object> input = new HashMap<>(Map.of("FunctionName", function));
    if (tenant != null) {
      input.put("TenantId", tenant);
    }
    return test.call("Invoke", input);
  }

  @Test
  void tenantsDoNotShareEnvironments() {
    test.create(
        "f",
        "TenancyConfig",
        Map.of("TenantIsolationMode", "PER_TENANT"),
        "Code",
        LambdaTestServer.code(
            """
            calls = []
            def handler(event, context):
                calls.append(context.tenant_id)
                return calls
            """));
    assertThat(test.configuration("f").at("/TenancyConfig/TenantIsolationMode").asText())
        .isEqualTo("PER_TENANT");
    assertThat(invoke("f", "blue").text()).isEqualTo("[\"blue\"]");
    assertThat(invoke("f", "red").text()).isEqualTo("[\"red\"]");
    assertThat(invoke("f", "blue").text()).isEqualTo("[\"blue\", \"blue\"]");
    invoke("f", null)
        .isError(
            400,
            "InvalidParameterValueException",
            "The invoked function is enabled with tenancy configuration. Add a valid tenant ID in"
                + " your request and try again.");
    test.create("shared");
    invoke("shared", "blue").isError(400, "InvalidParameterValueException");
  }

  @Test
  void fileSystemsAreKeptForFunctionsInNetworks() {
    Map<String, Object> system = Map.of("Arn", POINT, "LocalMountPath", "/mnt/data");
    Map<String, Object> input = LambdaTestServer.input("f");
    input.put("FileSystemConfigs", List.of(system));
    test.call("CreateFunction", input).isError(400, "InvalidParameterValueException");
    input.put(
        "VpcConfig", Map.of("SubnetIds", List.of("subnet-1"), "SecurityGroupIds", List.of("sg-1")));
    JsonNode made = test.call("CreateFunction", input).ok();
    assertThat(made.at("/FileSystemConfigs/0/Arn").asText()).isEqualTo(POINT);
    JsonNode changed =
        test.ok("UpdateFunctionConfiguration", "FunctionName", "f", "FileSystemConfigs", List.of());
    assertThat(changed.has("FileSystemConfigs")).isFalse();
  }

  @Test
  void policiesAreSetAsAWhole() {
    test.create("f");
    String arn = LambdaTestServer.ARN + "f";
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"s3\",\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"s3.amazonaws.com\"},"
            + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\""
            + arn
            + "\"}]}";
    JsonNode put = test.ok("PutResourcePolicy", "ResourceArn", arn, "Policy", policy);
    assertThat(put.path("Policy").asText()).contains("\"Sid\":\"s3\"");
    assertThat(test.ok("GetPolicy", "FunctionName", "f").path("Policy").asText())
        .isEqualTo(put.path("Policy").asText());
    assertThat(test.ok("GetResourcePolicy", "ResourceArn", arn).path("RevisionId").asText())
        .isEqualTo(put.path("RevisionId").asText());
    test.ok("RemovePermission", "FunctionName", "f", "StatementId", "s3");
    test.lambda
        .call("GetResourcePolicy", "ResourceArn", arn)
        .isError(404, "ResourceNotFoundException", "The resource you requested does not exist.");
    test.lambda
        .call("PutResourcePolicy", "ResourceArn", arn, "Policy", "{}")
        .isError(400, "InvalidParameterValueException");
    test.ok("PutResourcePolicy", "ResourceArn", arn, "Policy", policy);
    test.lambda
        .call(
            "DeleteResourcePolicy",
            "ResourceArn",
            arn,
            "RevisionId",
            "00000000-0000-0000-0000-000000000000")
        .isError(412, "PreconditionFailedException");
    test.ok("DeleteResourcePolicy", "ResourceArn", arn);
  }

  /** Answer recorded on AWS, Lambda, 25 November 2025. */
  @Test
  void aVersionThatIsThereIsPublishedAgainAsItIs() {
    test.create("f", "Publish", true);
    JsonNode again = test.ok("PublishVersion", "FunctionName", "f");
    assertThat(again.path("Version").asText()).isEqualTo("1");
    assertThat(again.path("State").asText()).isEqualTo("Active");
    assertThat(again.path("LastUpdateStatus").asText()).isEqualTo("Successful");
  }

  /** Answers recorded on AWS, Lambda, 25 November 2025. */
  @Test
  void violationsAreToldInAwsOrderAndWords() {
    String name = "arn:aws:lambda:nowhere:123456789012:function:" + "f".repeat(120);
    Map<String, Object> input = LambdaTestServer.input(name);
    String text = test.call("CreateFunction", input).isError(400, "ValidationException").text();
    assertThat(text.indexOf("length less than or equal to 140"))
        .isPositive()
        .isLessThan(text.indexOf("regular expression"));
    Map<String, Object> network = LambdaTestServer.input("f");
    network.put(
        "VpcConfig", Map.of("SubnetIds", List.of("subnet-1"), "SecurityGroupIds", List.of("bad_")));
    assertThat(test.call("CreateFunction", network).isError(400, "ValidationException").text())
        .contains("Member must satisfy regular expression pattern: sg-[0-9a-zA-Z]*]\"");
  }
}
