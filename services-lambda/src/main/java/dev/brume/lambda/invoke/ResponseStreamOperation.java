package dev.brume.lambda.invoke;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.EventStream;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.api.InvokeResponseStreamUpdate;
import dev.brume.lambda.api.InvokeWithResponseStreamCompleteEvent;
import dev.brume.lambda.api.InvokeWithResponseStreamRequest;
import dev.brume.lambda.api.InvokeWithResponseStreamResponse;
import dev.brume.lambda.api.InvokeWithResponseStreamResponseEvent;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.runtime.Invocation;
import dev.brume.lambda.runtime.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * InvokeWithResponseStream.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html">
 *     InvokeWithResponseStream</a>
 */
public final class ResponseStreamOperation implements OperationGroup {
  private final InvokeOperations functions;
  private final FunctionInvoker invoker;

  /**
   * @param functions finds the called function
   * @param invoker calls it
   */
  public ResponseStreamOperation(InvokeOperations functions, FunctionInvoker invoker) {
    this.functions = functions;
    this.invoker = invoker;
  }

  @Override
  public void bind(Binder binder) {
    binder.onAsync(LambdaApi.INVOKE_WITH_RESPONSE_STREAM, this::invokeWithResponseStream);
  }

  /** Calls a function, and streams its response. */
  public CompletionStage<InvokeWithResponseStreamResponse> invokeWithResponseStream(
      RequestContext context, InvokeWithResponseStreamRequest input) {
    Found found =
        functions.find(FunctionReference.of(context, input.functionName(), input.qualifier()));
    Blob payload = InvokeOperations.event(input.payload());
    String clientContext = InvokeOperations.clientContext(input.clientContext());
    if ("DryRun".equals(input.invocationType())) {
      return CompletableFuture.completedFuture(
          InvokeWithResponseStreamResponse.builder().statusCode(204).build());
    }
    FunctionInvoker.Admission admission = invoker.admit(found, input.tenantId());
    StreamedResponse<InvokeWithResponseStreamResponseEvent> response =
        new StreamedResponse<>(ResponseStreamOperation::piece);
    Invocation invocation =
        new Invocation(
            context.requestId(),
            found.arn(),
            payload.bytes(),
            clientContext,
            context.http().header("X-Amzn-Trace-Id"),
            response);
    boolean tail = "Tail".equals(input.logType());
    invoker.stream(admission, invocation, result -> response.end(result, last(result, tail)));
    EventStream<InvokeWithResponseStreamResponseEvent> events =
        subscriber -> response.publisher().subscribe(subscriber);
    return response
        .begun()
        .thenApply(
            begun ->
                InvokeWithResponseStreamResponse.builder()
                    .statusCode(200)
                    .executedVersion(admission.version().version())
                    .responseStreamContentType("application/vnd.amazon.eventstream")
                    .eventStream(events)
                    .build());
  }

  private static InvokeWithResponseStreamResponseEvent piece(byte[] bytes) {
    return InvokeWithResponseStreamResponseEvent.ofPayloadChunk(
        InvokeResponseStreamUpdate.builder().payload(Blob.of(bytes)).build());
  }

  private static InvokeWithResponseStreamResponseEvent last(InvocationResult result, boolean tail) {
    return InvokeWithResponseStreamResponseEvent.ofInvokeComplete(
        InvokeWithResponseStreamCompleteEvent.builder()
            .errorCode(result.failure() ? InvokeOperations.UNHANDLED : null)
            .errorDetails(
                result.failure() ? new String(result.payload(), StandardCharsets.UTF_8) : null)
            .logResult(tail ? Base64.getEncoder().encodeToString(result.log()) : null)
            .build());
  }
}
