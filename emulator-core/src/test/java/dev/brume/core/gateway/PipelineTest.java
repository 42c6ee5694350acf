package dev.brume.core.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.effect.Effect;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.GatewayContext.Answer;
import dev.brume.core.gateway.GatewayContext.Ask;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.Unit;
import dev.brume.testlog.ExpectsLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * What the gateway does between request and response, in its order, and that nothing thrown on the
 * way is lost. Source of truth: ARCHITECTURE.md, "What holds".
 */
class PipelineTest {
  private final TinyService.Operations operations = new TinyService.Operations();

  private GatewayContext with(Consumer<Binder> bindings) {
    return new GatewayContext()
        .add("json", "json", operations, bindings, ProtocolId.AWS_JSON_1_0, ProtocolId.AWS_QUERY)
        .add("objects", "objects", new TinyService.Operations(), binder -> {}, ProtocolId.REST_XML);
  }

  private static Ask echo() {
    return Ask.json("Target_json.Echo").signedFor("json");
  }

  private static Ask later() {
    return Ask.json("Target_json.Later").signedFor("json");
  }

  @Test
  void aResultIsAnsweredInTheRequestsProtocol() {
    GatewayContext context = GatewayContext.withServices();

    Answer json = context.send(echo());
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.body()).isEqualTo("{\"Text\":\"hello\"}");
    assertThat(json.header("Content-Type")).isEqualTo("application/x-amz-json-1.0");
    assertThat(json.header("x-localstack")).isEqualTo("true");

    Answer form =
        context.send(
            Ask.of("POST", "/").signedFor("form").form("Action=Echo&Version=2020-form&Text=hello"));
    assertThat(form.body()).contains("<EchoResult><Text>hello</Text></EchoResult>");
  }

  @Test
  void everyResponseCarriesTheIdThatTheHandlerSaw() {
    GatewayContext context = GatewayContext.withServices();

    Answer answer = context.send(echo());

    assertThat(answer.header("x-amzn-RequestId")).isEqualTo(context.lastCall().requestId());
    assertThat(context.send(echo()).header("x-amzn-RequestId"))
        .isNotEqualTo(answer.header("x-amzn-RequestId"));
  }

  @Test
  void inputThatBreaksTheModelNeverReachesTheHandler() {
    GatewayContext context = GatewayContext.withServices();

    Answer answer = context.send(echo().body("{\"Text\":\"too long\"}"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("ValidationException")
        .contains("1 validation error detected: Value 'too long' at 'text' failed to satisfy");
    assertThat(context.calls).isEmpty();
  }

  @Test
  void malformedInputIsTheClientsFault() {
    GatewayContext context = GatewayContext.withServices();

    Answer answer = context.send(echo().body("{\"Text\":"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("SerializationException");
    assertThat(context.failures).isEmpty();
  }

  @Test
  void anErrorOfTheServiceIsAnsweredAsItIs() {
    GatewayContext context =
        with(
            binder ->
                binder.on(
                    operations.echo,
                    (c, input) -> {
                      throw AwsError.client("TooBusy", 429, "Try later");
                    }));

    Answer answer = context.send(echo());

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body()).contains("TooBusy", "Try later");
    assertThat(context.failures).isEmpty();
  }

  @Test
  @ExpectsLog(from = Gateway.class, text = "(Echo) failed")
  @ExpectsLog(from = Gateway.class, text = "(Later) failed")
  void aBugIsAnsweredAsInternalFailureAndReported() {
    IllegalStateException bug = new IllegalStateException("a bug");
    GatewayContext context =
        with(
            binder -> {
              binder.on(
                  operations.echo,
                  (c, input) -> {
                    throw bug;
                  });
              binder.onAsync(operations.later, (c, i) -> CompletableFuture.failedFuture(bug));
            });

    for (Ask ask : List.of(echo(), later())) {
      Answer answer = context.send(ask);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).contains("InternalFailure").doesNotContain("a bug");
    }
    assertThat(context.failures).containsExactly(bug, bug);
    assertThat(context.send(echo()).header("x-amzn-RequestId")).isNotNull();
  }

  @Test
  @ExpectsLog(from = Gateway.class, text = "NullPointerException")
  void aMissingResultIsABug() {
    GatewayContext context = with(binder -> binder.on(operations.echo, (c, input) -> null));

    assertThat(context.send(echo()).status()).isEqualTo(500);
    assertThat(context.failures).hasSize(1);
  }

  /** What has no room on the heap is no bug; the client may try again. */
  @Test
  @ExpectsLog(from = Gateway.class, text = "had no room")
  void aRequestThatFindsNoRoomIsAnsweredAsBusy() {
    GatewayContext context =
        with(
            binder ->
                binder.on(
                    operations.echo,
                    (c, input) -> {
                      throw new OutOfMemoryError("Java heap space");
                    }));

    assertThat(context.send(echo()).status()).isEqualTo(503);
    assertThat(context.failures).isEmpty();
  }

  @Test
  void aLateResultIsAnsweredWhenItComes() {
    CompletableFuture<Struct> result = new CompletableFuture<>();
    GatewayContext context = with(binder -> binder.onAsync(operations.later, (c, i) -> result));

    CompletableFuture<HttpResponse> answer = context.start(later());
    assertThat(answer).isNotDone();
    result.complete(DynamicStruct.of(TinyService.TEXT, "Text", "late"));

    assertThat(new Answer(answer.join()).body()).isEqualTo("{\"Text\":\"late\"}");
  }

  @Test
  void aTimerMayGiveTheLateResult() {
    GatewayContext context = new GatewayContext();
    CompletableFuture<Struct> result = new CompletableFuture<>();
    context.add(
        "json",
        "json",
        operations,
        binder ->
            binder.onAsync(
                operations.later,
                (c, input) -> {
                  context.timeline.schedule(
                      "wake", context.timeline.nowMillis() + 20_000, () -> result.complete(input));
                  return result;
                }),
        ProtocolId.AWS_JSON_1_0);

    CompletableFuture<HttpResponse> answer = context.start(later());
    context.timeline.advance(Duration.ofMillis(19_999));
    assertThat(answer).isNotDone();
    context.timeline.advance(Duration.ofMillis(1));

    assertThat(new Answer(answer.join()).body()).isEqualTo("{\"Text\":\"hello\"}");
  }

  @Test
  void aLateErrorIsAnsweredBareOrWrapped() {
    AwsError error = AwsError.client("TooBusy", 429, "Try later");
    List<Throwable> forms = List.of(error, new CompletionException(error));
    for (Throwable form : forms) {
      CompletableFuture<Struct> result = new CompletableFuture<>();
      GatewayContext context = with(binder -> binder.onAsync(operations.later, (c, i) -> result));
      CompletableFuture<HttpResponse> answer = context.start(later());
      result.completeExceptionally(form);

      assertThat(answer.join().status()).isEqualTo(429);
      assertThat(context.failures).isEmpty();
    }
  }

  @Test
  void effectsRunBeforeTheAnswer() {
    List<String> order = new ArrayList<>();
    GatewayContext context = new GatewayContext();
    context.add(
        "json",
        "json",
        operations,
        binder ->
            binder.on(
                operations.echo,
                (c, input) -> {
                  context.outbox.append(
                      "lane",
                      attempt -> {
                        order.add("effect");
                        return CompletableFuture.completedFuture(Effect.DONE);
                      });
                  order.add("handler");
                  return input;
                }),
        ProtocolId.AWS_JSON_1_0);

    context.send(echo());

    assertThat(order).containsExactly("handler", "effect");
  }

  @Test
  void handlersRunInsideTheStoresSharedSection() {
    GatewayContext context = new GatewayContext();
    List<Throwable> refused = new ArrayList<>();
    context.add(
        "json",
        "json",
        operations,
        binder ->
            binder.on(
                operations.echo,
                (c, input) -> {
                  try {
                    context.store.reset();
                  } catch (IllegalStateException e) {
                    refused.add(e);
                  }
                  return input;
                }),
        ProtocolId.AWS_JSON_1_0);

    context.send(echo());
    context.store.reset();

    assertThat(refused).hasSize(1);
  }

  @Test
  void aBodyThatArrivesInPiecesIsCollected() {
    GatewayContext context = GatewayContext.withServices();
    Pieces body = new Pieces(-1, "{\"Text\"", ":\"hello\"}");

    Answer answer = context.send(echo().body(body));

    assertThat(answer.body()).isEqualTo("{\"Text\":\"hello\"}");
  }

  @Test
  void aFormThatArrivesInPiecesIsRouted() {
    GatewayContext context = GatewayContext.withServices();
    Pieces body = new Pieces(-1, "Action=Open&Vers", "ion=2020-form");

    Answer answer =
        context.send(
            Ask.of("POST", "/")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body(body));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  /** The model's trait requestCompression: https://smithy.io/2.0/spec/behavior-traits.html */
  @Test
  void aPackedBodyIsUnpacked() throws IOException {
    GatewayContext context = GatewayContext.withServices();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("{\"Text\":\"hello\"}".getBytes(UTF_8));
    }
    Ask ask = echo().with("Content-Encoding", "gzip");

    assertThat(context.send(ask.body(new RequestBody.Whole(packed.toByteArray()))).body())
        .isEqualTo("{\"Text\":\"hello\"}");
    assertThat(context.send(ask.body("{\"Text\":\"hello\"}")).status()).isEqualTo(400);
    assertThat(context.failures).isEmpty();
  }

  /** The limit is the emulator's own; AWS documents none that all services share. */
  @Test
  void aBodyBeyondTheLimitIsRefusedUnread() {
    GatewayContext context = GatewayContext.withServices();
    Pieces announced = new Pieces(Dialect.MAX_BODY_BYTES + 1L, "never read");
    assertThat(context.send(echo().body(announced)).status()).isEqualTo(413);
    assertThat(announced.subscribed).isFalse();

    String piece = "x".repeat(Dialect.MAX_BODY_BYTES / 2);
    Answer answer = context.send(echo().body(new Pieces(-1, piece, piece, "x")));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("RequestEntityTooLargeException");
    assertThat(context.failures).isEmpty();
  }

  @Test
  void aBodyThatBreaksOffIsNobodysBug() {
    GatewayContext context = GatewayContext.withServices();

    Answer answer = context.send(echo().body(new Pieces(-1, "{", null)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(context.failures).isEmpty();
  }

  @Test
  void aStreamReachesItsHandlerUnread() {
    List<Object> streams = new ArrayList<>();
    Pieces body = new Pieces(3, "abc");
    TinyService.Operations store = new TinyService.Operations();
    GatewayContext context =
        new GatewayContext()
            .add(
                "objects",
                "objects",
                store,
                binder ->
                    binder.onAsync(
                        store.store,
                        (c, input) -> {
                          streams.add(input.get(1));
                          assertThat(body.subscribed).isFalse();
                          return CompletableFuture.completedFuture(Unit.INSTANCE);
                        }),
                ProtocolId.REST_XML);

    Answer answer = context.send(Ask.of("PUT", "/store/a").signedFor("objects").body(body));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(streams).hasSize(1).first().isInstanceOf(ByteStream.class);
  }

  @Test
  void pagesOfStrangersAreKeptOut() {
    GatewayContext context = GatewayContext.withServices();

    assertThat(context.send(echo().with("Origin", "https://evil.example")).status()).isEqualTo(403);
    Answer preflight =
        context.send(
            Ask.of("OPTIONS", "/")
                .with("Origin", "http://localhost:3000")
                .with("Access-Control-Request-Method", "POST"));
    assertThat(preflight.status()).isEqualTo(204);
    Answer answer = context.send(echo().with("Origin", "http://localhost:3000"));
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
    assertThat(context.calls).hasSize(1);
  }

  @Test
  @ExpectsLog(from = Gateway.class, text = "Echo is not an operation of json")
  void bindingWhatIsNoOperationOfTheServiceFails() {
    GatewayContext context =
        with(binder -> binder.on(new TinyService.Operations().echo, (c, input) -> input));

    Answer answer = context.send(Ask.json("Target_json.Echo").signedFor("json"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .as("in the service's own protocol")
        .contains("\"__type\":", "InternalFailure");
    assertThat(context.failures).hasSize(1);
  }

  /** A body in the given pieces; null stands for a connection that breaks. */
  private static final class Pieces implements RequestBody.Streamed {
    private final long length;
    private final String[] pieces;
    private boolean subscribed;

    Pieces(long length, String... pieces) {
      this.length = length;
      this.pieces = pieces;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public Headers trailers() {
      return new Headers();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscribed = true;
      subscriber.onSubscribe(
          new Flow.Subscription() {
            private int next;
            private boolean ended;

            @Override
            public void request(long count) {
              while (!ended && next < pieces.length) {
                String piece = pieces[next++];
                if (piece == null) {
                  ended = true;
                  subscriber.onError(new IOException("broken off"));
                } else {
                  subscriber.onNext(ByteBuffer.wrap(piece.getBytes(UTF_8)));
                }
              }
              if (!ended) {
                ended = true;
                subscriber.onComplete();
              }
            }

            @Override
            public void cancel() {
              ended = true;
            }
          });
    }
  }
}
