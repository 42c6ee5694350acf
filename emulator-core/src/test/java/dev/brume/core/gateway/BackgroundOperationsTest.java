package dev.brume.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.GatewayContext.Answer;
import dev.brume.core.gateway.GatewayContext.Ask;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.LoopWatch;
import dev.brume.core.http.RequestBody;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Struct;
import dev.brume.testlog.ExpectsLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Nothing slow runs on the thread that brings a request. Source of truth: ARCHITECTURE.md, "What
 * holds"; AWS says nothing of threads.
 */
class BackgroundOperationsTest {
  private final TinyService.Operations operations = new TinyService.Operations();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final List<String> steps = new ArrayList<>();

  private GatewayContext with(Consumer<Binder> bindings) {
    return new GatewayContext()
        .background(waiting::add)
        .add("json", "json", operations, bindings, ProtocolId.AWS_JSON_1_0);
  }

  private static Ask echo() {
    return Ask.json("Target_json.Echo").signedFor("json");
  }

  private static Ask largeEcho() {
    return echo()
        .body("{\"Text\":\"hello\",\"Other\":\"" + "x".repeat(Gateway.MAX_BYTES_ON_LOOP) + "\"}");
  }

  private Struct echo(RequestContext context, Struct input) {
    steps.add("handler");
    return input;
  }

  @Test
  void aBackgroundOperationIsNotDoneByTheThreadThatBringsIt() {
    GatewayContext context =
        with(
            binder ->
                binder.onBackground(
                    operations.echo,
                    (request, input, section) -> {
                      steps.add("computed");
                      return section.call(() -> echo(request, input));
                    }));

    CompletableFuture<HttpResponse> answer = context.start(echo());
    assertThat(answer).isNotDone();
    assertThat(steps).isEmpty();

    waiting.remove().run();
    assertThat(new Answer(answer.join()).body()).isEqualTo("{\"Text\":\"hello\"}");
    assertThat(steps).containsExactly("computed", "handler");
    assertThat(waiting).isEmpty();
  }

  @Test
  @ExpectsLog(from = Gateway.class, text = "(Echo) failed")
  void whatABackgroundOperationThrowsIsAnswered() {
    List<RuntimeException> failures = new ArrayList<>();
    failures.add(AwsError.client("TooSlow", 429, "Not today"));
    failures.add(new IllegalStateException("a bug"));
    GatewayContext context =
        with(
            binder ->
                binder.onBackground(
                    operations.echo,
                    (request, input, section) -> {
                      throw failures.remove(0);
                    }));

    CompletableFuture<HttpResponse> refused = context.start(echo());
    waiting.remove().run();
    assertThat(refused.join().status()).isEqualTo(429);
    assertThat(context.failures).isEmpty();

    CompletableFuture<HttpResponse> failed = context.start(echo());
    waiting.remove().run();
    assertThat(failed.join().status()).isEqualTo(500);
    assertThat(context.failures).hasSize(1);
  }

  @Test
  void aLargeDocumentIsReadInTheBackground() {
    GatewayContext context = with(binder -> binder.on(operations.echo, this::echo));

    CompletableFuture<HttpResponse> answer = context.start(largeEcho());
    assertThat(answer).isNotDone();
    assertThat(steps).isEmpty();

    waiting.remove().run();
    assertThat(answer.join().status()).isEqualTo(200);
    assertThat(waiting).isEmpty();
  }

  @Test
  void aLargeDocumentOfABackgroundOperationTakesOneTurn() {
    GatewayContext context =
        with(
            binder ->
                binder.onBackground(
                    operations.echo, (request, input, section) -> echo(request, input)));

    CompletableFuture<HttpResponse> answer = context.start(largeEcho());
    waiting.remove().run();

    assertThat(answer.join().status()).isEqualTo(200);
    assertThat(waiting).isEmpty();
  }

  @Test
  void aSmallDocumentIsReadAtOnce() {
    GatewayContext context = with(binder -> binder.on(operations.echo, this::echo));

    assertThat(context.start(echo())).isDone();
    assertThat(waiting).isEmpty();
  }

  @Test
  void theWatchOfLoopsReportsWhatIsSlowAndNothingElse() {
    List<Duration> held = new ArrayList<>();
    HttpRequest request =
        new HttpRequest(
            "GET", "/", null, new Headers(), RequestBody.EMPTY, ClientConnection.INTERNAL);
    HttpResponse empty = HttpResponse.empty(200);

    LoopWatch lenient =
        new LoopWatch(
            any -> CompletableFuture.completedFuture(empty),
            Duration.ofDays(1),
            (slow, cpuTime) -> held.add(cpuTime));
    lenient.handle(request);
    assertThat(held).isEmpty();

    LoopWatch strict =
        new LoopWatch(
            any -> CompletableFuture.completedFuture(empty),
            Duration.ofNanos(-1),
            (slow, cpuTime) -> held.add(cpuTime));
    strict.handle(request);
    assertThat(held).hasSize(1);
  }
}
