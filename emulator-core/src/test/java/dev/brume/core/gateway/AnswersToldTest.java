package dev.brume.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.auth.Signature;
import dev.brume.core.gateway.GatewayContext.Ask;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Struct;
import dev.brume.testlog.ExpectsLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What services are told of their answers. Source of truth: the documentation of {@link
 * AnswerListener} and {@link CompletedRequest}.
 */
class AnswersToldTest {
  private static final TinyService.Operations OPERATIONS = new TinyService.Operations();

  private final List<CompletedRequest> told = new ArrayList<>();
  private final CompletableFuture<Struct> result = new CompletableFuture<>();

  private GatewayContext context(ResponseListener listener) {
    return new GatewayContext()
        .listener(listener)
        .add(
            "tiny",
            "tiny",
            OPERATIONS,
            binder -> {
              binder.on(OPERATIONS.echo, (context, input) -> text((String) input.get(0)));
              binder.onAsync(OPERATIONS.later, (context, input) -> result);
            },
            ProtocolId.AWS_JSON_1_0);
  }

  private static Struct text(String text) {
    return DynamicStruct.of(TinyService.TEXT, "Text", text);
  }

  private static Ask ask(String operation) {
    return Ask.json(TinyService.targetPrefix("tiny") + "." + operation)
        .signed("123456789012/20250101/eu-west-1/tiny/aws4_request");
  }

  @Test
  void anAnswerIsToldWithWhatItWasMadeOf() {
    GatewayContext context = context(told::add);
    GatewayContext.Answer answer = context.send(ask("Echo"));

    assertThat(told).hasSize(1);
    CompletedRequest only = told.getFirst();
    assertThat(only.requestId()).isEqualTo(answer.header("x-amzn-RequestId"));
    assertThat(only.operation()).isSameAs(OPERATIONS.echo);
    assertThat(only.caller().account()).isEqualTo("123456789012");
    assertThat(only.context().scope().region()).isEqualTo("eu-west-1");
    assertThat(only.input().get(0)).isEqualTo("hello");
    assertThat(only.output().get(0)).isEqualTo("hello");
    assertThat(only.signed()).isEqualTo(Signature.Form.HEADER);
    assertThat(only.response().status()).isEqualTo(200);
    assertThat(only.error()).isNull();
  }

  @Test
  void aRefusalIsToldWithWhatWasKnownByThen() {
    context(told::add).send(ask("Missing"));
    CompletedRequest only = told.getFirst();
    assertThat(only.response().status()).isEqualTo(501);
    assertThat(only.error().code()).isEqualTo("InternalFailure");
    assertThat(only.operation()).isSameAs(OPERATIONS.missing);
    assertThat(only.caller()).isNull();
    assertThat(only.context()).isNull();
    assertThat(only.input()).isNull();
    assertThat(only.output()).isNull();
  }

  @Test
  void whatWaitedIsToldAtItsEndWithItsBeginning() {
    GatewayContext context = context(told::add);
    long begunMillis = context.timeline.nowMillis();
    CompletableFuture<HttpResponse> answer = context.start(ask("Later"));
    context.timeline.advance(Duration.ofSeconds(5));
    assertThat(told).isEmpty();
    result.complete(text("late"));
    assertThat(answer).isDone();
    assertThat(told).extracting(CompletedRequest::begunMillis).containsExactly(begunMillis);
  }

  @Test
  @ExpectsLog(from = Reporter.class, text = "The service could not be told of its answer")
  void aListenerThatFailsTakesNoAnswerAway() {
    GatewayContext context =
        context(
            completedRequest -> {
              throw new IllegalStateException("deaf");
            });
    assertThat(context.send(ask("Echo")).status()).isEqualTo(200);
    assertThat(context.failures)
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo("deaf");
  }
}
