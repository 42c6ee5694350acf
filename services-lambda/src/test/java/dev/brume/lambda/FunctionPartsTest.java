package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a function has beside its code: versions, aliases, policies, tags, URLs, rules for
 * asynchronous invocations. Answers recorded on AWS, Lambda, November 2025.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html">Actions</a>
 */
class FunctionPartsTest {
  private static final String F = LambdaTestServer.ARN + "f";

  private final LambdaTestServer test = new LambdaTestServer();
  private final WireClient lambda = test.lambda;

  @BeforeEach
  void create() {
    test.create("f");
  }

  @Test
  void versionsAreMadeOnlyOfChanges() {
    JsonNode first = lambda.ok("PublishVersion", "FunctionName", "f", "Description", "first");
    assertThat(first.path("Version").asText()).isEqualTo("1");
    assertThat(first.path("State").asText()).isEqualTo("Active");
    assertThat(first.path("Description").asText()).isEqualTo("first");
    assertThat(lambda.ok("PublishVersion", "FunctionName", "f").path("RevisionId"))
        .isEqualTo(first.path("RevisionId"));
    lambda.ok("UpdateFunctionConfiguration", "FunctionName", "f", "Description", "second");
    assertThat(lambda.ok("PublishVersion", "FunctionName", "f").path("Version").asText())
        .isEqualTo("2");
    lambda.call("DeleteFunction", "FunctionName", "f", "Qualifier", "1").hasStatus(204);
    JsonNode left = lambda.ok("ListVersionsByFunction", "FunctionName", "f").path("Versions");
    assertThat(left.findValuesAsText("Version")).containsExactly("$LATEST", "2");
    assertThat(left.get(0).path("FunctionArn").asText()).isEqualTo(F + ":$LATEST");
    String sha = test.configuration("f").path("CodeSha256").asText();
    lambda
        .call("PublishVersion", "FunctionName", "f", "CodeSha256", "other")
        .isError(
            400,
            "InvalidParameterValueException",
            "CodeSHA256 (other) is different from current CodeSHA256 in $LATEST ("
                + sha
                + "). Please try again with the CodeSHA256 in $LATEST.");
  }

  @Test
  void aliasesRoute() {
    lambda.ok("PublishVersion", "FunctionName", "f");
    lambda.ok("UpdateFunctionConfiguration", "FunctionName", "f", "Description", "2");
    lambda.ok("PublishVersion", "FunctionName", "f");
    Map<String, Object> routing = Map.of("AdditionalVersionWeights", Map.of("2", 0.25));
    JsonNode alias = alias("live", "1", routing);
    assertThat(alias.path("AliasArn").asText()).isEqualTo(F + ":live");
    assertThat(alias.path("RoutingConfig").path("AdditionalVersionWeights").path("2").asDouble())
        .isEqualTo(0.25);
    refusedAlias("live", "1", routing, 409, "Alias already exists: " + F + ":live");
    refusedAlias("b", "2", routing, 400, "Invalid function version 2. Function version 2 is");
    refusedAlias("b", "$LATEST", routing, 400, "$LATEST is not supported for an alias pointing");
    refusedAlias("b", "9", Map.of(), 404, "Function not found: " + F + ":9");
    refusedAlias(
        "b",
        "1",
        Map.of("AdditionalVersionWeights", Map.of("2", 2.0)),
        400,
        "Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint:"
            + " Map value must satisfy constraint");
    assertThat(test.configuration("f:live").path("Version").asText()).isEqualTo("1");
    lambda.ok("UpdateAlias", "FunctionName", "f", "Name", "live", "RoutingConfig", Map.of());
    assertThat(lambda.ok("GetAlias", "FunctionName", "f", "Name", "live").has("RoutingConfig"))
        .isFalse();
    lambda.call("DeleteAlias", "FunctionName", "f", "Name", "live").hasStatus(204);
    lambda.call("DeleteAlias", "FunctionName", "f", "Name", "live").hasStatus(204);
    lambda
        .call("GetAlias", "FunctionName", "f", "Name", "live")
        .isError(404, "ResourceNotFoundException", "Cannot find alias arn: " + F + ":live");
    lambda
        .call("UpdateAlias", "FunctionName", "f", "Name", "live")
        .isError(404, "ResourceNotFoundException", "Alias not found: " + F + ":live");
  }

  private JsonNode alias(String name, String version, Map<String, Object> routing) {
    return lambda.ok(
        "CreateAlias",
        "FunctionName",
        "f",
        "Name",
        name,
        "FunctionVersion",
        version,
        "RoutingConfig",
        routing);
  }

  private void refusedAlias(
      String name, String version, Map<String, Object> routing, int status, String text) {
    assertThat(
            lambda
                .call(
                    "CreateAlias",
                    "FunctionName",
                    "f",
                    "Name",
                    name,
                    "FunctionVersion",
                    version,
                    "RoutingConfig",
                    routing)
                .hasStatus(status)
                .text())
        .contains(text);
  }

  @Test
  void policiesAreWrittenStatementByStatement() {
    lambda
        .call("GetPolicy", "FunctionName", "f")
        .isError(404, "ResourceNotFoundException", "The resource you requested does not exist.");
    String statement =
        lambda
            .ok(
                "AddPermission",
                "FunctionName",
                "f",
                "StatementId",
                "s3",
                "Action",
                "lambda:InvokeFunction",
                "Principal",
                "s3.amazonaws.com",
                "SourceArn",
                "arn:aws:s3:::bucket")
            .path("Statement")
            .asText();
    assertThat(statement)
        .isEqualTo(
            "{\"Sid\":\"s3\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},"
                + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\""
                + F
                + "\",\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::bucket\"}}}");
    JsonNode policy = lambda.ok("GetPolicy", "FunctionName", "f");
    assertThat(policy.path("Policy").asText())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + statement + "]}");
    assertThat(policy.path("RevisionId")).isEqualTo(test.configuration("f").path("RevisionId"));
    lambda
        .call("RemovePermission", "FunctionName", "f", "StatementId", "none")
        .isError(
            404, "ResourceNotFoundException", "Statement none is not found in resource policy.");
    lambda.call("RemovePermission", "FunctionName", "f", "StatementId", "s3").hasStatus(204);
    lambda.call("GetPolicy", "FunctionName", "f").isError(404, "ResourceNotFoundException");
  }

  @Test
  void tagsAreThoseOfFunctions() {
    lambda.call("TagResource", "Resource", F, "Tags", Map.of("a", "1", "b", "2")).hasStatus(204);
    assertThat(lambda.ok("GetFunction", "FunctionName", "f").path("Tags").path("b").asText())
        .isEqualTo("2");
    lambda.call("UntagResource", "Resource", F, "TagKeys", List.of("b", "c")).hasStatus(204);
    assertThat(lambda.ok("ListTags", "Resource", F).path("Tags")).hasSize(1);
    lambda
        .call("TagResource", "Resource", F + ":$LATEST", "Tags", Map.of("a", "1"))
        .isError(
            400,
            "InvalidParameterValueException",
            "Tags on function aliases and versions are not supported. Please specify a function"
                + " ARN.");
    lambda
        .call("TagResource", "Resource", F, "Tags", Map.of())
        .isError(
            400,
            "InvalidParameterValueException",
            "An error occurred and the request cannot be processed.");
    lambda
        .call("ListTags", "Resource", LambdaTestServer.ARN + "none")
        .isError(
            404,
            "ResourceNotFoundException",
            "Function not found: " + LambdaTestServer.ARN + "none");
  }

  @Test
  void urlsAreOneForEachAlias() {
    JsonNode made = lambda.ok("CreateFunctionUrlConfig", "FunctionName", "f", "AuthType", "NONE");
    assertThat(made.path("FunctionUrl").asText())
        .matches("http://[a-z2-7]{32}\\.lambda-url\\.eu-west-1\\.localhost:4566/");
    assertThat(made.has("InvokeMode")).isFalse();
    lambda
        .call("CreateFunctionUrlConfig", "FunctionName", "f", "AuthType", "NONE")
        .isError(
            409,
            "ResourceConflictException",
            "Failed to create function url config for [functionArn = "
                + F
                + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
    assertThat(lambda.ok("GetFunctionUrlConfig", "FunctionName", "f").path("InvokeMode").asText())
        .isEqualTo("BUFFERED");
    lambda
        .call("CreateFunctionUrlConfig", "FunctionName", "f", "AuthType", "NONE", "Qualifier", "1")
        .isError(
            400,
            "ValidationException",
            "1 validation error detected: Value '1' at 'qualifier' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern:"
                + " ((?!^\\d+$)^[0-9a-zA-Z-_]+$)");
    lambda
        .call("CreateFunctionUrlConfig", "FunctionName", "none", "AuthType", "NONE")
        .isError(404, "ResourceNotFoundException", "Function does not exist");
    assertThat(lambda.ok("ListFunctionUrlConfigs", "FunctionName", "f").path("FunctionUrlConfigs"))
        .hasSize(1);
    lambda.call("DeleteFunctionUrlConfig", "FunctionName", "f").hasStatus(204);
    lambda
        .call("GetFunctionUrlConfig", "FunctionName", "f")
        .isError(404, "ResourceNotFoundException", "The resource you requested does not exist.");
  }

  @Test
  void asynchronousInvocationsHaveRules() {
    lambda
        .call("PutFunctionEventInvokeConfig", "FunctionName", "f")
        .isError(
            400,
            "InvalidParameterValueException",
            "You must specify at least one of error handling or destination setting.");
    JsonNode put =
        lambda.ok("PutFunctionEventInvokeConfig", "FunctionName", "f", "MaximumRetryAttempts", 1);
    assertThat(put.path("FunctionArn").asText()).isEqualTo(F + ":$LATEST");
    assertThat(put.path("DestinationConfig").path("OnFailure")).isEmpty();
    lambda
        .call(
            "PutFunctionEventInvokeConfig",
            "FunctionName",
            "f",
            "DestinationConfig",
            Map.of("OnSuccess", Map.of("Destination", F)))
        .isError(
            400,
            "InvalidParameterValueException",
            "You can't specify the function as a destination for itself.");
    lambda.call("DeleteFunctionEventInvokeConfig", "FunctionName", "f").hasStatus(204);
    lambda
        .call("GetFunctionEventInvokeConfig", "FunctionName", "f")
        .isError(
            404,
            "ResourceNotFoundException",
            "The function " + F + ":$LATEST doesn't have an EventInvokeConfig");
  }

  @Test
  void layersHaveVersionsAndPolicies() {
    for (int i = 1; i <= 2; i++) {
      JsonNode made =
          lambda.ok(
              "PublishLayerVersion",
              "LayerName",
              "l",
              "Content",
              LambdaTestServer.code("layer" + i),
              "CompatibleRuntimes",
              List.of("python3.12"));
      assertThat(made.path("Version").asInt()).isEqualTo(i);
    }
    String arn = "arn:aws:lambda:eu-west-1:123456789012:layer:l";
    assertThat(
            lambda
                .ok("ListLayerVersions", "LayerName", "l")
                .path("LayerVersions")
                .findValuesAsText("Version"))
        .containsExactly("2", "1");
    lambda.ok("UpdateFunctionConfiguration", "FunctionName", "f", "Layers", List.of(arn + ":1"));
    assertThat(test.configuration("f").path("Layers").get(0).path("Arn").asText())
        .isEqualTo(arn + ":1");
    lambda
        .call(
            "UpdateFunctionConfiguration",
            "FunctionName",
            "f",
            "Layers",
            List.of(arn + ":1", arn + ":2"))
        .isError(
            400,
            "InvalidParameterValueException",
            "Two different versions of the same layer are not allowed to be referenced in the same"
                + " function. "
                + arn
                + ":1 and "
                + arn
                + ":2 are versions of the same layer.");
    lambda.ok(
        "AddLayerVersionPermission",
        "LayerName",
        "l",
        "VersionNumber",
        1,
        "StatementId",
        "s1",
        "Action",
        "lambda:GetLayerVersion",
        "Principal",
        "*");
    assertThat(
            lambda
                .ok("GetLayerVersionPolicy", "LayerName", "l", "VersionNumber", 1)
                .path("Policy")
                .asText())
        .contains("\"Principal\":\"*\",\"Action\":\"lambda:GetLayerVersion\"");
    test.server.assertKept(() -> lambda.ok("ListLayers"));
  }

  @Test
  void codeSigningIsKept() {
    JsonNode made =
        lambda
            .ok(
                "CreateCodeSigningConfig",
                "AllowedPublishers",
                Map.of(
                    "SigningProfileVersionArns",
                    List.of("arn:aws:signer:eu-west-1:123456789012:/signing-profiles/test")))
            .path("CodeSigningConfig");
    String arn = made.path("CodeSigningConfigArn").asText();
    assertThat(made.path("CodeSigningPolicies").path("UntrustedArtifactOnDeployment").asText())
        .isEqualTo("Warn");
    lambda.ok("PutFunctionCodeSigningConfig", "FunctionName", "f", "CodeSigningConfigArn", arn);
    assertThat(
            lambda
                .ok("ListFunctionsByCodeSigningConfig", "CodeSigningConfigArn", arn)
                .path("FunctionArns")
                .get(0)
                .asText())
        .isEqualTo(F);
    String other = arn.substring(0, arn.length() - 17) + "0".repeat(17);
    lambda
        .call("GetCodeSigningConfig", "CodeSigningConfigArn", other)
        .isError(
            404,
            "ResourceNotFoundException",
            "The Lambda code signing configuration " + other + " can not be found.");
  }

  @Test
  void theAccountKnowsItsLimits() {
    JsonNode settings = lambda.ok("GetAccountSettings");
    assertThat(settings.path("AccountLimit").path("ConcurrentExecutions").asInt()).isEqualTo(1000);
    assertThat(settings.path("AccountUsage").path("FunctionCount").asInt()).isEqualTo(1);
  }

  /** Recorded on AWS, Lambda, November 2025. */
  @Test
  void theModeOfAUrlIsShownOnceItWasNamed() {
    test.lambda.ok("CreateFunctionUrlConfig", "FunctionName", "f", "AuthType", "NONE");
    assertThat(
            test.lambda
                .ok("UpdateFunctionUrlConfig", "FunctionName", "f", "AuthType", "AWS_IAM")
                .has("InvokeMode"))
        .isFalse();
    assertThat(
            test.lambda.ok("GetFunctionUrlConfig", "FunctionName", "f").path("InvokeMode").asText())
        .isEqualTo("BUFFERED");
    test.lambda.ok("UpdateFunctionUrlConfig", "FunctionName", "f", "InvokeMode", "RESPONSE_STREAM");
    assertThat(
            test.lambda
                .ok("UpdateFunctionUrlConfig", "FunctionName", "f", "AuthType", "NONE")
                .path("InvokeMode")
                .asText())
        .isEqualTo("RESPONSE_STREAM");
  }

  /** Recorded on AWS, Lambda, November 2025. */
  @Test
  void aFunctionIsLookedForBeforeItsReservationIsJudged() {
    test.lambda
        .call(
            "PutFunctionConcurrency",
            "FunctionName",
            "doesnotexist",
            "ReservedConcurrentExecutions",
            -1)
        .isError(404, "ResourceNotFoundException");
    test.lambda
        .call("PutFunctionConcurrency", "FunctionName", "f", "ReservedConcurrentExecutions", -1)
        .isError(400, "ValidationException")
        .says(
            "1 validation error detected: Value '-1' at 'reservedConcurrentExecutions' failed to"
                + " satisfy constraint: Member must have value greater than or equal to 0");
  }

  /** Recorded on AWS, Lambda, November 2025: keys are not said to be not null, values are. */
  @Test
  void demandsOnKeysAndValuesAreToldInAwsWords() {
    test.lambda
        .call(
            "CreateAlias",
            "FunctionName",
            "f",
            "Name",
            "a",
            "FunctionVersion",
            "1",
            "RoutingConfig",
            Map.of("AdditionalVersionWeights", Map.of("$LATEST", 0.5)))
        .isError(400, "ValidationException")
        .says(
            "1 validation error detected: Value '{$LATEST=0.5}' at"
                + " 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map keys"
                + " must satisfy constraint: [Member must have length less than or equal to 1024,"
                + " Member must have length greater than or equal to 1, Member must satisfy regular"
                + " expression pattern: [0-9]+]");
  }
}
