package dev.brume.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.scope.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The test client in every protocol, against the server's side of it.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">Smithy: AWS protocols</a>
 */
class WireClientTest {
  private final TestServer server = speaking(ProtocolId.AWS_JSON_1_1);
  private final WireClient client = server.client();

  private static TestServer speaking(ProtocolId protocol) {
    ServiceSchema schema = EchoService.speaking(protocol);
    return TestServer.of(schema, surroundings -> new EchoService(schema, surroundings));
  }

  private static Map<String, Object> input() {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("Name", "a b/ü");
    input.put("Header", "h");
    input.put("Text", "<ü> & \"x\" \n");
    input.put("Number", 3);
    input.put("Flag", true);
    input.put("Bytes", "AAEC");
    input.put("Time", 1_700_000_000);
    input.put("List", List.of("x", "y"));
    input.put("Flat", List.of("1", "2", "3"));
    input.put("Map", Map.of("k", 7));
    input.put("Inner", Map.of("Text", "t", "List", List.of("z")));
    return input;
  }

  @ParameterizedTest
  @EnumSource(ProtocolId.class)
  void speaksEveryProtocol(ProtocolId protocol) {
    Map<String, Object> input = input();
    if (protocol == ProtocolId.EC2_QUERY) {
      input.remove("Map"); // "ec2Query does not support maps"
    }
    JsonNode output = speaking(protocol).client().ok("Echo", input);
    for (Map.Entry<String, Object> entry : input.entrySet()) {
      JsonNode wanted = new ObjectMapper().valueToTree(entry.getValue());
      if (entry.getKey().equals("Time")) {
        assertThat(output.path("Time").asDouble()).isEqualTo(1_700_000_000.0);
      } else {
        assertThat(output.path(entry.getKey())).as(entry.getKey()).isEqualTo(wanted);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ProtocolId.class)
  void readsErrors(ProtocolId protocol) {
    speaking(protocol)
        .client()
        .call("Fail", "Name", "x")
        .isError(409, "Refused", "No \"x\" & none.");
  }

  @Test
  void callsAsOthersElsewhere() {
    client.ok("Echo", "Name", "a");
    client.in("us-east-1").ok("Echo", "Name", "a");
    client.as("999999999999").ok("Echo", "Name", "a");
    assertThat(server.environment().store().scopes("echo"))
        .containsExactlyInAnyOrder(
            TestEnvironment.SCOPE,
            new Scope(TestEnvironment.ACCOUNT, "us-east-1"),
            new Scope("999999999999", TestEnvironment.REGION));
  }

  private Object seen() {
    TestEnvironment environment = server.environment();
    return environment.request(() -> environment.root(EchoService.ROOT).seen().get("a"));
  }

  @Test
  void stateSurvivesARestart() {
    client.ok("Echo", "Name", "a");
    server.passSeconds(5);
    client.ok("Echo", "Name", "a");
    Object before = server.environment().root(EchoService.ROOT);
    server.assertKept(this::seen);
    assertThat(server.environment().root(EchoService.ROOT)).isNotSameAs(before);
    assertThat(seen()).isEqualTo(new EchoService.Seen(2, server.timeline().nowMillis()));
  }

  @Test
  void stateCanBeRestored() {
    client.ok("Echo", "Name", "a");
    server.assertRestored(this::seen, () -> client.ok("Echo", "Name", "a"));
  }

  @Test
  void sendsAnything() {
    client.send("POST", "/nowhere?x=1", "{}", "X-Amz-Target", "Echo_1.Nothing").hasStatus(400);
    client.callWithText("Echo", "[1]").isError(400, "SerializationException");
  }
}
