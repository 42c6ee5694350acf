package dev.brume.logs;

import dev.brume.logs.api.LogsApi;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Queries, deliveries and tags where access is enforced.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html">Actions,
 *     resources, and condition keys for Amazon CloudWatch Logs</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html">Enabling
 *     logging from AWS services: user permissions</a>
 */
class LogConditionsTest {
  private static final String ARN = "arn:aws:logs:eu-west-1:123456789012:";

  private final TestCallers callers = new TestCallers();
  private final WireClient root =
      TestServer.builder()
          .service(LogsApi.SERVICE, LogsService::new)
          .surroundings(callers::enforcing)
          .build()
          .client();
  private final WireClient ana = root.as("ana");

  @BeforeEach
  void makeGroups() {
    root.ok("CreateLogGroup", "logGroupName", "shop");
    root.ok("CreateLogGroup", "logGroupName", "bank");
  }

  private void anaMay(String actions, String... resources) {
    callers.user(
        "ana",
        "{'Effect': 'Allow', 'Action': %s, 'Resource': ['%s']}"
            .formatted(actions, String.join("','", resources)));
  }

  private void refuses(String operation, Object... input) {
    ana.call(operation, input).isError(400, "AccessDeniedException");
  }

  private static Object[] query(String... groups) {
    return new Object[] {
      "logGroupNames",
      List.of(groups),
      "startTime",
      0,
      "endTime",
      1,
      "queryString",
      "fields @message"
    };
  }

  @Test
  void areReadByThoseWhoMay() {
    anaMay("['logs:FilterLogEvents', 'logs:DescribeLogStreams']", ARN + "log-group:shop:*");
    ana.ok("FilterLogEvents", "logGroupName", "shop");
    ana.ok("DescribeLogStreams", "logGroupName", "shop");
    refuses("FilterLogEvents", "logGroupName", "bank");
    refuses("CreateLogStream", "logGroupName", "shop", "logStreamName", "s");
    refuses("DescribeLogGroups");
    refuses("DescribeMetricFilters", "logGroupName", "shop");
  }

  @Test
  void eachGroupOfAQueryMustBeAllowed() {
    anaMay("'logs:StartQuery'", ARN + "log-group:shop:*");
    ana.ok("StartQuery", query("shop"));
    refuses("StartQuery", query("shop", "bank"));
    refuses("DescribeQueries");
    anaMay("['logs:GetQueryResults', 'logs:DescribeQueries']", "*");
    ana.ok("DescribeQueries");
  }

  @Test
  void deliveriesNeedTheirSourceAndTheirDestination() {
    anaMay("['logs:PutDelivery*', 'logs:GetDelivery*']", ARN + "delivery-destination:own*");
    Map<String, Object> bucket = Map.of("destinationResourceArn", "arn:aws:s3:::box");
    ana.ok("PutDeliveryDestination", "name", "own", "deliveryDestinationConfiguration", bucket);
    ana.ok("GetDeliveryDestination", "name", "own");
    refuses("PutDeliveryDestination", "name", "other", "deliveryDestinationConfiguration", bucket);
    refuses("GetDeliverySource", "name", "own");
    refuses("DescribeDeliveries");
    Object[] delivery = {
      "deliverySourceName", "s", "deliveryDestinationArn", ARN + "delivery-destination:own"
    };
    anaMay("'logs:CreateDelivery'", ARN + "delivery:*", ARN + "delivery-destination:own");
    refuses("CreateDelivery", delivery);
    anaMay(
        "'logs:CreateDelivery'",
        ARN + "delivery:*",
        ARN + "delivery-source:s",
        ARN + "delivery-destination:own");
    ana.call("CreateDelivery", delivery).isError(400, "ResourceNotFoundException");
  }

  @Test
  void tagsAreConditions() {
    callers.user(
        "ana",
        """
        {'Effect': 'Allow', 'Action': ['logs:CreateLogGroup', 'logs:UntagResource'],
         'Resource': '*', 'Condition': {'ForAnyValue:StringEquals': {'aws:TagKeys': 'team'}}}
        """);
    refuses("CreateLogGroup", "logGroupName", "new");
    ana.ok("CreateLogGroup", "logGroupName", "new", "tags", Map.of("team", "a"));
    ana.ok("UntagResource", "resourceArn", ARN + "log-group:new", "tagKeys", List.of("team"));
    refuses("UntagResource", "resourceArn", ARN + "log-group:new", "tagKeys", List.of("b"));
  }
}
