package dev.brume.lambda.url;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.blob.BodyReceiver;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.OperationRunner;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.UnmodelledHandler;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.OriginRules;
import dev.brume.core.http.RequestBody;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.NameIndex;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.engine.FunctionUrlRecord;
import dev.brume.lambda.invoke.FunctionInvoker;
import dev.brume.lambda.policy.FunctionPolicies;
import dev.brume.lambda.runtime.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Serves the URLs of functions: a request becomes an event, and the function's result the response.
 * Requests for URLs of type AWS_IAM must be signed; policies are evaluated while access is
 * enforced.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking Lambda
 *     function URLs</a>
 */
public final class FunctionUrlEndpoint implements UnmodelledHandler {
  private final FunctionFinder finder;
  private final FunctionInvoker invoker;
  private final NameIndex ids;
  private final BodyStore bodies;
  private final StoreSection section;
  private final Authorizer authorizer;
  private final String id;

  /**
   * @param finder finds functions
   * @param invoker calls them
   * @param ids finds the function of a URL id
   * @param bodies collects streamed bodies
   * @param section the section for reading the state
   * @param authorizer authorizes calls
   * @param id the first label of the host
   */
  public FunctionUrlEndpoint(
      FunctionFinder finder,
      FunctionInvoker invoker,
      NameIndex ids,
      BodyStore bodies,
      StoreSection section,
      Authorizer authorizer,
      String id) {
    this.finder = finder;
    this.invoker = invoker;
    this.ids = ids;
    this.bodies = bodies;
    this.section = section;
    this.authorizer = authorizer;
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

  /** The URL, or null if the host belongs to none. */
  private FunctionUrlRecord url() {
    Scope scope = ids.owner(id);
    return scope == null
        ? null
        : finder.region(scope).urls().stream()
            .filter(known -> known.id().equals(id))
            .findFirst()
            .orElse(null);
  }

  /** The CORS rules of the URL; within a section of the store. */
  public OriginRules originRules(HttpRequest request) {
    FunctionUrlRecord url = url();
    return url == null || url.cors() == null
        ? response -> {}
        : new FunctionUrlOrigins(url.cors(), request);
  }

  private CompletionStage<HttpResponse> call(RequestContext context, byte[] body) {
    FunctionUrlRecord url = url();
    if (url == null) {
      return CompletableFuture.completedFuture(message(404, null));
    }
    if (url.cors() != null && FunctionUrlOrigins.isPreflight(context.http())) {
      return CompletableFuture.completedFuture(HttpResponse.empty(200));
    }
    Scope scope = ids.owner(id);
    Found found = finder.findOrNull(new FunctionReference(scope, url.function(), url.alias()));
    FunctionUrlCaller caller = FunctionUrlCaller.of(context.http(), scope);
    if (found == null || !mayCall(found, url, caller)) {
      return CompletableFuture.completedFuture(forbidden());
    }
    FunctionInvoker.Admission admission;
    try {
      admission = invoker.admit(found);
    } catch (AwsError throttled) {
      return CompletableFuture.completedFuture(message(429, throttled.getMessage()));
    }
    byte[] event =
        FunctionUrlEvent.of(context, id, url.isSigned() ? caller : null, body, now(found))
            .getBytes(StandardCharsets.UTF_8);
    StreamedUrlResponse streamed = url.isStreamed() ? new StreamedUrlResponse() : null;
    Invocation invocation =
        new Invocation(context.requestId(), found.arn(), event, null, null, streamed);
    CompletionStage<HttpResponse> response;
    if (streamed == null) {
      response = invoker.call(admission, invocation).thenApply(FunctionUrlResponse::of);
    } else {
      invoker.stream(admission, invocation, streamed::end);
      response = streamed.response();
    }
    return response.thenApply(answer -> named(answer, context.requestId()));
  }

  private static HttpResponse named(HttpResponse response, String requestId) {
    response.headers().set("x-amzn-RequestId", requestId);
    return response;
  }

  private static long now(Found found) {
    return found.region().nowMillis();
  }

  /**
   * Whether a request is signed if required, and allowed by the policies while access is enforced.
   */
  private boolean mayCall(Found found, FunctionUrlRecord url, FunctionUrlCaller caller) {
    if (url.isSigned() && caller == null) {
      return false;
    }
    if (authorizer.mode() == Authorizer.Mode.OFF) {
      return true;
    }
    CallerIdentity identity =
        url.isSigned()
            ? authorizer.callers().identify(caller.accessKeyId(), caller.sessionToken())
            : CallerIdentity.anonymous();
    if (identity == null) {
      identity = CallerIdentity.root(found.region().scope().partition(), caller.account());
    }
    AccessTarget function =
        AccessTarget.of(found.arn(), found.region().scope().account())
            .with(FunctionPolicies.of(found.region(), url.function(), url.alias()))
            .with(ContextKeys.builder().put("lambda:FunctionUrlAuthType", url.authType()).build());
    return authorizer.admits(identity, new AccessQuery("lambda:InvokeFunctionUrl", function));
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
    return FunctionUrlResponse.json(status, body);
  }
}
