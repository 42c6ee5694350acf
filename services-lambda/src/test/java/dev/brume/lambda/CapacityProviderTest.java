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
 * Capacity providers, and functions that name them. The texts of refusals are not recorded, except
 * that of an unknown provider (answer recorded on AWS, Lambda, 25 November 2025).
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateCapacityProvider.html">
 *     CreateCapacityProvider</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-version-publishing.html">
 *     $LATEST.PUBLISHED version in Lambda Managed Instances</a>
 */
class CapacityProviderTest {
  private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:capacity-provider:";
  private static final String PUBLISHED = "$LATEST.PUBLISHED";

  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  @AfterEach
  void end() {
    test.close();
  }

  private static Map<String, Object> input(String name, Object... more) {
    Map<String, Object> input = new HashMap<>();
    input.put("CapacityProviderName", name);
    input.put(
        "VpcConfig", Map.of("SubnetIds", List.of("subnet-1"), "SecurityGroupIds", List.of("sg-1")));
    input.put(
        "PermissionsConfig", Map.of("CapacityProviderOperatorRoleArn", LambdaTestServer.ROLE));
    for (int i = 0; i < more.length; i += 2) {
      input.put((String) more[i], more[i + 1]);
    }
    return input;
  }

  private JsonNode provider(String name, Object... more) {
    return test.call("CreateCapacityProvider", input(name, more)).ok().path("CapacityProvider");
  }

  private static Map<String, Object> on(String provider) {
    return Map.of(
        "LambdaManagedInstancesCapacityProviderConfig",
        Map.of("CapacityProviderArn", ARN + provider, "PerExecutionEnvironmentMaxConcurrency", 4));
  }

  private void managed(String name, Object... more) {
    Map<String, Object> input = LambdaTestServer.input(name, more);
    input.put("MemorySize", 4096);
    input.put("CapacityProviderConfig", on("p"));
    test.call("CreateFunction", input).ok();
  }

  @Test
  void areCreatedChangedListedAndDeleted() {
    JsonNode made = provider("p", "Tags", Map.of("team", "a"));
    assertThat(made.path("State").asText()).isEqualTo("Pending");
    JsonNode known =
        test.ok("GetCapacityProvider", "CapacityProviderName", ARN + "p").path("CapacityProvider");
    assertThat(known.path("CapacityProviderArn").asText()).isEqualTo(ARN + "p");
    assertThat(known.path("State").asText()).isEqualTo("Active");
    assertThat(known.at("/CapacityProviderScalingConfig/MaxVCpuCount").asInt()).isEqualTo(400);
    assertThat(known.at("/CapacityProviderScalingConfig/ScalingMode").asText()).isEqualTo("Auto");
    assertThat(known.at("/InstanceRequirements/Architectures/0").asText()).isEqualTo("x86_64");
    JsonNode changed =
        test.ok(
                "UpdateCapacityProvider",
                "CapacityProviderName",
                "p",
                "CapacityProviderScalingConfig",
                Map.of("MaxVCpuCount", 12))
            .path("CapacityProvider");
    assertThat(changed.at("/CapacityProviderScalingConfig/MaxVCpuCount").asInt()).isEqualTo(12);
    provider("q");
    JsonNode page = test.ok("ListCapacityProviders", "MaxItems", 1);
    assertThat(page.at("/CapacityProviders/0/CapacityProviderArn").asText()).isEqualTo(ARN + "p");
    JsonNode rest = test.ok("ListCapacityProviders", "Marker", page.path("NextMarker").asText());
    assertThat(rest.at("/CapacityProviders/0/CapacityProviderArn").asText()).isEqualTo(ARN + "q");
    assertThat(test.ok("ListTags", "Resource", ARN + "p").at("/Tags/team").asText()).isEqualTo("a");
    test.lambda
        .server()
        .assertKept(() -> test.lambda.ok("GetCapacityProvider", "CapacityProviderName", "p"));
    assertThat(
            test.ok("DeleteCapacityProvider", "CapacityProviderName", "p")
                .at("/CapacityProvider/State")
                .asText())
        .isEqualTo("Deleting");
    test.lambda
        .call("GetCapacityProvider", "CapacityProviderName", "p")
        .isError(404, "ResourceNotFoundException", "Capacity provider not found: " + ARN + "p");
  }

  @Test
  void refuseContradictions() {
    provider("p");
    refuse(input("p"), 409, "ResourceConflictException");
    refuse(
        input(
            "x",
            "InstanceRequirements",
            Map.of("AllowedInstanceTypes", List.of("a"), "ExcludedInstanceTypes", List.of("b"))),
        400,
        "InvalidParameterValueException");
    refuse(
        input("x", "CapacityProviderScalingConfig", Map.of("ScalingMode", "Manual")),
        400,
        "InvalidParameterValueException");
    refuse(
        input("x", "PropagateTags", Map.of("Mode", "Explicit")),
        400,
        "InvalidParameterValueException");
    refuse(
        input("x", "CapacityProviderScalingConfig", Map.of("MaxVCpuCount", 1)),
        400,
        "ValidationException");
  }

  private void refuse(Map<String, Object> input, int status, String code) {
    test.call("CreateCapacityProvider", input).isError(status, code);
  }

  @Test
  void haveFunctionsThatAreCalledWhenTheyArePublished() {
    provider("p");
    managed("f");
    assertThat(test.configuration("f").path("State").asText()).isEqualTo("ActiveNonInvocable");
    assertThat(
            test.configuration("f")
                .at(
                    "/CapacityProviderConfig/LambdaManagedInstancesCapacityProviderConfig"
                        + "/PerExecutionEnvironmentMaxConcurrency")
                .asInt())
        .isEqualTo(4);
    invoke("f", null).isError(404, "ResourceNotFoundException");
    invoke("f", "$LATEST").isError(409, "ResourceConflictException");
    JsonNode version =
        test.ok("PublishVersion", "FunctionName", "f", "PublishTo", "LATEST_PUBLISHED");
    assertThat(version.path("Version").asText()).isEqualTo(PUBLISHED);
    assertThat(version.path("FunctionArn").asText())
        .isEqualTo(LambdaTestServer.ARN + "f:" + PUBLISHED);
    invoke("f", null).hasStatus(200).hasHeader("X-Amz-Executed-Version", PUBLISHED);
    assertThat(test.ok("PublishVersion", "FunctionName", "f").path("Version").asText())
        .isEqualTo("1");
    JsonNode versions =
        test.ok("ListFunctionVersionsByCapacityProvider", "CapacityProviderName", "p");
    assertThat(versions.path("FunctionVersions").findValuesAsText("FunctionArn"))
        .containsExactly(LambdaTestServer.ARN + "f:" + PUBLISHED, LambdaTestServer.ARN + "f:1");
    test.lambda
        .call("DeleteCapacityProvider", "CapacityProviderName", "p")
        .isError(409, "ResourceConflictException");
  }

  private WireAnswer invoke(String function, String qualifier) {
    Map<String, Object> input = new HashMap<>(Map.of("FunctionName", function));
    if (qualifier != null) {
      input.put("Qualifier", qualifier);
    }
    return test.call("Invoke", input);
  }

  @Test
  void scaleVersionsDownToNothing() {
    provider("p");
    managed("f", "Publish", true, "PublishTo", "LATEST_PUBLISHED");
    JsonNode usual =
        test.ok("GetFunctionScalingConfig", "FunctionName", "f", "Qualifier", PUBLISHED);
    assertThat(usual.at("/AppliedFunctionScalingConfig/MinExecutionEnvironments").asInt())
        .isEqualTo(3);
    assertThat(scale(0, 0).ok().path("FunctionState").asText()).isEqualTo("Deactivated");
    invoke("f", null).isError(409, "ResourceConflictException");
    assertThat(scale(1, 5).ok().path("FunctionState").asText()).isEqualTo("Active");
    invoke("f", null).hasStatus(200);
    scale(6, 5).isError(400, "InvalidParameterValueException");
    test.create("usual");
    test.ok("PublishVersion", "FunctionName", "usual");
    test.lambda
        .call("GetFunctionScalingConfig", "FunctionName", "usual", "Qualifier", "1")
        .isError(400, "InvalidParameterValueException");
  }

  private WireAnswer scale(int minimum, int maximum) {
    return test.call(
        "PutFunctionScalingConfig",
        Map.of(
            "FunctionName",
            "f",
            "Qualifier",
            PUBLISHED,
            "FunctionScalingConfig",
            Map.of("MinExecutionEnvironments", minimum, "MaxExecutionEnvironments", maximum)));
  }

  @Test
  void needMemoryAndAProvider() {
    Map<String, Object> input = LambdaTestServer.input("f");
    input.put("CapacityProviderConfig", on("missing"));
    input.put("MemorySize", 4096);
    test.call("CreateFunction", input).isError(400, "InvalidParameterValueException");
    provider("missing");
    input.put("MemorySize", 512);
    test.call("CreateFunction", input).isError(400, "InvalidParameterValueException");
    test.create("usual");
    test.lambda
        .call("PublishVersion", "FunctionName", "usual", "PublishTo", "LATEST_PUBLISHED")
        .isError(400, "InvalidParameterValueException");
  }
}
