package dev.brume.lambda;

import dev.brume.lambda.api.LambdaApi;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Functions where access is enforced. A request that is let through fails later, because there is
 * no function: what is looked at is only whether it is let through.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">Actions,
 *     resources, and condition keys for AWS Lambda</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html">Fine-tuning
 *     the Resources and Conditions sections of policies</a>
 */
class LambdaAccessTest {
  private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:";
  private static final String LAYER = ARN + "layer:tools:3";

  private final TestCallers callers = new TestCallers();
  private final WireClient ana =
      TestServer.builder()
          .service(LambdaApi.SERVICE, around -> new LambdaService(around, LambdaOptions.DEFAULT))
          .surroundings(callers::enforcing)
          .build()
          .client()
          .as("ana");

  private void anaMay(String action, String resource, String condition) {
    callers.user(
        "ana",
        "{'Effect': 'Allow', 'Action': '%s', 'Resource': '%s', 'Condition': {%s}}"
            .formatted(action, resource, condition));
  }

  private void refuses(String operation, Object... input) {
    ana.call(operation, input).isError(403, "AccessDeniedException");
  }

  private void letsThrough(String operation, Object... input) {
    ana.call(operation, input).isError(404, "ResourceNotFoundException");
  }

  @Test
  void functionsAreNamedByTheirArns() {
    anaMay("lambda:*Function", ARN + "function:shop", "");
    letsThrough("GetFunction", "FunctionName", "shop");
    letsThrough("GetFunction", "FunctionName", ARN + "function:shop");
    letsThrough("Invoke", "FunctionName", "shop");
    refuses("GetFunction", "FunctionName", "bank");
    refuses("GetFunction", "FunctionName", "shop", "Qualifier", "1");
    refuses("ListFunctions");
    anaMay("lambda:List*", "*", "");
    ana.ok("ListFunctions");
  }

  @Test
  void mappingsAreMadeByWhomTheirFunctionAllows() {
    Object[] mapping = {
      "FunctionName", "shop", "EventSourceArn", "arn:aws:sqs:eu-west-1:123456789012:q"
    };
    anaMay("lambda:CreateEventSourceMapping", ARN + "function:shop", "");
    refuses("CreateEventSourceMapping", mapping);
    String condition = "'ArnEquals': {'lambda:FunctionArn': '" + ARN + "function:shop'}";
    anaMay("lambda:CreateEventSourceMapping", "*", condition);
    ana.call("CreateEventSourceMapping", mapping).isError(400, "InvalidParameterValueException");
    mapping[1] = "bank";
    refuses("CreateEventSourceMapping", mapping);
    anaMay("lambda:UpdateEventSourceMapping", ARN + "event-source-mapping:*", condition);
    String id = "14e0db71-1111-2222-3333-444455556666";
    letsThrough("UpdateEventSourceMapping", "UUID", id, "FunctionName", "shop");
    refuses("UpdateEventSourceMapping", "UUID", id, "FunctionName", "bank");
    refuses("GetEventSourceMapping", "UUID", id);
  }

  @Test
  void principalsOfPermissionsAreConditions() {
    anaMay("lambda:AddPermission", "*", "'StringEquals': {'lambda:Principal': 's3.amazonaws.com'}");
    Object[] permission = {
      "FunctionName",
      "shop",
      "StatementId",
      "s",
      "Action",
      "lambda:InvokeFunction",
      "Principal",
      "s3.amazonaws.com"
    };
    letsThrough("AddPermission", permission);
    permission[7] = "*";
    refuses("AddPermission", permission);
  }

  @Test
  void layersAreConditions() {
    anaMay(
        "lambda:UpdateFunctionConfiguration",
        "*",
        "'ForAllValues:StringLike': {'lambda:Layer': '" + ARN + "layer:tools:*'}");
    letsThrough("UpdateFunctionConfiguration", "FunctionName", "shop", "Layers", List.of(LAYER));
    refuses(
        "UpdateFunctionConfiguration",
        "FunctionName",
        "shop",
        "Layers",
        List.of(LAYER, ARN + "layer:other:1"));
  }

  @Test
  void authTypesOfUrlsAreConditions() {
    anaMay(
        "lambda:CreateFunctionUrlConfig",
        "*",
        "'StringEquals': {'lambda:FunctionUrlAuthType': 'AWS_IAM'}");
    letsThrough("CreateFunctionUrlConfig", "FunctionName", "shop", "AuthType", "AWS_IAM");
    refuses("CreateFunctionUrlConfig", "FunctionName", "shop", "AuthType", "NONE");
  }

  @Test
  void tagsAreConditions() {
    anaMay("lambda:TagResource", "*", "'StringEquals': {'aws:RequestTag/team': 'a'}");
    letsThrough("TagResource", "Resource", ARN + "function:shop", "Tags", Map.of("team", "a"));
    refuses("TagResource", "Resource", ARN + "function:shop", "Tags", Map.of("team", "b"));
  }
}
