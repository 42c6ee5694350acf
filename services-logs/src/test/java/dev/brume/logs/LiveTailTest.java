package dev.brume.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Caller;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.ProtocolId;
import dev.brume.logs.api.LogsApi;
import dev.brume.logs.api.StartLiveTailRequest;
import dev.brume.logs.api.StartLiveTailResponseStream;
import dev.brume.testkit.TestEnvironment;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What comes is sent each second.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html">StartLiveTail</a>
 */
class LiveTailTest {
  private static final String ARN = "arn:aws:logs:eu-west-1:123456789012:log-group:g";

  private final TestServer server = TestServer.of(LogsApi.SERVICE, LogsService::new);
  private final WireClient logs = server.client();

  /** What a client has got so far. */
  private static final class Client implements Flow.Subscriber<StartLiveTailResponseStream> {
    final List<StartLiveTailResponseStream> got = new ArrayList<>();
    Flow.Subscription subscription;
    Throwable failure;
    boolean complete;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(StartLiveTailResponseStream event) {
      got.add(event);
    }

    @Override
    public void onError(Throwable why) {
      failure = why;
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    List<String> messages() {
      return got.stream()
          .filter(each -> each.sessionUpdate() != null)
          .flatMap(each -> each.sessionUpdate().sessionResults().stream())
          .map(
              each -> each.logGroupIdentifier() + " " + each.logStreamName() + " " + each.message())
          .toList();
    }
  }

  @BeforeEach
  void makeGroup() {
    logs.ok("CreateLogGroup", "logGroupName", "g");
    for (String stream : List.of("a1", "a2", "b")) {
      logs.ok("CreateLogStream", "logGroupName", "g", "logStreamName", stream);
    }
  }

  private void put(String stream, String... messages) {
    List<Object> events = new ArrayList<>();
    for (String message : messages) {
      events.add(Map.of("timestamp", server.timeline().nowMillis(), "message", message));
    }
    logs.ok("PutLogEvents", "logGroupName", "g", "logStreamName", stream, "logEvents", events);
  }

  private Client start(StartLiveTailRequest.Builder input) {
    RequestContext context =
        new RequestContext(
            "id",
            TestEnvironment.SCOPE,
            new Caller("123456789012", "123456789012", null),
            ProtocolId.AWS_JSON_1_1,
            LogsApi.START_LIVE_TAIL,
            null);
    LogsService service = server.service("logs", LogsService.class);
    Client client = new Client();
    server
        .environment()
        .request(
            () ->
                service
                    .liveTail()
                    .startLiveTail(context, input.logGroupIdentifiers(List.of(ARN)).build()))
        .responseStream()
        .subscribe(client);
    client.subscription.request(Long.MAX_VALUE);
    return client;
  }

  private static StartLiveTailRequest.Builder all() {
    return StartLiveTailRequest.builder();
  }

  @Test
  void sendWhatComesEachSecond() {
    put("a1", "before");
    Client client = start(all());
    assertThat(client.got).hasSize(1);
    assertThat(client.got.get(0).sessionStart().logGroupIdentifiers()).containsExactly(ARN);
    assertThat(client.got.get(0).sessionStart().sessionId()).isNotEmpty();
    put("a1", "one", "two");
    put("b", "three");
    assertThat(client.messages()).isEmpty();
    server.passSeconds(1);
    assertThat(client.messages())
        .containsExactly(
            "123456789012:g a1 one", "123456789012:g a1 two", "123456789012:g b three");
    server.passSeconds(2);
    assertThat(client.got).hasSize(4);
    assertThat(client.got.get(3).sessionUpdate().sessionResults()).isEmpty();
  }

  @Test
  void takeStreamsAndPatterns() {
    Client byName = start(all().logStreamNames(List.of("b")));
    Client byPrefix = start(all().logStreamNamePrefixes(List.of("a")));
    Client byPattern = start(all().logEventFilterPattern("?ERROR ?WARN"));
    put("a1", "ERROR x", "INFO y");
    put("b", "WARN z");
    server.passSeconds(1);
    assertThat(byName.messages()).containsExactly("123456789012:g b WARN z");
    assertThat(byPrefix.messages())
        .containsExactly("123456789012:g a1 ERROR x", "123456789012:g a1 INFO y");
    assertThat(byPattern.messages())
        .containsExactly("123456789012:g a1 ERROR x", "123456789012:g b WARN z");
    refused(all().logStreamNames(List.of("b")).logStreamNamePrefixes(List.of("a")));
  }

  private void refused(StartLiveTailRequest.Builder input) {
    assertThatThrownBy(() -> start(input))
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> assertThat(error.code()).isEqualTo("InvalidParameterException"));
  }

  /** "If there are more than 500 log events in one second, the events are sampled." */
  @Test
  void sampleWhatIsTooMuch() {
    Client client = start(all());
    String[] many = new String[600];
    for (int i = 0; i < many.length; i++) {
      many[i] = "m" + i;
    }
    put("a1", many);
    server.passSeconds(1);
    assertThat(client.messages()).hasSize(500);
    assertThat(client.got.get(1).sessionUpdate().sessionMetadata().sampled()).isTrue();
    put("a1", "last");
    server.passSeconds(1);
    assertThat(client.got.get(2).sessionUpdate().sessionMetadata().sampled()).isFalse();
  }

  /** "A session can stay open for up to 3 hours." */
  @Test
  void endAfterThreeHoursOrWithTheirClient() {
    Client client = start(all());
    Client gone = start(all());
    gone.subscription.cancel();
    server.pass(Duration.ofHours(3));
    assertThat(client.failure)
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("SessionTimeoutException"));
    assertThat(gone.got).hasSize(1);
    int sent = client.got.size();
    server.pass(Duration.ofHours(1));
    assertThat(client.got).hasSize(sent);
  }

  /** A server that ends does not wait for hours. */
  @Test
  void endWithTheServer() {
    LogsService service = server.service("logs", LogsService.class);
    Client client = start(all());
    service.endWaits();
    assertThat(client.complete).isTrue();
  }

  /** "15 concurrent Live Tail sessions". */
  @Test
  void areFifteenAtMost() {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      clients.add(start(all()));
    }
    assertThatThrownBy(() -> start(all()))
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("LimitExceededException"));
    clients.get(3).subscription.cancel();
    start(all());
  }
}
