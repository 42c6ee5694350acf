package dev.brume.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.logs.api.LogsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Log groups, their tags and streams, and resource policies.
 *
 * <p>Answers recorded on AWS, CloudWatch Logs, 03-02-2026 and 06-02-2026.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html">CreateLogGroup</a>
 */
class LogGroupsTest {
  private static final String ARN = "arn:aws:logs:eu-west-1:123456789012:log-group:";

  private final TestServer server = TestServer.of(LogsApi.SERVICE, LogsService::new);
  private final WireClient logs = server.client();

  private void group(String name) {
    logs.ok("CreateLogGroup", "logGroupName", name);
  }

  @Test
  void areListedByPrefixAndPattern() {
    group("a-1");
    group("a-2");
    group("b-1");
    JsonNode found = logs.ok("DescribeLogGroups", "logGroupNamePrefix", "a-");
    assertThat(found.path("logGroups")).hasSize(2);
    JsonNode first = found.path("logGroups").path(0);
    assertThat(first.path("arn").asText()).isEqualTo(ARN + "a-1:*");
    assertThat(first.path("logGroupArn").asText()).isEqualTo(ARN + "a-1");
    assertThat(first.path("logGroupClass").asText()).isEqualTo("STANDARD");
    assertThat(first.path("deletionProtectionEnabled").asBoolean(true)).isFalse();
    assertThat(first.path("metricFilterCount").asInt(-1)).isZero();
    assertThat(first.path("storedBytes").asInt(-1)).isZero();
    JsonNode byPattern = logs.ok("DescribeLogGroups", "logGroupNamePattern", "-1");
    assertThat(byPattern.path("logGroups")).hasSize(2);
    assertThat(byPattern.path("logGroups").path(0).has("storedBytes")).isFalse();
    logs.call("DescribeLogGroups", "logGroupNamePrefix", "a", "logGroupNamePattern", "b")
        .isError(
            400,
            "InvalidParameterException",
            "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    JsonNode page = logs.ok("DescribeLogGroups", "limit", 2);
    JsonNode rest = logs.ok("DescribeLogGroups", "nextToken", page.path("nextToken").asText());
    assertThat(rest.path("logGroups")).hasSize(1);
    assertThat(rest.has("nextToken")).isFalse();
    logs.call("DescribeLogGroups", "nextToken", "x")
        .isError(400, "InvalidParameterException", "The specified nextToken is invalid.");
    server.assertKept(() -> logs.ok("DescribeLogGroups"));
  }

  /**
   * See CreateLogGroup and DeleteLogGroup. What AWS says of names under aws/ and of keys that are
   * no ARNs is not known.
   */
  @Test
  void areMadeOnceAndDeleted() {
    group("a");
    logs.call("CreateLogGroup", "logGroupName", "a")
        .isError(400, "ResourceAlreadyExistsException", "The specified log group already exists");
    logs.call("CreateLogGroup", "logGroupName", "aws/x").isError(400, "InvalidParameterException");
    logs.call("CreateLogGroup", "logGroupName", "b", "kmsKeyId", "x")
        .isError(400, "InvalidParameterException");
    logs.ok("DeleteLogGroup", "logGroupName", "a");
    logs.call("DeleteLogGroup", "logGroupName", "a")
        .isError(400, "ResourceNotFoundException", "The specified log group does not exist.");
  }

  @Test
  void haveTagsByNameAndArn() {
    logs.ok("CreateLogGroup", "logGroupName", "a", "tags", Map.of("env", "testing1"));
    logs.ok("TagResource", "resourceArn", ARN + "a", "tags", Map.of("test1", "val1"));
    logs.ok("TagLogGroup", "logGroupName", "a", "tags", Map.of("test2", "val2"));
    JsonNode tags = logs.ok("ListTagsForResource", "resourceArn", ARN + "a");
    assertThat(tags.path("tags")).hasSize(3);
    assertThat(logs.ok("ListTagsLogGroup", "logGroupName", "a")).isEqualTo(tags);
    logs.ok("UntagLogGroup", "logGroupName", "a", "tags", List.of("env"));
    logs.ok("UntagResource", "resourceArn", ARN + "a", "tagKeys", List.of("test1"));
    assertThat(logs.ok("ListTagsLogGroup", "logGroupName", "a").path("tags").toString())
        .isEqualTo("{\"test2\":\"val2\"}");
    logs.call("TagLogGroup", "logGroupName", "x", "tags", Map.of("a", "b"))
        .isError(400, "ResourceNotFoundException", "The specified log group does not exist.");
  }

  @Test
  void haveStreams() {
    group("a");
    for (String name : List.of("s-1", "s-2", "t")) {
      logs.ok("CreateLogStream", "logGroupName", "a", "logStreamName", name);
    }
    logs.call("CreateLogStream", "logGroupName", "a", "logStreamName", "t")
        .isError(400, "ResourceAlreadyExistsException", "The specified log stream already exists");
    JsonNode found =
        logs.ok("DescribeLogStreams", "logGroupName", "a", "logStreamNamePrefix", "s-");
    assertThat(found.path("logStreams")).hasSize(2);
    JsonNode first = found.path("logStreams").path(0);
    assertThat(first.path("arn").asText()).isEqualTo(ARN + "a:log-stream:s-1");
    assertThat(first).hasSize(4);
    JsonNode page =
        logs.ok(
            "DescribeLogStreams", "logGroupIdentifier", ARN + "a", "descending", true, "limit", 2);
    assertThat(page.path("logStreams").path(0).path("logStreamName").asText()).isEqualTo("t");
    JsonNode rest =
        logs.ok(
            "DescribeLogStreams",
            "logGroupIdentifier",
            ARN + "a",
            "descending",
            true,
            "nextToken",
            page.path("nextToken").asText());
    assertThat(rest.path("logStreams").path(0).path("logStreamName").asText()).isEqualTo("s-1");
    logs.ok("DeleteLogStream", "logGroupName", "a", "logStreamName", "t");
    logs.call("DeleteLogStream", "logGroupName", "a", "logStreamName", "t")
        .isError(400, "ResourceNotFoundException", "The specified log stream does not exist.");
  }

  @Test
  void haveResourcePolicies() {
    String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    JsonNode put =
        logs.ok("PutResourcePolicy", "policyName", "p", "policyDocument", policy)
            .path("resourcePolicy");
    assertThat(put.path("policyScope").asText()).isEqualTo("ACCOUNT");
    assertThat(logs.ok("DescribeResourcePolicies").path("resourcePolicies").path(0)).isEqualTo(put);
    logs.ok("DeleteResourcePolicy", "policyName", "p");
    logs.call("DeleteResourcePolicy", "policyName", "p")
        .isError(400, "ResourceNotFoundException", "Policy with name [p] does not exist.");
  }

  /** See ListLogGroups: "If you include the caret, only the beginning of names is matched". */
  @Test
  void areListedByTextsOfTheirNames() {
    group("/aws/lambda/one");
    group("/aws/lambda/two");
    group("one");
    assertThat(names("logGroupNamePattern", "one")).containsExactly("/aws/lambda/one", "one");
    assertThat(names("logGroupNamePattern", "^one")).containsExactly("one");
    assertThat(names("logGroupNamePattern", "^one|two")).containsExactly("/aws/lambda/two", "one");
    assertThat(names("logGroupClass", "DELIVERY")).isEmpty();
    JsonNode page = logs.ok("ListLogGroups", "limit", 2);
    assertThat(page.path("logGroups").path(0).toString())
        .isEqualTo(
            "{\"logGroupName\":\"/aws/lambda/one\",\"logGroupArn\":\""
                + ARN
                + "/aws/lambda/one\",\"logGroupClass\":\"STANDARD\"}");
    assertThat(names("limit", 2, "nextToken", page.path("nextToken").asText()))
        .containsExactly("one");
  }

  private List<String> names(Object... input) {
    List<String> names = new ArrayList<>();
    logs.ok("ListLogGroups", input)
        .path("logGroups")
        .forEach(group -> names.add(group.path("logGroupName").asText()));
    return names;
  }

  /** See PutLogGroupDeletionProtection. */
  @Test
  void areProtectedFromDeletion() {
    logs.ok("CreateLogGroup", "logGroupName", "a", "deletionProtectionEnabled", true);
    group("b");
    protect("b", true);
    logs.call("DeleteLogGroup", "logGroupName", "a").isError(400, "ValidationException");
    logs.call("DeleteLogGroup", "logGroupName", "b").isError(400, "ValidationException");
    server.assertKept(() -> logs.ok("DescribeLogGroups"));
    protect(ARN + "a", false);
    JsonNode groups = logs.ok("DescribeLogGroups").path("logGroups");
    assertThat(groups.path(0).path("deletionProtectionEnabled").asBoolean(true)).isFalse();
    assertThat(groups.path(1).path("deletionProtectionEnabled").asBoolean()).isTrue();
    logs.ok("DeleteLogGroup", "logGroupName", "a");
  }

  private void protect(String group, boolean isProtected) {
    logs.ok(
        "PutLogGroupDeletionProtection",
        "logGroupIdentifier",
        group,
        "deletionProtectionEnabled",
        isProtected);
  }
}
