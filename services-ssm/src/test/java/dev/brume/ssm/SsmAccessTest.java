package dev.brume.ssm;

import dev.brume.ssm.api.SsmApi;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Parameters where access is enforced.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html">Actions,
 *     resources, and condition keys for AWS Systems Manager</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html">Restricting
 *     access to Parameter Store parameters using IAM policies</a>
 */
class SsmAccessTest {
  private static final String PARAMETERS = "arn:aws:ssm:eu-west-1:123456789012:parameter";

  private final TestCallers callers = new TestCallers();
  private final WireClient root =
      TestServer.builder()
          .service(SsmApi.SERVICE, SsmService::new)
          .surroundings(callers::enforcing)
          .build()
          .client();
  private final WireClient ana = root.as("ana");

  @BeforeEach
  void putParameters() {
    root.ok("PutParameter", "Name", "/shop/a", "Type", "String", "Value", "1");
    root.ok("PutParameter", "Name", "/bank/a", "Type", "String", "Value", "1");
  }

  private static String statement(String effect, String action, String resource, String more) {
    return "{'Effect': '%s', 'Action': '%s', 'Resource': '%s'%s}"
        .formatted(effect, action, resource, more);
  }

  private static String condition(String key, String value) {
    return ", 'Condition': {'StringEquals': {'%s': '%s'}}".formatted(key, value);
  }

  private void refuses(String operation, Object... input) {
    ana.call(operation, input).isError(400, "AccessDeniedException");
  }

  @Test
  void areReadByThoseWhoMay() {
    callers.user("ana", statement("Allow", "ssm:GetParameter*", PARAMETERS + "/shop*", ""));
    ana.ok("GetParameter", "Name", "/shop/a");
    ana.ok("GetParameters", "Names", List.of("/shop/a"));
    ana.ok("GetParametersByPath", "Path", "/shop");
    refuses("GetParameter", "Name", "/bank/a");
    refuses("GetParameters", "Names", List.of("/shop/a", "/bank/a"));
    refuses("GetParametersByPath", "Path", "/bank");
    refuses("PutParameter", "Name", "/shop/b", "Type", "String", "Value", "1");
    refuses("DescribeParameters");
  }

  @Test
  void overwritingIsACondition() {
    callers.user(
        "ana",
        statement("Allow", "ssm:*", "*", ""),
        statement("Deny", "ssm:PutParameter", "*", condition("ssm:Overwrite", "true")));
    ana.ok("PutParameter", "Name", "/shop/new", "Type", "String", "Value", "1");
    refuses("PutParameter", "Name", "/shop/a", "Value", "2", "Overwrite", true);
  }

  @Test
  void goingDownIsACondition() {
    callers.user(
        "ana",
        statement("Allow", "ssm:*", "*", ""),
        statement("Deny", "ssm:GetParametersByPath", "*", condition("ssm:Recursive", "true")));
    ana.ok("GetParametersByPath", "Path", "/shop");
    refuses("GetParametersByPath", "Path", "/shop", "Recursive", true);
  }

  @Test
  void tagsAreConditions() {
    callers.user(
        "ana",
        statement(
            "Allow",
            "ssm:PutParameter",
            "*",
            ", 'Condition': {'StringEquals': {'aws:RequestTag/Team': 'a'},"
                + " 'ForAllValues:StringEquals': {'aws:TagKeys': ['Team']}}"));
    refuses("PutParameter", "Name", "/x", "Type", "String", "Value", "1");
    refuses(
        "PutParameter",
        "Name",
        "/x",
        "Type",
        "String",
        "Value",
        "1",
        "Tags",
        List.of(Map.of("Key", "Team", "Value", "a"), Map.of("Key", "Other", "Value", "b")));
    ana.ok(
        "PutParameter",
        "Name",
        "/x",
        "Type",
        "String",
        "Value",
        "1",
        "Tags",
        List.of(Map.of("Key", "Team", "Value", "a")));
  }

  @Test
  void theTagsOfParametersAreConditions() {
    callers.user(
        "ana", statement("Allow", "ssm:GetParameter", "*", condition("aws:ResourceTag/Team", "a")));
    refuses("GetParameter", "Name", "/shop/a");
    root.ok(
        "AddTagsToResource",
        "ResourceType",
        "Parameter",
        "ResourceId",
        "/shop/a",
        "Tags",
        List.of(Map.of("Key", "Team", "Value", "a")));
    ana.ok("GetParameter", "Name", "/shop/a");
  }
}
