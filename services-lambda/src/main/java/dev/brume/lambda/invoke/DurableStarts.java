package dev.brume.lambda.invoke;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.DurableExecutionAlreadyStartedException;
import dev.brume.lambda.engine.DurableError;
import dev.brume.lambda.engine.DurableExecution;
import dev.brume.lambda.engine.DurableExecutionRecord.Key;
import dev.brume.lambda.engine.DurableOperationRecord;
import dev.brume.lambda.engine.DurableStart;
import dev.brume.lambda.engine.DurableStatus;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.runtime.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Begins durable executions, and tells those who wait what came of them. In sections of the store.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-idempotency.html">
 *     Idempotency</a>
 */
public final class DurableStarts {
  private final Map<String, List<CompletableFuture<InvocationResult>>> waiting = new HashMap<>();

  /** Makes one for whom nobody waits yet. */
  public DurableStarts() {}

  /**
   * How an execution is asked for.
   *
   * @param version what is executed
   * @param name the execution's own; null to have one made
   * @param event in JSON
   * @param trace of X-Ray; null where there is none
   * @param asynchronous whether nobody waits for the result
   */
  public record Wanted(
      FunctionVersionRecord version,
      String name,
      String event,
      String trace,
      boolean asynchronous) {}

  /** Whether a function's calls are durable executions. */
  public static boolean isDurable(Found found) {
    return found.version().settings().durable() != null;
  }

  /**
   * Begins an execution, or finds the one of the same name and event.
   *
   * @throws AwsError DurableExecutionAlreadyStartedException where the event is another one
   */
  public DurableExecution start(LambdaRegion region, Wanted wanted) {
    return region.change(
        () -> {
          DurableExecution known =
              wanted.name() == null
                  ? null
                  : region.durable().named(wanted.version().function(), wanted.name());
          if (known != null) {
            if (!known.whole().input().equals(wanted.event())) {
              throw alreadyStarted(wanted.name());
            }
            return known;
          }
          return region
              .durable()
              .start(
                  new DurableStart(
                      wanted.version(),
                      wanted.name(),
                      wanted.event(),
                      wanted.asynchronous() ? Integer.MAX_VALUE : LambdaQuotas.TIMEOUT_SECONDS,
                      wanted.asynchronous(),
                      wanted.trace(),
                      null));
        });
  }

  /** AWS's words are not known. */
  private static AwsError alreadyStarted(String name) {
    return AwsError.modelled(
        DurableExecutionAlreadyStartedException.builder()
            .type("User")
            .message(
                "A durable execution with the name '"
                    + name
                    + "' has already been started with a different payload.")
            .build());
  }

  /** What comes of an execution, as soon as it is known. */
  public CompletableFuture<InvocationResult> result(LambdaRegion region, DurableExecution started) {
    CompletableFuture<InvocationResult> result = new CompletableFuture<>();
    DurableExecution now = region.durable().find(started.key());
    if (now == null || !now.isOpen()) {
      result.complete(result(now));
      return result;
    }
    synchronized (this) {
      waiting.computeIfAbsent(started.key().id(), id -> new ArrayList<>()).add(result);
    }
    result.whenComplete((value, failure) -> forget(started.key(), result));
    return result;
  }

  private synchronized void forget(Key key, CompletableFuture<InvocationResult> result) {
    List<CompletableFuture<InvocationResult>> others = waiting.get(key.id());
    if (others != null && others.remove(result) && others.isEmpty()) {
      waiting.remove(key.id());
    }
  }

  /** An execution has ended. */
  public void ended(LambdaRegion region, Key key) {
    List<CompletableFuture<InvocationResult>> told;
    synchronized (this) {
      told = waiting.remove(key.id());
    }
    if (told != null) {
      InvocationResult result = result(region.durable().find(key));
      told.forEach(one -> one.complete(result));
    }
  }

  private static InvocationResult result(DurableExecution ended) {
    if (ended == null) {
      return InvocationResult.error("DurableExecution.Deleted", "The durable execution is deleted");
    }
    DurableOperationRecord whole = ended.whole();
    if (whole.status().equals(DurableStatus.SUCCEEDED)) {
      String text = whole.result() == null || whole.result().isEmpty() ? "null" : whole.result();
      return InvocationResult.answer(text.getBytes(StandardCharsets.UTF_8), "application/json");
    }
    DurableError error = whole.error() == null ? DurableError.NONE : whole.error();
    return InvocationResult.error(
        JsonObjectText.of(
                json -> {
                  json.member("errorMessage", error.message())
                      .member("errorType", error.type())
                      .member("errorData", error.data());
                  if (error.stackTrace() != null) {
                    json.texts("stackTrace", error.stackTrace());
                  }
                })
            .getBytes(StandardCharsets.UTF_8));
  }
}
