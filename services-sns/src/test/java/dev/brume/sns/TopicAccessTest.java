package dev.brume.sns;

import dev.brume.sns.api.SnsApi;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Topics where access is enforced.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html">Actions,
 *     resources, and condition keys for Amazon SNS</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html#sns-policy-keys">Amazon
 *     SNS policy keys</a>
 */
class TopicAccessTest {
  private final TestCallers callers = new TestCallers();
  private final WireClient root =
      TestServer.builder()
          .service(
              SnsApi.SERVICE, around -> new SnsService(around, new LinkOrigin(null, () -> 4566)))
          .surroundings(callers::enforcing)
          .build()
          .client();
  private final WireClient ana = root.as("ana");
  private final String topic = root.ok("CreateTopic", "Name", "news").path("TopicArn").asText();

  private void anaMay(String action, String condition) {
    callers.user(
        "ana",
        "{'Effect': 'Allow', 'Action': 'sns:%s', 'Resource': '%s', 'Condition': {%s}}"
            .formatted(action, topic, condition));
  }

  private Object[] subscription(String protocol, String endpoint) {
    return new Object[] {"TopicArn", topic, "Protocol", protocol, "Endpoint", endpoint};
  }

  @Test
  void protocolAndEndpointOfASubscriptionAreConditions() {
    anaMay(
        "Subscribe",
        "'StringEquals': {'sns:Protocol': 'email'}, 'StringLike': {'sns:Endpoint': '*@a.example'}");
    ana.ok("Subscribe", subscription("email", "x@a.example"));
    ana.call("Subscribe", subscription("email", "x@b.example")).isError(403, "AuthorizationError");
    ana.call("Subscribe", subscription("sms", "+15550100")).isError(403, "AuthorizationError");
  }

  @Test
  void tagsAreConditions() {
    anaMay("CreateTopic", "'StringEquals': {'aws:RequestTag/team': 'a'}");
    ana.call("CreateTopic", "Name", "news").isError(403, "AuthorizationError");
    ana.call("CreateTopic", "Name", "news", "Tags", List.of(Map.of("Key", "team", "Value", "b")))
        .isError(403, "AuthorizationError");
  }
}
