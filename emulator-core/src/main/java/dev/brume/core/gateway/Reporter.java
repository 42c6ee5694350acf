package dev.brume.core.gateway;

import dev.brume.core.access.EvaluatedAccess;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.OriginRules;
import dev.brume.core.observe.Capture;
import dev.brume.core.observe.RequestObserver;
import dev.brume.core.observe.RequestRecord;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the result of each request to the observer. */
final class Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

  /** The longest name or path that is kept: clients choose them, and many are kept. */
  private static final int MAX_NAME_LENGTH = 128;

  private static final int MAX_PATH_LENGTH = 1_024;

  /** Longer than any AWS message; signature mismatches have long ones. */
  private static final int MAX_CAUSE_LENGTH = 4_096;

  private static final int MAX_FRAMES = 10;

  private final RequestObserver observer;
  private final FailureListener failures;

  Reporter(RequestObserver observer, FailureListener failures) {
    this.observer = observer;
    this.failures = failures;
  }

  /**
   * Starts the processing of {@code request}.
   *
   * @param originRules replaces the server's own rules for cross-origin pages, or null
   */
  Exchange begin(HttpRequest request, OriginRules originRules) {
    long begun = observer.begun();
    Capture capture = observer.bodies().begin(request);
    HttpRequest kept = capture == null ? request : observer.bodies().keep(capture, request);
    return new Exchange(kept, originRules, begun, observer.nowMillis(), capture);
  }

  /** Reports the response to the observer when it is ready. */
  CompletionStage<HttpResponse> watch(Exchange exchange, CompletionStage<HttpResponse> answer) {
    if (answer instanceof CompletableFuture<HttpResponse> future
        && future.isDone()
        && !future.isCompletedExceptionally()) {
      HttpResponse response = future.join();
      HttpResponse told = ended(exchange, response, null);
      return told == response ? answer : CompletableFuture.completedFuture(told);
    }
    return answer.handle(
        (response, failure) -> {
          if (failure != null) {
            exchange.bug = failure;
            ended(exchange, HttpResponse.empty(500), null);
            throw failure instanceof CompletionException known
                ? known
                : new CompletionException(failure);
          }
          boolean open = exchange.original.connection().isOpen();
          return ended(exchange, response, open ? null : "The client had hung up by then");
        });
  }

  /** Reports to the observer how long {@code result} is waited for. */
  void watchWaiting(CompletionStage<Struct> result) {
    if (result instanceof CompletableFuture<Struct> future && future.isDone()) {
      return;
    }
    observer.waits();
    result.whenComplete((value, failure) -> observer.waitsNoMore());
  }

  /**
   * Reports a request of a cross-origin page that was answered with {@code response} before
   * routing.
   */
  void intercepted(HttpRequest request, HttpResponse response) {
    if (response.status() < 400) {
      return; // A preflight is not a request of its own.
    }
    Exchange exchange = begin(request, null);
    ended(exchange, response, "Pages of " + request.header("Origin") + " are not let in");
  }

  private HttpResponse ended(Exchange exchange, HttpResponse response, String remark) {
    HttpRequest request = exchange.original;
    Operation<?, ?> operation = exchange.operation();
    ServiceSchema service = exchange.service == null ? null : exchange.service.schema();
    RequestRecord record =
        new RequestRecord(
            observer.nextNumber(),
            observer.nowMillis(),
            observer.machineMillis(),
            service == null ? null : cut(service.id(), MAX_NAME_LENGTH),
            operation == null ? null : operation.name(),
            exchange.scope == null ? null : cut(exchange.scope.account(), MAX_NAME_LENGTH),
            exchange.scope == null ? null : cut(exchange.scope.region(), MAX_NAME_LENGTH),
            exchange.service == null
                ? List.of()
                : exchange.service.resourcesOf(operation, exchange.input),
            exchange.protocol == null ? null : exchange.protocol.id(),
            request.method(),
            cut(request.path(), MAX_PATH_LENGTH),
            response.status(),
            errorCode(exchange),
            cause(exchange, remark),
            observer.nanosSince(exchange.begun),
            exchange.requestId,
            request.body().length(),
            response.bytes() != null ? response.bytes().length : response.stream().length(),
            exchange.capture,
            evaluated(exchange));
    HttpResponse told =
        exchange.capture == null ? response : observer.bodies().keep(exchange.capture, response);
    observer.ended(kind(exchange), record);
    tellService(exchange, response, record.latencyNanos());
    return told;
  }

  private static List<EvaluatedAccess> evaluated(Exchange exchange) {
    return exchange.context == null ? List.of() : exchange.context.access().evaluated();
  }

  private void tellService(Exchange exchange, HttpResponse response, long latencyNanos) {
    ResponseListener listener =
        exchange.service == null ? null : exchange.service.service().answerListener();
    if (listener == null) {
      return;
    }
    try {
      listener.answered(answered(exchange, response, latencyNanos));
    } catch (RuntimeException bug) { // The client gets its response in any case.
      LOG.error("{} The service could not be told of its answer", exchange.requestId, bug);
      failures.failed(exchange.requestId, exchange.original, bug);
    }
  }

  private static CompletedRequest answered(
      Exchange exchange, HttpResponse response, long latencyNanos) {
    RequestContext context = exchange.context;
    boolean known = context != null && !context.caller().isAnonymous();
    return new CompletedRequest(
        exchange.requestId,
        exchange.original,
        exchange.request,
        exchange.operation(),
        known ? context.caller() : null,
        context,
        exchange.input,
        exchange.output,
        exchange.signature.form(),
        response,
        exchange.error,
        exchange.begunMillis,
        latencyNanos);
  }

  /** The operation; else the service; null for a service without a model. */
  private static Object kind(Exchange exchange) {
    if (exchange.match != null) {
      return exchange.match.operation();
    }
    BoundService service = exchange.service;
    return service == null || service.schema().operationMap().isEmpty() ? null : service;
  }

  /** The code that clients see: SDKs use the query protocol's code if a service sends that too. */
  private static String errorCode(Exchange exchange) {
    if (exchange.error == null) {
      return null;
    }
    if (exchange.service.schema().queryCompatible()) {
      return exchange.error.queryCode();
    }
    return switch (exchange.protocol.id()) {
      case AWS_QUERY, EC2_QUERY -> exchange.error.queryCode();
      case REST_XML -> exchange.error.code();
      default -> exchange.error.shapeName();
    };
  }

  private static String cause(Exchange exchange, String remark) {
    if (exchange.bug != null) {
      return cut(describe(exchange.bug), MAX_CAUSE_LENGTH);
    }
    String message = exchange.error == null ? null : exchange.error.getMessage();
    return message == null ? remark : cut(message, MAX_CAUSE_LENGTH);
  }

  /** The exception with the top of its stack trace; bugs are rare, so it is formatted at once. */
  private static String describe(Throwable bug) {
    StringBuilder text = new StringBuilder(String.valueOf(bug));
    StackTraceElement[] frames = bug.getStackTrace();
    for (int i = 0; i < Math.min(MAX_FRAMES, frames.length); i++) {
      text.append("\n\tat ").append(frames[i]);
    }
    return text.toString();
  }

  private static String cut(String text, int maxLength) {
    return text.length() <= maxLength ? text : text.substring(0, maxLength) + "…";
  }
}
