package dev.brume.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.GatewayContext.Ask;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.observe.PrometheusText;
import dev.brume.core.observe.RequestRecord;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.Unit;
import dev.brume.testlog.ExpectsLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What is remembered and counted of requests on their way through the gateway, in virtual time and
 * by a stopwatch that the test moves. Source of truth: docs/admin.md of this project.
 */
class ObservedRequestsTest {
  private static final TinyService.Operations OPERATIONS = new TinyService.Operations();

  private static GatewayContext with(Consumer<Binder> bindings) {
    return new GatewayContext()
        .add("tiny", "tiny", OPERATIONS, bindings, ProtocolId.AWS_JSON_1_0, ProtocolId.AWS_QUERY);
  }

  private static Ask ask(String operation) {
    return Ask.json(TinyService.targetPrefix("tiny") + "." + operation)
        .signed("123456789012/20250101/eu-west-1/tiny/aws4_request");
  }

  private static RequestRecord only(GatewayContext context) {
    List<RequestRecord> all = context.observer.history().newest(record -> true, 10);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static String metrics(GatewayContext context) {
    PrometheusText out = new PrometheusText();
    context.observer.write(out);
    return out.toString();
  }

  private static Struct text(String text) {
    return DynamicStruct.of(TinyService.TEXT, "Text", text);
  }

  @Test
  void aSuccessIsRememberedWithAllThatIsKnown() {
    GatewayContext context = withEcho(c -> c.stopwatchNanos.addAndGet(123_000));
    context.timeline.advance(Duration.ofHours(1));
    GatewayContext.Answer answer = context.send(ask("Echo"));

    RequestRecord record = only(context);
    assertThat(record.timeMillis()).isEqualTo(context.timeline.nowMillis());
    assertThat(record.service()).isEqualTo("tiny");
    assertThat(record.operation()).isEqualTo("Echo");
    assertThat(record.account()).isEqualTo("123456789012");
    assertThat(record.region()).isEqualTo("eu-west-1");
    assertThat(record.protocol()).isEqualTo(ProtocolId.AWS_JSON_1_0);
    assertThat(record.method()).isEqualTo("POST");
    assertThat(record.path()).isEqualTo("/");
    assertThat(record.status()).isEqualTo(200);
    assertThat(record.errorCode()).isNull();
    assertThat(record.cause()).isNull();
    assertThat(record.latencyNanos()).isEqualTo(123_000);
    assertThat(record.requestId()).isEqualTo(answer.header("x-amzn-RequestId"));
    assertThat(record.requestBytes()).isEqualTo("{\"Text\":\"hello\"}".length());
    assertThat(record.responseBytes()).isEqualTo(answer.body().length());
  }

  /** The label of its URI names what an operation stores; a text says nothing of the kind. */
  @Test
  void whatItActsOnIsRemembered() {
    GatewayContext context =
        new GatewayContext()
            .add(
                "tiny",
                "tiny",
                OPERATIONS,
                binder -> binder.on(OPERATIONS.store, (c, input) -> Unit.INSTANCE),
                ProtocolId.REST_JSON_1);
    context.send(
        Ask.of("PUT", "/store/" + "a%20b".repeat(1_000))
            .signed("123456789012/20250101/eu-west-1/tiny/aws4_request"));

    assertThat(only(context).resource()).hasSize(1);
    assertThat(only(context).resource().get(0).member()).isEqualTo("Name");
    assertThat(only(context).resource().get(0).value()).startsWith("a ba b").hasSizeLessThan(1_200);
  }

  private static GatewayContext withEcho(Consumer<GatewayContext> action) {
    GatewayContext[] made = new GatewayContext[1];
    made[0] =
        with(
            binder ->
                binder.on(
                    OPERATIONS.echo,
                    (context, input) -> {
                      action.accept(made[0]);
                      return text((String) input.get(0));
                    }));
    return made[0];
  }

  @Test
  void aRefusalIsRememberedWithCodeAndMessage() {
    GatewayContext context =
        withEcho(
            any -> {
              throw AwsError.client("TooBusyException", 429, "Try later");
            });
    context.send(ask("Echo"));

    RequestRecord record = only(context);
    assertThat(record.status()).isEqualTo(429);
    assertThat(record.errorCode()).isEqualTo("TooBusyException");
    assertThat(record.cause()).isEqualTo("Try later");
  }

  @Test
  @ExpectsLog(from = Gateway.class, text = "the wheels came off")
  void aBugIsRememberedWithItsException() {
    GatewayContext context =
        withEcho(
            any -> {
              throw new IllegalStateException("the wheels came off");
            });
    context.send(ask("Echo"));

    RequestRecord record = only(context);
    assertThat(record.status()).isEqualTo(500);
    assertThat(record.errorCode()).isEqualTo("InternalFailure");
    assertThat(record.cause())
        .startsWith("java.lang.IllegalStateException: the wheels came off\n\tat ")
        .contains("ObservedRequestsTest");
  }

  @Test
  void whatWaitsIsInFlightUntilItsAnswer() {
    CompletableFuture<Struct> result = new CompletableFuture<>();
    GatewayContext context = with(binder -> binder.onAsync(OPERATIONS.later, (c, i) -> result));
    CompletableFuture<HttpResponse> answer = context.start(ask("Later"));

    assertThat(metrics(context))
        .contains("brume_requests_in_flight 1\n", "brume_requests_waiting 1\n");
    assertThat(context.observer.history().newest(record -> true, 10)).isEmpty();

    context.timeline.advance(Duration.ofSeconds(20));
    context.stopwatchNanos.set(TimeUnit.SECONDS.toNanos(2));
    result.complete(text("late"));

    assertThat(answer).isDone();
    assertThat(only(context).timeMillis()).isEqualTo(context.timeline.nowMillis());
    assertThat(only(context).latencyNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(2));
    assertThat(metrics(context))
        .contains(
            "brume_requests_in_flight 0\n",
            "brume_requests_waiting 0\n",
            "brume_request_duration_seconds_bucket{service=\"tiny\",operation=\"Later\",le=\"1\"}"
                + " 0\n",
            "brume_request_duration_seconds_bucket{service=\"tiny\",operation=\"Later\",le=\"2.5\"}"
                + " 1\n",
            "brume_request_duration_seconds_bucket{service=\"tiny\",operation=\"Later\",le=\"+Inf\"}"
                + " 1\n",
            "brume_request_duration_seconds_sum{service=\"tiny\",operation=\"Later\"} 2\n",
            "brume_request_duration_seconds_count{service=\"tiny\",operation=\"Later\"} 1\n");
  }

  @Test
  void aClientThatHangsUpIsRememberedAsThat() {
    CompletableFuture<Struct> result = new CompletableFuture<>();
    GatewayContext context = with(binder -> binder.onAsync(OPERATIONS.later, (c, i) -> result));
    HttpRequest request = ask("Later").request();
    context
        .gateway()
        .handle(
            new HttpRequest(
                request.method(),
                request.path(),
                null,
                request.headers(),
                request.body(),
                new HungUp()));
    result.complete(text("late"));

    assertThat(only(context).cause()).isEqualTo("The client had hung up by then");
    assertThat(metrics(context)).contains("brume_requests_in_flight 0\n");
  }

  private static final class HungUp implements ClientConnection {
    @Override
    public boolean isOpen() {
      return false;
    }

    @Override
    public void onClose(Runnable action) {}

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public String remoteAddress() {
      return "127.0.0.1";
    }
  }

  /** The steps begin again once the form is there: that is still one request. */
  @Test
  void aBodyInPiecesIsOneRequest() {
    GatewayContext context = withEcho(any -> {});
    String form = "Action=Echo&Version=" + TinyService.version("tiny") + "&Text=hello";
    Ask ask =
        Ask.of("POST", "/")
            .with("Content-Type", "application/x-www-form-urlencoded")
            .signed("123456789012/20250101/eu-west-1/tiny/aws4_request")
            .body(new OnePiece(form.getBytes(StandardCharsets.US_ASCII)));

    assertThat(context.send(ask).status()).isEqualTo(200);
    assertThat(only(context).operation()).isEqualTo("Echo");
    assertThat(only(context).protocol()).isEqualTo(ProtocolId.AWS_QUERY);
    assertThat(only(context).requestBytes()).isEqualTo(form.length());
    assertThat(metrics(context))
        .contains(
            "brume_requests_total{service=\"tiny\",operation=\"Echo\",status=\"200\"} 1\n",
            "brume_requests_in_flight 0\n");
  }

  private record OnePiece(byte[] bytes) implements RequestBody.Streamed {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              subscriber.onNext(ByteBuffer.wrap(bytes));
              subscriber.onComplete();
            }

            @Override
            public void cancel() {}
          });
    }

    @Override
    public long length() {
      return -1;
    }

    @Override
    public Headers trailers() {
      return new Headers();
    }
  }

  @Test
  void theEmulatorsOwnPathsAreNotRequestsOfAws() {
    GatewayContext context = withEcho(any -> {});
    context.paths.at(() -> request -> HttpResponse.empty(200), "/_own");
    context.send(Ask.of("GET", "/_own"));

    assertThat(context.observer.history().newest(record -> true, 10)).isEmpty();
    assertThat(metrics(context)).contains("brume_requests_in_flight 0\n");
  }

  @Test
  void aPageThatIsNotLetInIsRemembered() {
    GatewayContext context = withEcho(any -> {});
    context.send(ask("Echo").with("Origin", "https://evil.example"));

    assertThat(only(context).status()).isEqualTo(403);
    assertThat(only(context).service()).isNull();
    assertThat(only(context).cause()).contains("https://evil.example");
  }

  /** Services that clients make up are one series, whatever their names. */
  @Test
  void theNumberOfSeriesIsBounded() {
    GatewayContext context = withEcho(any -> {});
    for (int i = 0; i < 2_000; i++) {
      context.send(
          Ask.of("GET", "/" + i).signed("test/20250101/us-east-1/made-up-" + i + "/aws4_request"));
      context.send(ask("MadeUp" + i));
    }

    assertThat(metrics(context).lines().filter(line -> line.startsWith("brume_requests_total")))
        .containsExactlyInAnyOrder(
            "brume_requests_total{service=\"none\",operation=\"none\",status=\"501\"} 2000",
            "brume_requests_total{service=\"tiny\",operation=\"none\",status=\"400\"} 2000");
  }

  /** A name of 60,000 characters, as many as headers may have, is not kept a hundred times. */
  @Test
  void whatClientsMakeUpIsKeptInPartOnly() {
    GatewayContext context = withEcho(any -> {});
    String name = "x".repeat(60_000);
    context.send(
        Ask.of("GET", "/" + name)
            .signed("test/20250101/us-east-1/" + name + "/aws4_request")
            .with("X-Amz-Target", name + "." + name));

    RequestRecord record = only(context);
    assertThat(record.service().length()).isLessThan(200);
    assertThat(record.path().length()).isLessThan(2_000);
    assertThat(record.cause().length()).isLessThan(5_000);
  }
}
