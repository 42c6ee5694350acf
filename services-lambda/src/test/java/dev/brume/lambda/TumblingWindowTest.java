package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.kit.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Windows of time, in which a function keeps a state.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html">
 *     Implementing stateful Kinesis Data Streams processing in Lambda</a>
 */
class TumblingWindowTest {
  private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/s";
  private static final String SHARD = "shardId-000000000000";
  private static final int SECONDS = 60;

  private final RecordedStream stream = new RecordedStream(STREAM);
  private final DurableTestServer test = new DurableTestServer();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  @BeforeEach
  void offerStreams() {
    test.test.server.environment().ports().offerStreams("kinesis", () -> stream);
    stream.open(SHARD, null);
  }

  @AfterEach
  void end() {
    test.close();
  }

  /** Counts records; {@code answer} makes the answer of the event and the count. */
  private void map(Function<JsonNode, String> answer, Object... more) {
    test.function(
        "f",
        (event, context) -> {
          JsonNode read = DurableTestServer.read(new String(event, StandardCharsets.UTF_8));
          events.add(read);
          return answer.apply(read).getBytes(StandardCharsets.UTF_8);
        });
    ObjectNode input = JsonDocument.newObject();
    input.put("FunctionName", "f").put("EventSourceArn", STREAM);
    input.put("StartingPosition", "TRIM_HORIZON").put("TumblingWindowInSeconds", SECONDS);
    test.test.lambda.callWithText("CreateEventSourceMapping", JsonDocument.text(input)).ok();
    test.test.settle();
  }

  private static String count(JsonNode event) {
    int count = event.at("/state/count").asInt() + event.path("Records").size();
    return "{\"state\":{\"count\":" + count + "}}";
  }

  private void put(String... data) {
    test.test
        .server
        .environment()
        .request(
            () -> {
              for (String each : data) {
                stream.add(SHARD, test.test.server.timeline().now(), "k", each);
              }
            });
    test.test.settle();
  }

  private List<String> calls() {
    return events.stream()
        .map(
            event ->
                event.path("Records").size()
                    + " "
                    + event.path("state")
                    + " "
                    + event.path("isFinalInvokeForWindow"))
        .toList();
  }

  @Test
  void aStateIsKeptUntilTheWindowEnds() {
    map(TumblingWindowTest::count);
    put("a", "b");
    put("c");
    assertThat(calls()).containsExactly("2 {} false", "1 {\"count\":2} false");
    JsonNode window = events.getFirst().path("window");
    assertThat(window.path("start").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:00Z");
    assertThat(window.path("end").asText()).isNotEqualTo(window.path("start").asText());
    assertThat(events.getFirst().path("shardId").asText()).isEqualTo(SHARD);
    assertThat(events.getFirst().path("eventSourceARN").asText()).isEqualTo(STREAM);
    assertThat(events.getFirst().path("isWindowTerminatedEarly").asBoolean(true)).isFalse();
    test.pass(SECONDS);
    assertThat(calls()).last().isEqualTo("0 {\"count\":3} true");
    put("d");
    assertThat(calls()).last().isEqualTo("1 {} false");
  }

  @Test
  void recordsOfTheNextWindowWaitForTheEndOfTheOne() {
    map(TumblingWindowTest::count);
    put("a");
    test.test.server.passSeconds(SECONDS);
    put("b");
    assertThat(calls()).containsExactly("1 {} false", "0 {\"count\":1} true", "1 {} false");
  }

  @Test
  void theStateSurvivesARestart() {
    map(TumblingWindowTest::count);
    put("a", "b");
    test.restart();
    put("c");
    test.pass(SECONDS);
    assertThat(calls())
        .containsExactly("2 {} false", "1 {\"count\":2} false", "0 {\"count\":3} true");
  }

  /**
   * "If the response doesn't contain a state property, Lambda considers this a failed invocation."
   */
  @Test
  void anAnswerWithoutAStateIsAFailure() {
    map(event -> events.size() == 1 ? "{}" : count(event));
    put("a");
    assertThat(calls()).containsExactly("1 {} false");
    test.pass(5);
    assertThat(calls()).containsExactly("1 {} false", "1 {} false");
  }

  /** "Your state can be a maximum of 1 MB per shard." */
  @Test
  void aLargeStateEndsTheWindowEarly() {
    map(
        event ->
            events.size() == 1
                ? "{\"state\":{\"big\":\"" + "x".repeat(1_048_576) + "\"}}"
                : count(event));
    put("a");
    assertThat(events).hasSize(2);
    assertThat(events.get(1).path("isFinalInvokeForWindow").asBoolean()).isTrue();
    assertThat(events.get(1).path("isWindowTerminatedEarly").asBoolean()).isTrue();
    put("b");
    assertThat(events.get(2).path("state").toString()).isEqualTo("{}");
    assertThat(events.get(2).path("window")).isEqualTo(events.get(0).path("window"));
  }
}
