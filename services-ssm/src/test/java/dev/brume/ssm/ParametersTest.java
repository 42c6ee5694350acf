package dev.brume.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.ssm.api.SsmApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Parameters, their versions, labels, tiers and lists.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">PutParameter</a>
 */
class ParametersTest {
  private final WireClient ssm = TestServer.of(SsmApi.SERVICE, SsmService::new).client();

  private JsonNode put(String name, String value) {
    return ssm.ok("PutParameter", "Name", name, "Value", value, "Type", "String");
  }

  private JsonNode get(String name) {
    return ssm.ok("GetParameter", "Name", name).path("Parameter");
  }

  /** Answers recorded on AWS, SSM, 16-07-2024 and 08-01-2025. */
  @Test
  void areFoundByNameAndArn() {
    JsonNode made = put("/a/b", "123");
    assertThat(made.path("Tier").asText()).isEqualTo("Standard");
    assertThat(made.path("Version").asInt()).isEqualTo(1);
    JsonNode found = get("/a/b");
    String arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/a/b";
    assertThat(found.path("ARN").asText()).isEqualTo(arn);
    assertThat(found.path("DataType").asText()).isEqualTo("text");
    assertThat(found.path("Name").asText()).isEqualTo("/a/b");
    assertThat(get(arn)).isEqualTo(found);
    put("plain", "1");
    assertThat(get("arn:aws:ssm:eu-west-1:123456789012:parameter/plain").path("Name").asText())
        .isEqualTo("plain");
    JsonNode several = ssm.ok("GetParameters", "Names", List.of(arn, "/x"));
    assertThat(several.path("Parameters").path(0)).isEqualTo(found);
    assertThat(several.path("InvalidParameters").path(0).asText()).isEqualTo("/x");
    ssm.call("GetParameter", "Name", "/x").isError(400, "ParameterNotFound");
    ssm.call("GetParameter", "Name", "/aws/service/none").isError(400, "ParameterNotFound");
  }

  /**
   * No answers were recorded: AWS's words are not known for names of one level with a slash, for
   * reserved ones and for a missing type; the codes are PutParameter's.
   */
  @Test
  void haveNamesByRules() {
    ssm.call("PutParameter", "Name", "a/b", "Value", "1", "Type", "String")
        .isError(400, "ValidationException", "Parameter name must be a fully qualified name.");
    ssm.call("PutParameter", "Name", "ssm-x", "Value", "1", "Type", "String")
        .isError(400, "ValidationException");
    ssm.call("PutParameter", "Name", "/aws/x", "Value", "1", "Type", "String")
        .isError(400, "AccessDeniedException", "No access to reserved parameter name: /aws/x.");
    ssm.call("PutParameter", "Name", "/a".repeat(16), "Value", "1", "Type", "String")
        .isError(400, "HierarchyLevelLimitExceededException");
    ssm.call("PutParameter", "Name", "/a", "Value", "1")
        .isError(
            400,
            "ValidationException",
            "A parameter type is required when you create a parameter.");
  }

  /**
   * No answers were recorded: AWS's words are not known beyond the errors' texts in the API
   * Reference; the codes are those of PutParameter, GetParameter and LabelParameterVersion.
   */
  @Test
  void haveVersionsAndLabels() {
    put("/a", "1");
    ssm.call("PutParameter", "Name", "/a", "Value", "2", "Type", "String")
        .isError(
            400,
            "ParameterAlreadyExists",
            "The parameter already exists. To overwrite this value, set the overwrite option in the"
                + " request to true.");
    assertThat(
            ssm.ok("PutParameter", "Name", "/a", "Value", "2", "Overwrite", true)
                .path("Version")
                .asInt())
        .isEqualTo(2);
    assertThat(get("/a").path("Value").asText()).isEqualTo("2");
    assertThat(get("/a:1").path("Value").asText()).isEqualTo("1");
    assertThat(get("/a:1").path("Selector").asText()).isEqualTo(":1");
    ssm.call("GetParameter", "Name", "/a:3").isError(400, "ParameterVersionNotFound");
    JsonNode labelled =
        ssm.ok(
            "LabelParameterVersion",
            "Name",
            "/a",
            "ParameterVersion",
            1,
            "Labels",
            List.of("prod", "1st", "aws-x"));
    assertThat(labelled.path("InvalidLabels")).hasSize(2);
    assertThat(get("/a:prod").path("Value").asText()).isEqualTo("1");
    ssm.ok("LabelParameterVersion", "Name", "/a", "Labels", List.of("prod"));
    assertThat(get("/a:prod").path("Value").asText()).isEqualTo("2");
    JsonNode history = ssm.ok("GetParameterHistory", "Name", "/a").path("Parameters");
    assertThat(history).hasSize(2);
    assertThat(history.path(1).path("Labels").path(0).asText()).isEqualTo("prod");
    ssm.ok(
        "UnlabelParameterVersion", "Name", "/a", "ParameterVersion", 2, "Labels", List.of("prod"));
    ssm.call("GetParameter", "Name", "/a:prod").isError(400, "ParameterVersionNotFound");
  }

  /**
   * AWS's words are not known for sizes, tiers, patterns and data types that are refused; the
   * limits and codes are PutParameter's.
   */
  @Test
  void haveTiersAndPatterns() {
    String big = "x".repeat(4_097);
    ssm.call("PutParameter", "Name", "/a", "Value", big, "Type", "String")
        .isError(400, "ValidationException");
    assertThat(
            ssm.ok(
                    "PutParameter",
                    "Name",
                    "/a",
                    "Value",
                    big,
                    "Type",
                    "String",
                    "Tier",
                    "Intelligent-Tiering")
                .path("Tier")
                .asText())
        .isEqualTo("Advanced");
    ssm.call("PutParameter", "Name", "/a", "Value", "1", "Overwrite", true, "Tier", "Standard")
        .isError(400, "ValidationException");
    ssm.call(
            "PutParameter",
            "Name",
            "/b",
            "Value",
            "abc",
            "Type",
            "String",
            "AllowedPattern",
            "^\\d+$")
        .isError(
            400,
            "ParameterPatternMismatchException",
            "Parameter value, cannot be validated against allowedPattern: ^\\d+$");
    ssm.call("PutParameter", "Name", "/b", "Value", "1", "Type", "String", "DataType", "number")
        .isError(400, "ValidationException");
  }

  /** AWS's words are not known for a time that is none; the code is PutParameter's. */
  @Test
  void expireByPolicy() {
    String policies =
        """
        [{"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"%s"}}]"""
            .formatted(ssm.server().timeline().now().plusSeconds(60));
    ssm.ok(
        "PutParameter",
        "Name",
        "/a",
        "Value",
        "1",
        "Type",
        "String",
        "Tier",
        "Advanced",
        "Policies",
        policies);
    get("/a");
    String never = policies.replaceAll("\\d{4}-[^\"]*Z", "+999999999-01-01T00:00:00Z");
    ssm.call("PutParameter", "Name", "/a", "Value", "1", "Overwrite", true, "Policies", never)
        .isError(400, "InvalidPolicyAttributeException");
    ssm.server().passSeconds(60);
    ssm.call("GetParameter", "Name", "/a").isError(400, "ParameterNotFound");
  }

  /**
   * AWS's words are not known for paths, tokens and options that are refused; the codes are those
   * of GetParametersByPath and DescribeParameters.
   */
  @Test
  void areListedByPathAndFilter() {
    for (String name : List.of("/p/a", "/p/b", "/p/c/d", "q")) {
      put(name, "1");
    }
    assertThat(byPath("/p", false)).containsExactly("/p/a", "/p/b");
    assertThat(byPath("/p/", true)).containsExactly("/p/a", "/p/b", "/p/c/d");
    assertThat(byPath("/", false)).containsExactly("q");
    JsonNode page = ssm.ok("GetParametersByPath", "Path", "/p", "MaxResults", 1);
    assertThat(
            ssm.ok(
                    "GetParametersByPath",
                    "Path",
                    "/p",
                    "MaxResults",
                    1,
                    "NextToken",
                    page.path("NextToken").asText())
                .path("Parameters")
                .path(0)
                .path("Name")
                .asText())
        .isEqualTo("/p/b");
    ssm.call("GetParametersByPath", "Path", "p").isError(400, "ValidationException");
    ssm.call("GetParametersByPath", "Path", "/p", "NextToken", "x")
        .isError(400, "InvalidNextToken");
    assertThat(described("Name", "Contains", "c/")).containsExactly("/p/c/d");
    assertThat(described("Name", "BeginsWith", "/p")).hasSize(3);
    assertThat(described("Path", "Recursive", "/p")).hasSize(3);
    assertThat(described("Type", "Equals", "SecureString")).isEmpty();
    ssm.call(
            "DescribeParameters",
            "ParameterFilters",
            List.of(Map.of("Key", "Path", "Option", "Equals", "Values", List.of("/p"))))
        .isError(400, "InvalidFilterOption");
  }

  private List<String> byPath(String path, boolean recursive) {
    return names(ssm.ok("GetParametersByPath", "Path", path, "Recursive", recursive));
  }

  private List<String> described(String key, String option, String value) {
    return names(
        ssm.ok(
            "DescribeParameters",
            "ParameterFilters",
            List.of(Map.of("Key", key, "Option", option, "Values", List.of(value)))));
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.path("Parameters").forEach(each -> names.add(each.path("Name").asText()));
    return names;
  }

  /** AWS's words are not known for a parameter that is not there; the code is the model's. */
  @Test
  void haveTags() {
    put("/a", "1");
    ssm.ok(
        "AddTagsToResource",
        "ResourceType",
        "Parameter",
        "ResourceId",
        "/a",
        "Tags",
        List.of(Map.of("Key", "k", "Value", "v")));
    assertThat(tags()).hasSize(1);
    assertThat(described("tag:k", "Equals", "v")).containsExactly("/a");
    ssm.ok(
        "RemoveTagsFromResource",
        "ResourceType",
        "Parameter",
        "ResourceId",
        "/a",
        "TagKeys",
        List.of("k"));
    assertThat(tags()).isEmpty();
    ssm.call("ListTagsForResource", "ResourceType", "Parameter", "ResourceId", "/b")
        .isError(400, "InvalidResourceId");
  }

  private JsonNode tags() {
    return ssm.ok("ListTagsForResource", "ResourceType", "Parameter", "ResourceId", "/a")
        .path("TagList");
  }

  @Test
  void areDeletedAndKept() {
    put("/a", "1");
    put("/b", "1");
    ssm.server().assertKept(() -> get("/a"));
    JsonNode deleted = ssm.ok("DeleteParameters", "Names", List.of("/a", "/x"));
    assertThat(deleted.path("DeletedParameters").path(0).asText()).isEqualTo("/a");
    assertThat(deleted.path("InvalidParameters").path(0).asText()).isEqualTo("/x");
    ssm.ok("DeleteParameter", "Name", "/b");
    ssm.call("DeleteParameter", "Name", "/b").isError(400, "ParameterNotFound");
  }

  /** Without KMS nothing is encrypted, and nothing pretends to be. */
  @Test
  void needKmsToBeSecure() {
    ssm.call("PutParameter", "Name", "/a", "Value", "1", "Type", "SecureString")
        .isError(501, "NotImplemented");
  }

  /**
   * The page of public parameters for regions: "aws ssm get-parameters-by-path --path
   * /aws/service/global-infrastructure/regions", and in which regions it can be asked.
   */
  @Test
  void ofAwsTellTheRegions() {
    String regions = "/aws/service/global-infrastructure/regions";
    JsonNode name = get(regions + "/us-west-1/longName");
    assertThat(name.path("Value").asText()).isEqualTo("US West (N. California)");
    assertThat(name.path("ARN").asText())
        .isEqualTo("arn:aws:ssm:eu-west-1::parameter" + regions + "/us-west-1/longName");
    JsonNode listed = ssm.ok("GetParametersByPath", "Path", regions, "MaxResults", 2);
    assertThat(listed.path("Parameters").path(0).path("Value").asText()).isEqualTo("af-south-1");
    assertThat(
            ssm.ok(
                    "GetParametersByPath",
                    "Path",
                    regions,
                    "NextToken",
                    listed.path("NextToken").asText())
                .path("Parameters")
                .path(0)
                .path("Value")
                .asText())
        .isEqualTo("ap-east-2");
    assertThat(ssm.ok("GetParametersByPath", "Path", regions + "/us-west-1").path("Parameters"))
        .hasSize(3);
    ssm.in("eu-south-1")
        .call("GetParameter", "Name", regions + "/us-west-1")
        .isError(400, "ParameterNotFound");
    assertThat(
            ssm.ok("GetParameters", "Names", List.of(regions + "/x", regions + "/us-east-1"))
                .path("InvalidParameters")
                .path(0)
                .asText())
        .isEqualTo(regions + "/x");
    ssm.call("PutParameter", "Name", regions + "/x", "Value", "1", "Type", "String")
        .isError(400, "AccessDeniedException");
  }

  /** A pattern that would be tried for hours is taken as one that does not match. */
  @Test
  void areNotHeldUpByTheirPatterns() {
    ssm.call(
            "PutParameter",
            "Name",
            "/a",
            "Value",
            "a".repeat(60) + "!",
            "Type",
            "String",
            "AllowedPattern",
            "^(a|aa)+$")
        .isError(400, "ParameterPatternMismatchException");
  }
}
