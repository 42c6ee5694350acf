package dev.brume.lambda.url;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.blob.BodyReceiver;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.OperationRunner;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.UnmodelledHandler;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.NameIndex;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.engine.FunctionUrlRecord;
import dev.brume.lambda.invoke.FunctionInvoker;
import dev.brume.lambda.runtime.Invocation;
import dev.brume.lambda.runtime.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers at the URLs of functions: a request becomes an event, and what the function returns the
 * response. Whoever can reach the server may call; policies are not asked.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking Lambda
 *     function URLs</a>
 */
public final class FunctionUrlEndpoint implements UnmodelledHandler {
  private static final String STREAMED = "application/vnd.awslambda.http-integration-response";
  private static final int PRELUDE_END = 8;
  private static final int MIN_STATUS = 100;
  private static final int MAX_STATUS = 599;

  private final FunctionFinder finder;
  private final FunctionInvoker invoker;
  private final NameIndex ids;
  private final BodyStore bodies;
  private final StoreSection section;
  private final String id;

  /**
   * @param finder finds functions
   * @param invoker calls them
   * @param ids knows whose URL an id is
   * @param bodies takes in bodies that come piece by piece
   * @param section what the state is read in
   * @param id the first label of the host
   */
  public FunctionUrlEndpoint(
      FunctionFinder finder,
      FunctionInvoker invoker,
      NameIndex ids,
      BodyStore bodies,
      StoreSection section,
      String id) {
    this.finder = finder;
    this.invoker = invoker;
    this.ids = ids;
    this.bodies = bodies;
    this.section = section;
    this.id = id;
  }

  @Override
  public CompletionStage<HttpResponse> handle(RequestContext context, OperationRunner operations) {
    RequestBody body = context.http().body();
    if (body instanceof RequestBody.Whole whole) {
      return call(context, whole.bytes());
    }
    if (body.length() > LambdaQuotas.PAYLOAD_BYTES) {
      throw LambdaFaults.tooLarge(
          "Request must be smaller than "
              + LambdaQuotas.PAYLOAD_BYTES
              + " bytes for the InvokeFunction operation");
    }
    RequestBody.Streamed streamed = (RequestBody.Streamed) body;
    return BodyReceiver.receive(bodies, streamed, Set.of())
        .thenCompose(
            received -> {
              byte[] bytes = received.body().bytes();
              received.body().discard();
              return section.call(() -> call(context, bytes));
            });
  }

  private CompletionStage<HttpResponse> call(RequestContext context, byte[] body) {
    Scope scope = ids.owner(id);
    FunctionUrlRecord url =
        scope == null
            ? null
            : finder.region(scope).urls().stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElse(null);
    if (url == null) {
      return CompletableFuture.completedFuture(message(404, null));
    }
    Found found = finder.findOrNull(new FunctionReference(scope, url.function(), url.alias()));
    if (found == null) {
      return CompletableFuture.completedFuture(forbidden());
    }
    FunctionInvoker.Admission admission;
    try {
      admission = invoker.admit(found);
    } catch (AwsError throttled) {
      return CompletableFuture.completedFuture(message(429, throttled.getMessage()));
    }
    byte[] event =
        FunctionUrlEvent.of(context, id, body, found.region().nowMillis())
            .getBytes(StandardCharsets.UTF_8);
    Invocation invocation = new Invocation(context.requestId(), found.arn(), event, null, null);
    return invoker.call(admission, invocation).thenApply(FunctionUrlEndpoint::response);
  }

  private static HttpResponse forbidden() {
    HttpResponse response =
        message(
            403,
            "Forbidden. For troubleshooting Function URL authorization issues, see:"
                + " https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html");
    response.headers().add("x-amzn-ErrorType", "AccessDeniedException");
    return response;
  }

  private static HttpResponse message(int status, String text) {
    byte[] body =
        JsonDocument.text(JsonDocument.newObject().put("Message", text))
            .getBytes(StandardCharsets.UTF_8);
    return json(status, body);
  }

  private static HttpResponse json(int status, byte[] body) {
    return HttpResponse.of(status, new Headers().add("Content-Type", "application/json"), body);
  }

  private static HttpResponse response(InvocationResult result) {
    if (result.failure()) {
      return HttpResponse.of(
          502,
          new Headers().add("Content-Type", "application/json"),
          "Internal Server Error".getBytes(StandardCharsets.UTF_8));
    }
    if (STREAMED.equals(result.contentType())) {
      return streamed(result.payload());
    }
    String text = new String(result.payload(), StandardCharsets.UTF_8);
    JsonNode answer = JsonDocument.COMMON.find(text).orElse(null);
    if (answer == null || !answer.isObject() || !answer.has("statusCode")) {
      return answer != null && answer.isTextual()
          ? json(200, answer.asText().getBytes(StandardCharsets.UTF_8))
          : HttpResponse.of(
              200,
              new Headers()
                  .add("Content-Type", answer == null ? result.contentType() : "application/json"),
              result.payload());
    }
    byte[] body = body(answer);
    return HttpResponse.of(status(answer), headers(answer), body);
  }

  /** What a streaming function has sent: metadata, eight zeros, the body. */
  private static HttpResponse streamed(byte[] payload) {
    for (int i = 0; i + PRELUDE_END <= payload.length; i++) {
      boolean end = true;
      for (int j = 0; j < PRELUDE_END; j++) {
        end &= payload[i + j] == 0;
      }
      if (end) {
        JsonNode metadata =
            JsonDocument.COMMON
                .find(new String(payload, 0, i, StandardCharsets.UTF_8))
                .orElseGet(JsonDocument::newObject);
        byte[] body = new byte[payload.length - i - PRELUDE_END];
        System.arraycopy(payload, i + PRELUDE_END, body, 0, body.length);
        return HttpResponse.of(status(metadata), headers(metadata), body);
      }
    }
    return json(502, "Internal Server Error".getBytes(StandardCharsets.UTF_8));
  }

  private static int status(JsonNode answer) {
    int status = answer.path("statusCode").asInt(200);
    return status < MIN_STATUS || status > MAX_STATUS ? 502 : status;
  }

  private static Headers headers(JsonNode answer) {
    Headers headers = new Headers();
    for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
      headers.add(header.getKey(), header.getValue().asText());
    }
    answer.path("cookies").forEach(cookie -> headers.add("Set-Cookie", cookie.asText()));
    if (!headers.contains("Content-Type")) {
      headers.add("Content-Type", "application/json");
    }
    headers.remove("Content-Length").remove("Transfer-Encoding");
    return headers;
  }

  private static byte[] body(JsonNode answer) {
    JsonNode body = answer.path("body");
    String text =
        body.isMissingNode() || body.isNull()
            ? ""
            : body.isTextual() ? body.asText() : JsonDocument.text(body);
    if (answer.path("isBase64Encoded").asBoolean()) {
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
