package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Functions are made, changed, read and deleted. Answers recorded on AWS, Lambda, November 2025 and
 * January 2026.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">
 *     CreateFunction</a>
 */
class FunctionTest {
  private final LambdaTestServer test = new LambdaTestServer();
  private final WireClient lambda = test.lambda;

  @Test
  void isPendingAtFirstAndActiveWhenLookedAt() {
    JsonNode made = test.create("f");
    assertThat(made.path("State").asText()).isEqualTo("Pending");
    assertThat(made.path("StateReason").asText()).isEqualTo("The function is being created.");
    assertThat(made.path("StateReasonCode").asText()).isEqualTo("Creating");
    assertThat(made.has("LastUpdateStatus")).isFalse();
    assertThat(made.path("FunctionArn").asText()).isEqualTo(LambdaTestServer.ARN + "f");
    assertThat(made.path("Timeout").asInt()).isEqualTo(3);
    assertThat(made.path("MemorySize").asInt()).isEqualTo(128);
    assertThat(made.path("EphemeralStorage").path("Size").asInt()).isEqualTo(512);
    assertThat(made.path("LoggingConfig").path("LogGroup").asText()).isEqualTo("/aws/lambda/f");
    assertThat(made.has("Environment")).isFalse();

    JsonNode active = test.configuration("f");
    assertThat(active.path("State").asText()).isEqualTo("Active");
    assertThat(active.path("LastUpdateStatus").asText()).isEqualTo("Successful");
    assertThat(active.path("RevisionId")).isNotEqualTo(made.path("RevisionId"));
    test.server.assertKept(() -> test.configuration("f"));
  }

  @Test
  void isThereOnce() {
    test.create("f");
    lambda
        .call("CreateFunction", LambdaTestServer.input("f"))
        .isError(409, "ResourceConflictException", "Function already exist: f");
  }

  @Test
  void givesOutItsCode() {
    test.create("f");
    String location =
        lambda.ok("GetFunction", "FunctionName", "f").path("Code").path("Location").asText();
    assertThat(location).startsWith("http://localhost:4566/_aws/lambda/code/");
    byte[] zip = LambdaTestServer.zip("index.py", "def handler(event, context): return event");
    assertThat(
            lambda
                .send("GET", location.substring("http://localhost:4566".length()), "")
                .hasStatus(200)
                .hasHeader("Content-Type", "application/zip"))
        .isNotNull();
    assertThat(test.configuration("f").path("CodeSize").asInt()).isEqualTo(zip.length);
  }

  @Test
  void takesItsCodeFromBuckets() {
    test.objects.put("bucket/code.zip", LambdaTestServer.zip("index.py", "pass"));
    test.create("f", "Code", Map.of("S3Bucket", "bucket", "S3Key", "code.zip"));
    lambda
        .call(
            "CreateFunction",
            LambdaTestServer.input("g", "Code", Map.of("S3Bucket", "bucket", "S3Key", "other")))
        .isError(
            400,
            "InvalidParameterValueException",
            "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The"
                + " specified key does not exist.");
  }

  @Test
  void isRefusedForWhatItCannotBe() {
    refused("Runtime", "python2.7", "The runtime parameter of python2.7 is no longer supported");
    refused("Runtime", "PYTHON3.9", "Value PYTHON3.9 at 'runtime' failed to satisfy constraint");
    refused("Runtime", "-", "Runtime and Handler are mandatory parameters for functions");
    refused("Code", Map.of(), "Please provide a source for function code.");
    refused(
        "Code",
        Map.of("ZipFile", LambdaTestServer.base64("text".getBytes(StandardCharsets.UTF_8))),
        "Could not unzip uploaded file. Please check your file, then try to upload again.");
    byte[] whole = LambdaTestServer.zip("index.py", "pass");
    refused(
        "Code",
        Map.of("ZipFile", LambdaTestServer.base64(Arrays.copyOf(whole, whole.length - 30))),
        "Could not unzip uploaded file. Please check your file, then try to upload again.");
    // AWS's words for an entry outside of the function's folder are not known.
    refused(
        "Code",
        Map.of("ZipFile", LambdaTestServer.base64(LambdaTestServer.zip("a/../../b.py", "pass"))),
        "Could not unzip uploaded file. Please check your file, then try to upload again.");
    refused(
        "Environment",
        Map.of("Variables", Map.of("AWS_REGION", "x")),
        "Lambda was unable to configure your environment variables because the environment"
            + " variables you have provided contains reserved keys");
    refused(
        "Environment",
        Map.of("Variables", Map.of("LARGE", "x".repeat(4096))),
        "Lambda was unable to configure your environment variables because the environment"
            + " variables you have provided exceeded the 4KB limit. String measured: {\"LARGE\":");
    refused(
        "Layers",
        List.of("arn:aws:lambda:eu-west-1:123456789012:layer:none:1"),
        "Layer version arn:aws:lambda:eu-west-1:123456789012:layer:none:1 does not exist.");
    refused(
        "Layers",
        List.of("arn:aws:lambda:us-east-1:123456789012:layer:none:1"),
        "Layers are not in the same region as the function. Layers are expected to be in region"
            + " eu-west-1.");
    lambda
        .call("CreateFunction", LambdaTestServer.input("f", "Role", "r1"))
        .isError(400, "ValidationException");
  }

  private void refused(String member, Object value, String text) {
    assertThat(
            lambda
                .call("CreateFunction", LambdaTestServer.input("f", member, value))
                .isError(400, "InvalidParameterValueException")
                .text())
        .contains(text.replace("\"", "\\\""));
  }

  @Test
  void isNamedInManyWays() {
    test.create("f");
    for (String name :
        List.of("f", "123456789012:function:f", "function:f", LambdaTestServer.ARN + "f")) {
      assertThat(test.configuration(name).path("FunctionName").asText()).isEqualTo("f");
    }
    assertThat(test.configuration("f:$LATEST").path("FunctionArn").asText())
        .isEqualTo(LambdaTestServer.ARN + "f:$LATEST");
    lambda
        .call("GetFunction", "FunctionName", "f:$LATEST", "Qualifier", "1")
        .isError(
            400,
            "InvalidParameterValueException",
            "The derived qualifier from the function name does not match the specified"
                + " qualifier.");
    lambda
        .call("GetFunction", "FunctionName", "f", "Qualifier", "7")
        .isError(
            404,
            "ResourceNotFoundException",
            "Function not found: " + LambdaTestServer.ARN + "f:7");
    lambda
        .call("GetFunction", "FunctionName", "arn:aws:lambda:us-east-1:123456789012:function:f")
        .isError(
            404,
            "ResourceNotFoundException",
            "Functions from 'us-east-1' are not reachable in this region ('eu-west-1')");
    lambda
        .call("GetFunction", "FunctionName", "arn:aws:lambda:eu-west-1:222222222222:function:f")
        .isError(403, "AccessDeniedException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f | $LATEST | 400 | $LATEST version cannot be deleted without deleting the function.",
        "f | live | 400 | Deletion of aliases is not currently supported.",
        "g | $latest | 404 | Function not found: arn:aws:lambda:eu-west-1:123456789012:function:g",
      })
  void isNotDeletedByEveryQualifier(String name, String qualifier, int status, String text) {
    test.create("f");
    assertThat(
            lambda
                .call("DeleteFunction", "FunctionName", name, "Qualifier", qualifier)
                .hasStatus(status)
                .text())
        .contains(text);
  }

  @Test
  void isGoneWithAllThatBelongsToIt() {
    test.create("f", "Publish", true);
    lambda.ok("CreateAlias", "FunctionName", "f", "Name", "live", "FunctionVersion", "1");
    lambda.call("DeleteFunction", "FunctionName", "f").hasStatus(204);
    lambda.call("GetFunction", "FunctionName", "f").isError(404, "ResourceNotFoundException");
    test.create("f");
    assertThat(lambda.ok("ListAliases", "FunctionName", "f").path("Aliases")).isEmpty();
    assertThat(lambda.ok("ListVersionsByFunction", "FunctionName", "f").path("Versions"))
        .hasSize(1);
  }

  @Test
  void changesItsConfigurationAndRevision() {
    test.create("f");
    String revision = test.configuration("f").path("RevisionId").asText();
    lambda
        .call("UpdateFunctionConfiguration", "FunctionName", "f", "RevisionId", "other")
        .isError(
            412,
            "PreconditionFailedException",
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    JsonNode changed =
        lambda.ok(
            "UpdateFunctionConfiguration",
            "FunctionName",
            "f",
            "RevisionId",
            revision,
            "MemorySize",
            512,
            "LoggingConfig",
            Map.of("LogFormat", "JSON"));
    assertThat(changed.path("LastUpdateStatus").asText()).isEqualTo("InProgress");
    assertThat(changed.path("State").asText()).isEqualTo("Active");
    assertThat(changed.path("LoggingConfig").path("SystemLogLevel").asText()).isEqualTo("INFO");
    JsonNode after = test.configuration("f");
    assertThat(after.path("LastUpdateStatus").asText()).isEqualTo("Successful");
    assertThat(after.path("MemorySize").asInt()).isEqualTo(512);
    assertThat(after.path("Timeout").asInt()).isEqualTo(3);
  }

  @Test
  void changesItsCode() {
    test.create("f");
    String before = test.configuration("f").path("CodeSha256").asText();
    Object zip = LambdaTestServer.code("other").get("ZipFile");
    lambda.ok("UpdateFunctionCode", "FunctionName", "f", "ZipFile", zip, "DryRun", true);
    assertThat(test.configuration("f").path("CodeSha256").asText()).isEqualTo(before);
    JsonNode published =
        lambda.ok("UpdateFunctionCode", "FunctionName", "f", "ZipFile", zip, "Publish", true);
    assertThat(published.path("Version").asText()).isEqualTo("1");
    assertThat(published.path("State").asText()).isEqualTo("Pending");
    assertThat(published.path("FunctionArn").asText()).isEqualTo(LambdaTestServer.ARN + "f:1");
    assertThat(test.configuration("f").path("CodeSha256").asText()).isNotEqualTo(before);
    lambda
        .call("UpdateFunctionCode", "FunctionName", "f", "ImageUri", "image:latest")
        .isError(
            400,
            "InvalidParameterValueException",
            "Please don't provide ImageUri when updating a function with packageType Zip.");
  }

  @Test
  void isListedByPages() {
    for (String name : List.of("c", "a", "b")) {
      test.create(name, "Publish", name.equals("a"));
    }
    JsonNode first = lambda.ok("ListFunctions", "MaxItems", 2);
    assertThat(first.path("Functions").findValuesAsText("FunctionName")).containsExactly("a", "b");
    assertThat(first.path("Functions").get(0).has("State")).isFalse();
    JsonNode rest = lambda.ok("ListFunctions", "Marker", first.path("NextMarker").asText());
    assertThat(rest.path("Functions").findValuesAsText("FunctionName")).containsExactly("c");
    JsonNode all = lambda.ok("ListFunctions", "FunctionVersion", "ALL");
    assertThat(all.path("Functions").findValuesAsText("Version"))
        .containsExactly("$LATEST", "1", "$LATEST", "$LATEST");
    lambda.call("ListFunctions", "FunctionVersion", "invalid").isError(400, "ValidationException");
  }

  @Test
  void isMadeOfImagesToo() {
    lambda.ok(
        "CreateFunction",
        "FunctionName",
        "f",
        "PackageType",
        "Image",
        "Role",
        LambdaTestServer.ROLE,
        "Code",
        Map.of("ImageUri", "111111111111.dkr.ecr.eu-west-1.amazonaws.com/repo:latest"));
    JsonNode code = lambda.ok("GetFunction", "FunctionName", "f").path("Code");
    assertThat(code.path("RepositoryType").asText()).isEqualTo("ECR");
    assertThat(code.path("ResolvedImageUri").asText()).contains("/repo@sha256:");
    lambda
        .call(
            "UpdateFunctionCode",
            "FunctionName",
            "f",
            "ZipFile",
            LambdaTestServer.code("x").get("ZipFile"))
        .isError(
            400,
            "InvalidParameterValueException",
            "Please provide ImageUri when updating a function with packageType Image.");
  }
}
