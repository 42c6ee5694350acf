package dev.brume.lambda.invoke;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.brume.core.blob.BodyReceiver;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Blob;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.InvalidRequestContentException;
import dev.brume.lambda.api.InvocationRequest;
import dev.brume.lambda.api.InvocationResponse;
import dev.brume.lambda.api.InvokeAsyncRequest;
import dev.brume.lambda.api.InvokeAsyncResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.engine.DurableExecution;
import dev.brume.lambda.engine.DurableStart;
import dev.brume.lambda.engine.EventInvocation;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.runtime.Invocation;
import dev.brume.lambda.runtime.InvocationResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Invoke.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class InvokeOperations implements OperationGroup {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Blob NO_EVENT = Blob.ofUtf8("{}");
  static final String UNHANDLED = "Unhandled";

  /** AWS's words, as people meet them. */
  private static final String TOO_LONG =
      "You cannot synchronously invoke a durable function with an executionTimeout greater than 15"
          + " minutes.";

  /** AWS's words are not known. */
  private static final String NOT_DURABLE =
      "You cannot provide a durable execution name for a function that is not durable.";

  private final FunctionFinder finder;
  private final FunctionInvoker invoker;
  private final DurableStarts starts;
  private final BodyStore bodies;
  private final StoreSection section;

  /**
   * @param finder finds functions
   * @param invoker calls them
   * @param starts begins durable executions
   * @param bodies takes in events that come piece by piece
   * @param section what follows from these is done in
   */
  public InvokeOperations(
      FunctionFinder finder,
      FunctionInvoker invoker,
      DurableStarts starts,
      BodyStore bodies,
      StoreSection section) {
    this.finder = finder;
    this.invoker = invoker;
    this.starts = starts;
    this.bodies = bodies;
    this.section = section;
  }

  @Override
  public void bind(Binder binder) {
    binder.onAsync(LambdaApi.INVOKE, this::invoke);
    binder.onAsync(LambdaApi.INVOKE_ASYNC, this::invokeAsync);
  }

  /** Calls a function, and waits for its result unless the call is asynchronous. */
  public CompletionStage<InvocationResponse> invoke(
      RequestContext context, InvocationRequest input) {
    Found found = find(FunctionReference.of(context, input.functionName(), input.qualifier()));
    Blob payload = event(input.payload());
    String clientContext = clientContext(input.clientContext());
    if (DurableStarts.isDurable(found)) {
      return invokeDurable(context, input, found, payload);
    }
    if (input.durableExecutionName() != null) {
      throw LambdaFaults.invalid(NOT_DURABLE);
    }
    if ("DryRun".equals(input.invocationType())) {
      return done(204);
    }
    if ("Event".equals(input.invocationType())) {
      accept(found, context.requestId(), payload, clientContext, input.tenantId());
      return done(202);
    }
    FunctionInvoker.Admission admission = invoker.admit(found, input.tenantId());
    Invocation invocation =
        Invocation.whole(
            context.requestId(),
            found.arn(),
            payload.bytes(),
            clientContext,
            context.http().header("X-Amzn-Trace-Id"));
    boolean tail = "Tail".equals(input.logType());
    return invoker
        .call(admission, invocation)
        .thenApply(result -> answer(result, admission.version().version(), tail));
  }

  /** Begins a durable execution, or finds the one of the same name. */
  private CompletionStage<InvocationResponse> invokeDurable(
      RequestContext context, InvocationRequest input, Found found, Blob payload) {
    if (found.qualifier() == null) {
      throw LambdaFaults.invalid(FunctionInvoker.UNQUALIFIED);
    }
    if ("DryRun".equals(input.invocationType())) {
      return done(204);
    }
    boolean event = "Event".equals(input.invocationType());
    if (event && payload.length() > LambdaQuotas.EVENT_BYTES) {
      throw tooLarge(payload.length());
    }
    FunctionVersionRecord version = invoker.admit(found).version();
    int timeoutSeconds = version.settings().durable().executionTimeoutSeconds();
    if (!event && timeoutSeconds > LambdaQuotas.TIMEOUT_SECONDS) {
      throw LambdaFaults.invalid(TOO_LONG);
    }
    LambdaRegion region = found.region();
    DurableExecution execution =
        starts.start(
            region,
            new DurableStarts.Wanted(
                version,
                input.durableExecutionName(),
                payload.utf8(),
                context.http().header("X-Amzn-Trace-Id"),
                event));
    String arn = region.executionArn(execution.record());
    if (event) {
      return CompletableFuture.completedFuture(
          InvocationResponse.builder()
              .statusCode(202)
              .payload(Blob.EMPTY)
              .durableExecutionArn(arn)
              .build());
    }
    boolean tail = "Tail".equals(input.logType());
    return starts
        .result(region, execution)
        .thenApply(
            result ->
                answer(result, execution.record().version(), tail).toBuilder()
                    .durableExecutionArn(arn)
                    .build());
  }

  /**
   * Calls a function asynchronously, by the operation that preceded Invoke's types.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_InvokeAsync.html">
   *     InvokeAsync</a>
   */
  public CompletionStage<InvokeAsyncResponse> invokeAsync(
      RequestContext context, InvokeAsyncRequest input) {
    Found found = find(FunctionReference.of(context, input.functionName(), null));
    if (input.invokeArgs().length() > LambdaQuotas.EVENT_BYTES) {
      throw tooLarge(input.invokeArgs().length());
    }
    return BodyReceiver.receive(bodies, input.invokeArgs(), Set.of())
        .thenApply(
            received -> {
              Blob event = event(Blob.of(received.body().bytes()));
              received.body().discard();
              section.run(() -> accept(found, context.requestId(), event, null, null));
              return InvokeAsyncResponse.builder().status(202).build();
            });
  }

  private static CompletionStage<InvocationResponse> done(int status) {
    return CompletableFuture.completedFuture(
        InvocationResponse.builder().statusCode(status).payload(Blob.EMPTY).build());
  }

  private static InvocationResponse answer(InvocationResult result, String version, boolean tail) {
    return InvocationResponse.builder()
        .statusCode(200)
        .functionError(result.failure() ? UNHANDLED : null)
        .logResult(tail ? Base64.getEncoder().encodeToString(result.log()) : null)
        .payload(Blob.of(result.payload()))
        .executedVersion(version)
        .build();
  }

  /** The requested version; without a qualifier, errors name the default one. */
  public Found find(FunctionReference reference) {
    Found found = finder.findOrNull(reference);
    if (found == null) {
      String qualifier = reference.qualifier();
      throw LambdaFaults.functionNotFound(
          reference.at(qualifier == null ? FunctionVersionRecord.LATEST : qualifier).arn());
    }
    return found;
  }

  private static AwsError tooLarge(long length) {
    return LambdaFaults.tooLarge(
        length
            + " byte payload is too large for the Event invocation type (limit "
            + LambdaQuotas.EVENT_BYTES
            + " bytes)");
  }

  /**
   * Accepts an asynchronous invocation.
   *
   * @param tenant null for none
   */
  public static void accept(
      Found found, String requestId, Blob payload, String clientContext, String tenant) {
    if (payload.length() > LambdaQuotas.EVENT_BYTES) {
      throw tooLarge(payload.length());
    }
    LambdaRegion region = found.region();
    FunctionInvoker.checkTenant(found.version(), tenant);
    if (DurableStarts.isDurable(found)) {
      if (found.qualifier() == null) {
        throw LambdaFaults.invalid(FunctionInvoker.UNQUALIFIED);
      }
      DurableStart start =
          new DurableStart(
              found.version(), null, payload.utf8(), Integer.MAX_VALUE, true, null, null);
      region.change(() -> region.durable().start(start));
      return;
    }
    region.change(
        () ->
            region.accept(
                new EventInvocation(
                    requestId,
                    found.function().name(),
                    found.qualifier(),
                    payload,
                    clientContext,
                    0,
                    region.nowMillis(),
                    tenant)));
  }

  /**
   * The event, which must be JSON.
   *
   * @throws AwsError InvalidRequestContentException
   */
  public static Blob event(Blob payload) {
    if (payload == null || payload.length() == 0) {
      return NO_EVENT;
    }
    try (JsonParser in = JSON.createParser(payload.bytes())) {
      if (in.nextToken() == null) {
        throw invalid("No content to map due to end-of-input");
      }
      in.skipChildren();
      if (in.nextToken() != null) {
        throw invalid("Trailing token " + in.currentToken());
      }
      return payload;
    } catch (JsonProcessingException e) {
      throw invalid(e.getOriginalMessage());
    } catch (IOException e) {
      throw invalid(e.getMessage());
    }
  }

  private static AwsError invalid(String reason) {
    return AwsError.modelled(
        InvalidRequestContentException.builder()
            .type("User")
            .message("Could not parse request body into json: " + reason)
            .build());
  }

  static String clientContext(String base64) {
    if (base64 == null || base64.isEmpty()) {
      return null;
    }
    try {
      String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      event(Blob.ofUtf8(text));
      return text.replace("\r", "").replace("\n", "");
    } catch (IllegalArgumentException | AwsError e) {
      throw AwsError.modelled(
          InvalidRequestContentException.builder()
              .type("User")
              .message("Client context must be a valid Base64-encoded JSON object.")
              .build());
    }
  }
}
