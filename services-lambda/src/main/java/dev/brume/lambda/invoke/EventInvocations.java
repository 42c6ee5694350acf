package dev.brume.lambda.invoke;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.engine.EventInvocation;
import dev.brume.lambda.engine.EventInvokeRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.runtime.Invocation;
import dev.brume.lambda.runtime.InvocationResult;
import dev.brume.lambda.runtime.TraceHeader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Executes asynchronous invocations: retries them, and reports their results.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">
 *     How Lambda handles errors and retries with asynchronous invocation</a>
 */
public final class EventInvocations {
  /** "Up to six hours". */
  private static final int MAX_AGE_SECONDS = 21_600;

  /** "Two more times". */
  private static final int MAX_RETRIES = 2;

  private static final long FIRST_THROTTLE_MILLIS = 1_000;
  private static final long MAX_THROTTLE_MILLIS = 300_000;
  private static final String PRINCIPAL = "lambda.amazonaws.com";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final FunctionFinder finder;
  private final FunctionInvoker invoker;
  private final int retrySeconds;

  /** The invocation record of a completed invocation. */
  private record Report(
      Found found, EventInvocation call, String condition, InvocationResult result) {}

  /**
   * @param finder finds functions
   * @param invoker calls them
   * @param retrySeconds the delay before the second attempt
   */
  public EventInvocations(FunctionFinder finder, FunctionInvoker invoker, int retrySeconds) {
    this.finder = finder;
    this.invoker = invoker;
    this.retrySeconds = retrySeconds;
  }

  /** Attempts an invocation. */
  public CompletionStage<TaskOutcome> run(LambdaRegion region, Task<EventInvocation> task) {
    EventInvocation call = task.payload();
    Found found =
        finder.findOrNull(new FunctionReference(region.scope(), call.function(), call.qualifier()));
    if (found == null) {
      return CompletableFuture.completedFuture(TaskOutcome.DONE);
    }
    long ageMillis = region.nowMillis() - call.acceptedMillis();
    if (ageMillis > maxAgeSeconds(found) * 1000L) {
      report(new Report(found, call, "EventAgeExceeded", null));
      return CompletableFuture.completedFuture(TaskOutcome.DONE);
    }
    FunctionInvoker.Admission admission;
    try {
      admission = invoker.admit(found, call.tenant());
    } catch (AwsError throttled) {
      long delay = FIRST_THROTTLE_MILLIS << Math.min(task.attempt() - 1, 10);
      return CompletableFuture.completedFuture(
          TaskOutcome.retryAfter(Math.min(delay, MAX_THROTTLE_MILLIS)));
    }
    Invocation invocation =
        Invocation.whole(
            call.requestId(), found.arn(), call.payload().bytes(), call.clientContext(), null);
    return task.then(
        invoker.call(admission, invocation),
        answer -> answer.thenApply(result -> settle(region.scope(), call, result)));
  }

  /** The outcome of a response. */
  private TaskOutcome settle(Scope scope, EventInvocation call, InvocationResult result) {
    LambdaRegion region = finder.region(scope);
    Found found =
        finder.findOrNull(new FunctionReference(scope, call.function(), call.qualifier()));
    if (found == null) {
      return TaskOutcome.DONE;
    }
    if (!result.failure()) {
      report(new Report(found, call, "Success", result));
    } else if (call.failures() < maxRetries(found)) {
      long delay = retrySeconds * 1000L * (call.failures() + 1);
      region.change(() -> region.retry(call.failedAgain(), region.nowMillis() + delay));
    } else {
      report(new Report(found, call, "RetriesExhausted", result));
    }
    return TaskOutcome.DONE;
  }

  private static EventInvokeRecord rules(Found found) {
    String qualifier = found.qualifier() == null ? FunctionVersionRecord.LATEST : found.qualifier();
    return found.region().eventInvokes().get(found.function().name(), qualifier);
  }

  private static int maxAgeSeconds(Found found) {
    EventInvokeRecord rules = rules(found);
    return rules == null || rules.maxAgeSeconds() == null ? MAX_AGE_SECONDS : rules.maxAgeSeconds();
  }

  private static int maxRetries(Found found) {
    EventInvokeRecord rules = rules(found);
    return rules == null || rules.maxRetries() == null ? MAX_RETRIES : rules.maxRetries();
  }

  // ----------------------------------------------------------------------------- reports

  private static void report(Report report) {
    EventInvokeRecord rules = rules(report.found());
    boolean success = report.condition().equals("Success");
    String destination = null;
    if (rules != null) {
      destination = success ? rules.onSuccess() : rules.onFailure();
    }
    if (destination != null) {
      String target =
          ObjectDestination.of(
              report.found().region(), destination, "async/" + report.call().function());
      deliver(report, target, destinationMessage(report, destination, success));
    }
    String deadLetters = report.found().version().settings().deadLetterArn();
    if (!success && deadLetters != null) {
      deliver(report, deadLetters, deadLetter(report));
    }
  }

  private static void deliver(Report report, String target, DeliveryMessage message) {
    LambdaRegion region = report.found().region();
    Sender sender =
        new Sender(
            PRINCIPAL,
            region.functionArn(report.call().function(), null),
            region.scope().account());
    DeliveryMessage traced = message.withTraceHeader(TraceHeader.of(report.call().requestId()));
    region.change(() -> region.deliver(new DeliveryTask(target, traced, sender, null)));
  }

  private static DeliveryMessage destinationMessage(
      Report report, String destination, boolean success) {
    String record = record(report);
    boolean bus = Arn.parse(destination).filter(arn -> arn.service().equals("events")).isPresent();
    if (!bus) {
      return DeliveryMessage.of(record);
    }
    return DeliveryMessage.of(
        JsonObjectText.of(
            json ->
                json.member("source", "lambda")
                    .member(
                        "detail-type",
                        "Lambda Function Invocation Result - " + (success ? "Success" : "Failure"))
                    .member("detail", JsonDocument.COMMON.find(record).orElseThrow())));
  }

  /** The invocation record, as recorded on AWS in November 2025. */
  private static String record(Report report) {
    EventInvocation call = report.call();
    Found found = report.found();
    LambdaRegion region = found.region();
    String qualifier = call.qualifier() == null ? FunctionVersionRecord.LATEST : call.qualifier();
    InvocationResult result = report.result();
    int invocations = call.failures() + (result == null ? 0 : 1);
    return JsonObjectText.of(
        json -> {
          json.member("version", "1.0")
              .member("timestamp", DATE.format(Instant.ofEpochMilli(region.nowMillis())))
              .object(
                  "requestContext",
                  context ->
                      context
                          .member("requestId", call.requestId())
                          .member("functionArn", region.functionArn(call.function(), qualifier))
                          .member("condition", report.condition())
                          .member("approximateInvokeCount", invocations))
              .member(
                  "requestPayload", JsonDocument.COMMON.find(call.payload().utf8()).orElse(null));
          if (result != null) {
            json.object(
                    "responseContext",
                    context ->
                        context
                            .member("statusCode", 200)
                            .member("executedVersion", found.version().version())
                            .member("functionError", result.failure() ? "Unhandled" : null))
                .member("responsePayload", JsonDocument.COMMON.find(text(result)).orElse(null));
          }
        });
  }

  private static String text(InvocationResult result) {
    return new String(result.payload(), StandardCharsets.UTF_8);
  }

  /** The event itself, with attributes for the reason. */
  private static DeliveryMessage deadLetter(Report report) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    attributes.put("RequestID", attribute("String", report.call().requestId()));
    if (report.result() != null) {
      attributes.put("ErrorCode", attribute("Number", "200"));
      String message =
          JsonDocument.COMMON
              .object(text(report.result()))
              .map(error -> error.path("errorMessage").asText())
              .orElse("");
      attributes.put("ErrorMessage", attribute("String", message.isEmpty() ? "null" : message));
    }
    return DeliveryMessage.of(report.call().payload().utf8()).withAttributes(attributes);
  }

  private static MessageAttribute attribute(String type, String value) {
    return new MessageAttribute(type, value, null);
  }
}
