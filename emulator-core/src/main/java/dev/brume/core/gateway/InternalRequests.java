package dev.brume.core.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.http.RequestTimeoutException;
import dev.brume.core.state.StateException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Answers requests for the emulator's own paths, on background threads. */
final class InternalRequests {
  private final GatewayOptions options;
  private final ResponseEncoding responses;
  private final BodyMemory memory;

  InternalRequests(GatewayOptions options, ResponseEncoding responses, BodyMemory memory) {
    this.memory = memory;
    this.options = options;
    this.responses = responses;
  }

  CompletionStage<HttpResponse> serve(InternalEndpoint endpoint, HttpRequest request) {
    if (request.body() instanceof RequestBody.Streamed body && !endpoint.takesStreams(request)) {
      AwsError tooLarge = Dialect.COMMON.bodyTooLarge(Dialect.MAX_BODY_BYTES);
      BodyMemory.Claim claim = memory.claim();
      return BodyCollector.collect(
              body, Dialect.MAX_BODY_BYTES, tooLarge, claim, Dialect.COMMON.busy())
          .handle(
              (whole, refusal) ->
                  refusal == null
                      ? answer(endpoint, request.withBody(whole))
                      : CompletableFuture.completedFuture(refused(request, refusal)))
          .thenCompose(answer -> answer)
          .whenComplete((answer, failure) -> claim.release());
    }
    return answer(endpoint, request);
  }

  /** These paths answer in JSON. */
  private HttpResponse refused(HttpRequest request, Throwable cause) {
    AwsError refusal =
        switch (cause) {
          case AwsError known -> known;
          case RequestTimeoutException late -> Dialect.COMMON.requestTimeout();
          default -> BodyCollector.incomplete();
        };
    return refused(request, refusal.status(), refusal.getMessage());
  }

  private HttpResponse refused(HttpRequest request, int status, String message) {
    char[] escaped = JsonStringEncoder.getInstance().quoteAsString(message);
    String text = "{\"error\": \"" + new String(escaped) + "\"}";
    Headers headers = new Headers().add("Content-Type", "application/json");
    HttpResponse response = HttpResponse.of(status, headers, text.getBytes(StandardCharsets.UTF_8));
    return responses.finish(request, null, response);
  }

  private CompletionStage<HttpResponse> answer(InternalEndpoint endpoint, HttpRequest request) {
    return CompletableFuture.supplyAsync(
        () -> {
          HttpResponse response = responses.finish(request, null, endpoint.handle(request));
          try {
            options.store().durable().join();
            return response;
          } catch (CompletionException e) {
            if (e.getCause() instanceof StateException unwritten) {
              return refused(request, 503, unwritten.getMessage());
            }
            throw e;
          }
        },
        options.background());
  }
}
