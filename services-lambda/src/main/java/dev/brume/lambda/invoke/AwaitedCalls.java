package dev.brume.lambda.invoke;

import dev.brume.core.error.AwsError;
import dev.brume.core.id.Ids;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.FunctionAnswer;
import dev.brume.core.port.FunctionCalls;
import dev.brume.core.port.Sender;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.runtime.Invocation;
import dev.brume.lambda.runtime.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Functions for services that wait for the result of a call. */
public final class AwaitedCalls implements FunctionCalls {
  private final FunctionFinder finder;
  private final FunctionDeliveries deliveries;
  private final FunctionInvoker invoker;
  private final Ids ids;

  /**
   * @param finder finds functions
   * @param deliveries authorizes calls
   * @param invoker calls them
   * @param ids generates the ids of calls
   */
  public AwaitedCalls(
      FunctionFinder finder, FunctionDeliveries deliveries, FunctionInvoker invoker, Ids ids) {
    this.finder = finder;
    this.deliveries = deliveries;
    this.invoker = invoker;
    this.ids = ids;
  }

  @Override
  public CompletionStage<FunctionAnswer> call(Arn function, String event, Sender sender) {
    DeliveryOutcome refusal = deliveries.refusal(function, sender);
    if (refusal != null) {
      return notCalled(refusal);
    }
    Found found = finder.findOrNull(FunctionReference.parse(function.scope(), function.toString()));
    FunctionInvoker.Admission admission;
    Blob payload;
    try {
      payload = InvokeOperations.event(Blob.ofUtf8(event));
      admission = invoker.admit(found);
    } catch (AwsError notNow) {
      return notCalled(DeliveryOutcome.throttled(notNow.code(), notNow.getMessage()));
    }
    return invoker
        .call(admission, new Invocation(ids.uuid(), found.arn(), payload.bytes(), null, null, null))
        .thenApply(AwaitedCalls::answer);
  }

  private static CompletionStage<FunctionAnswer> notCalled(DeliveryOutcome outcome) {
    return CompletableFuture.completedFuture(FunctionAnswer.notCalled(outcome));
  }

  private static FunctionAnswer answer(InvocationResult result) {
    String payload = new String(result.payload(), StandardCharsets.UTF_8);
    return new FunctionAnswer(
        result.failure() ? DeliveryOutcome.failed("Unhandled", payload) : DeliveryOutcome.DELIVERED,
        payload);
  }
}
