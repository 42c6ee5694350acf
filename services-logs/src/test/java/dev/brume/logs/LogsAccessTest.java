package dev.brume.logs;

import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerDirectory;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PolicyRules;
import dev.brume.logs.api.LogsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Policies decide about log groups and streams.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-identity-based-access-control-cwl.html">Using
 *     identity-based policies for CloudWatch Logs</a>
 */
class LogsAccessTest {
  private static final String ANA = "AKIAIOSFODNN7EXAMPLE";
  private static final String ANA_ARN = "arn:aws:iam::123456789012:user/ana";
  private static final String ARN = "arn:aws:logs:eu-west-1:123456789012:log-group:";

  private final Map<String, CallerIdentity> keys = new ConcurrentHashMap<>();
  private final TestServer server =
      TestServer.builder()
          .service(LogsApi.SERVICE, LogsService::new)
          .surroundings(
              world ->
                  world.with(
                      new Authorizer(Authorizer.Mode.ENFORCED, directory(), world.timeline())))
          .build();
  private final WireClient root = server.client();
  private final WireClient ana = root.as(ANA);

  private CallerDirectory directory() {
    return new CallerDirectory() {
      @Override
      public String accountOf(String accessKeyId) {
        CallerIdentity known = keys.get(accessKeyId);
        return known == null ? null : known.principal().account();
      }

      @Override
      public CallerIdentity identify(String accessKeyId, String sessionToken) {
        return keys.get(accessKeyId);
      }
    };
  }

  private void anaMay(String actions, String rest) {
    String text =
        ("{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': "
                + actions
                + rest
                + "}]}")
            .replace('\'', '"');
    try {
      Policy policy = Policy.parse(text, PolicyRules.ofIdentity(6_144));
      keys.put(
          ANA,
          CallerIdentity.of(PolicyPrincipal.of(ANA_ARN)).withIdentityPolicies(List.of(policy)));
    } catch (PolicyFault fault) {
      throw new AssertionError(fault);
    }
  }

  private void denied(String operation, Object... input) {
    ana.call(operation, input).isError(400, "AccessDeniedException");
  }

  @BeforeEach
  void makeGroups() {
    for (String group : List.of("a", "b")) {
      root.ok("CreateLogGroup", "logGroupName", group, "tags", Map.of("team", group));
      for (String stream : List.of("s", "t")) {
        root.ok("CreateLogStream", "logGroupName", group, "logStreamName", stream);
      }
    }
  }

  private Object[] event(String group, String stream) {
    return new Object[] {
      "logGroupName",
      group,
      "logStreamName",
      stream,
      "logEvents",
      List.of(Map.of("timestamp", server.timeline().nowMillis(), "message", "x"))
    };
  }

  @Test
  void aUserNeedsAPolicy() {
    anaMay("'logs:CreateLogGroup'", ", 'Resource': '" + ARN + "a*'");
    ana.ok("CreateLogGroup", "logGroupName", "a2");
    ana.call("CreateLogGroup", "logGroupName", "c")
        .isError(
            400,
            "AccessDeniedException",
            "User: "
                + ANA_ARN
                + " is not authorized to perform: logs:CreateLogGroup on resource: "
                + ARN
                + "c:log-stream: because no identity-based policy allows the logs:CreateLogGroup"
                + " action");
    denied("DescribeLogGroups");
    denied("DeleteLogGroup", "logGroupName", "a2");
  }

  @Test
  void streamsAreResources() {
    anaMay(
        "['logs:PutLogEvents', 'logs:GetLogEvents']", ", 'Resource': '" + ARN + "a:log-stream:s'");
    ana.ok("PutLogEvents", event("a", "s"));
    ana.ok("GetLogEvents", "logGroupName", "a", "logStreamName", "s");
    denied("PutLogEvents", event("a", "t"));
    denied("PutLogEvents", event("b", "s"));
    denied("GetLogEvents", "logGroupName", "a", "logStreamName", "t");
    denied("FilterLogEvents", "logGroupName", "a");
  }

  @Test
  void groupsAreResources() {
    anaMay("'logs:*'", ", 'Resource': '" + ARN + "a:*'");
    ana.ok("FilterLogEvents", "logGroupName", "a");
    ana.ok("PutRetentionPolicy", "logGroupName", "a", "retentionInDays", 1);
    ana.ok("DescribeLogStreams", "logGroupIdentifier", ARN + "a");
    ana.ok("GetLogGroupFields", "logGroupName", "a");
    denied("FilterLogEvents", "logGroupName", "b");
    denied("PutRetentionPolicy", "logGroupName", "b", "retentionInDays", 1);
    denied("DescribeLogStreams", "logGroupIdentifier", ARN + "b");
    denied("GetLogGroupFields", "logGroupName", "b");
    denied("StartLiveTail", "logGroupIdentifiers", List.of(ARN + "b"));
    denied("CreateExportTask", "logGroupName", "b", "destination", "x", "from", 0, "to", 1);
  }

  /** By the tags of the group. */
  @Test
  void tagsDecide() {
    anaMay(
        "'logs:*'",
        ", 'Resource': '*', 'Condition': {'StringEquals': {'aws:ResourceTag/team': 'a'}}");
    ana.ok("FilterLogEvents", "logGroupName", "a");
    denied("FilterLogEvents", "logGroupName", "b");
  }
}
