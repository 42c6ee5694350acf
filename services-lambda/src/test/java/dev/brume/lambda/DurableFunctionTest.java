package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Durable functions from their first call to their end. What AWS's pages leave open is as AWS's own
 * libraries for tests of durable functions have it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html">Lambda durable
 *     functions</a>
 */
class DurableFunctionTest {
  private static final int YEAR_SECONDS = 31_536_000;

  private final DurableTestServer test = new DurableTestServer();

  @AfterEach
  void end() {
    test.close();
  }

  @Test
  void stepsAreDoneOnceAndWaitsTakeNoCall() {
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger steps = new AtomicInteger();
    test.durable(
        "f",
        3600,
        run -> {
          calls.incrementAndGet();
          String first = run.step("first", () -> "a" + steps.incrementAndGet());
          run.waitSeconds(60);
          return first + run.step("second", () -> "b" + steps.incrementAndGet());
        });
    String arn = test.start("f", "{}");
    assertThat(arn)
        .matches(
            "arn:aws:lambda:eu-west-1:123456789012:function:f:\\$LATEST/durable-execution/"
                + "([0-9a-f-]{36})/\\1");
    assertThat(test.status(arn)).isEqualTo("RUNNING");
    test.pass(59);
    assertThat(test.status(arn)).isEqualTo("RUNNING");
    assertThat(calls).hasValue(1);
    test.pass(1);
    assertThat(test.result(arn).asText()).isEqualTo("a1b2");
    assertThat(calls).hasValue(2);
    assertThat(test.events(arn))
        .containsExactly(
            "ExecutionStarted",
            "StepStarted",
            "StepSucceeded",
            "WaitStarted",
            "WaitSucceeded",
            "StepStarted",
            "StepSucceeded",
            "ExecutionSucceeded");
  }

  @Test
  void aYearPassesAtOnce() {
    test.durable(
        "f",
        YEAR_SECONDS + 60,
        run -> {
          run.waitSeconds(YEAR_SECONDS);
          return "done";
        });
    String arn = test.start("f", "{}");
    test.pass(YEAR_SECONDS - 1);
    assertThat(test.status(arn)).isEqualTo("RUNNING");
    test.pass(1);
    JsonNode execution = test.get(arn);
    assertThat(execution.path("Result").asText()).isEqualTo("\"done\"");
    assertThat(
            execution.path("EndTimestamp").asDouble() - execution.path("StartTimestamp").asDouble())
        .isEqualTo(YEAR_SECONDS);
  }

  /** "The invocation waits for the entire durable execution to complete." */
  @Test
  void synchronousCallersGetTheResult() {
    test.durable("f", 600, run -> Map.of("hello", run.input().path("name").asText()));
    WireAnswer answer = test.invoke("f:$LATEST", "{\"name\": \"you\"}").hasStatus(200);
    assertThat(answer.text()).isEqualTo("{\"hello\":\"you\"}");
    assertThat(answer.header("X-Amz-Durable-Execution-Arn")).contains("/durable-execution/");
    assertThat(answer.header("X-Amz-Executed-Version")).isEqualTo("$LATEST");
    test.durable(
        "g",
        600,
        run -> {
          throw new IllegalStateException("no");
        });
    WireAnswer failure = test.invoke("g:$LATEST", "{}").hasStatus(200);
    assertThat(failure.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
    assertThat(DurableTestServer.read(failure.text()).path("errorMessage").asText())
        .isEqualTo("no");
  }

  @Test
  void synchronousCallersWaitWhileTheFunctionDoesNot() throws Exception {
    test.durable(
        "f",
        600,
        run -> {
          run.waitSeconds(100);
          return "late";
        });
    CompletableFuture<WireAnswer> answer =
        test.test.lambda.start("Invoke", Map.of("FunctionName", "f:$LATEST"));
    test.test.settle();
    assertThat(answer).isNotDone();
    test.pass(100);
    assertThat(answer.get(10, TimeUnit.SECONDS).text()).isEqualTo("\"late\"");
  }

  @Test
  void callsAreRefusedThatCanNotBeDurable() {
    test.durable("f", 3600, run -> "x");
    test.invoke("f", "{}")
        .isError(
            400,
            "InvalidParameterValueException",
            "You cannot invoke a durable function using an unqualified ARN.");
    test.invoke("f:$LATEST", "{}")
        .isError(
            400,
            "InvalidParameterValueException",
            "You cannot synchronously invoke a durable function with an executionTimeout greater"
                + " than 15 minutes.");
    test.function("plain", (event, context) -> event);
    test.invoke("plain", "{}", "DurableExecutionName", "n")
        .isError(400, "InvalidParameterValueException");
    test.invoke("f:$LATEST", "{}", "InvocationType", "DryRun").hasStatus(204);
  }

  /**
   * The six cases of AWS's page:
   * https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-idempotency.html
   */
  @Test
  void namesAreIdempotent() {
    AtomicInteger calls = new AtomicInteger();
    test.durable(
        "f",
        600,
        run -> {
          calls.incrementAndGet();
          run.waitSeconds(10);
          return "once";
        });
    String arn = test.start("f", "{\"a\": 1}", "DurableExecutionName", "n");
    assertThat(arn).contains("/durable-execution/n/");
    assertThat(test.start("f", "{\"a\": 1}", "DurableExecutionName", "n")).isEqualTo(arn);
    test.invoke("f:$LATEST", "{\"a\": 2}", "DurableExecutionName", "n", "InvocationType", "Event")
        .isError(409, "DurableExecutionAlreadyStartedException");
    test.pass(10);
    assertThat(test.invoke("f:$LATEST", "{\"a\": 1}", "DurableExecutionName", "n").text())
        .isEqualTo("\"once\"");
    test.invoke("f:$LATEST", "{\"a\": 2}", "DurableExecutionName", "n")
        .isError(409, "DurableExecutionAlreadyStartedException");
    assertThat(calls).hasValue(2);
    test.pass(2 * 86_400);
    assertThat(test.start("f", "{\"a\": 2}", "DurableExecutionName", "n")).isNotEqualTo(arn);
  }

  @Test
  void stepsAreTriedAgainLater() {
    AtomicInteger tries = new AtomicInteger();
    test.durable(
        "f",
        600,
        run ->
            run.retriedStep(
                30,
                () -> {
                  if (tries.incrementAndGet() < 3) {
                    throw new IllegalStateException("try " + tries);
                  }
                  return "third";
                }));
    String arn = test.start("f", "{}");
    assertThat(tries).hasValue(1);
    test.pass(29);
    assertThat(tries).hasValue(1);
    test.pass(1);
    assertThat(tries).hasValue(2);
    test.pass(30);
    assertThat(test.result(arn).asText()).isEqualTo("third");
    List<Integer> attempts = new ArrayList<>();
    for (JsonNode event : test.history(arn)) {
      if (event.has("StepFailedDetails")) {
        JsonNode retry = event.path("StepFailedDetails").path("RetryDetails");
        attempts.add(retry.path("CurrentAttempt").asInt());
        assertThat(retry.path("NextAttemptDelaySeconds").asInt()).isEqualTo(30);
      }
    }
    assertThat(attempts).containsExactly(1, 2);
  }

  /** The number of attempts and the delay are those of AWS's library for tests. */
  @Test
  void callsThatFailAreTriedFiveTimes() {
    AtomicInteger calls = new AtomicInteger();
    test.durable(
        "f",
        600,
        (event, context) -> {
          calls.incrementAndGet();
          throw new IllegalArgumentException("broken");
        });
    String arn = test.start("f", "{}");
    assertThat(calls).hasValue(1);
    test.pass(5);
    assertThat(calls).hasValue(2);
    assertThat(test.status(arn)).isEqualTo("RUNNING");
    test.pass(5);
    test.pass(5);
    test.pass(5);
    assertThat(calls).hasValue(5);
    JsonNode execution = test.get(arn);
    assertThat(execution.path("Status").asText()).isEqualTo("FAILED");
    assertThat(execution.path("Error").path("ErrorMessage").asText()).isEqualTo("broken");
    assertThat(execution.path("Error").path("ErrorType").asText())
        .isEqualTo("java.lang.IllegalArgumentException");
  }

  @Test
  void answersThatAreNoneEndTheExecution() {
    test.durable("f", 600, answering("{\"hello\": 1}"));
    assertThat(test.get(test.start("f", "{}")).path("Error").path("ErrorMessage").asText())
        .isEqualTo("Invalid invocation output.");
    test.durable("g", 600, answering("{\"Status\": \"LATER\"}"));
    assertThat(test.get(test.start("g", "{}")).path("Error").path("ErrorMessage").asText())
        .isEqualTo("Unexpected invocation status: LATER");
    test.durable("h", 600, answering("{\"Status\": \"PENDING\"}"));
    String arn = test.start("h", "{}");
    test.pass(5);
    test.pass(5);
    assertThat(test.get(arn).path("Error").path("ErrorMessage").asText())
        .isEqualTo("Cannot return PENDING status with no pending operations.");
  }

  private static FunctionHandler answering(String text) {
    return (event, context) -> text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void executionsTimeOutAndAreForgotten() {
    test.durable(
        "f",
        100,
        run -> {
          run.waitSeconds(1000);
          return "never";
        });
    String arn = test.start("f", "{}");
    test.pass(100);
    assertThat(test.status(arn)).isEqualTo("TIMED_OUT");
    assertThat(test.events(arn)).endsWith("ExecutionTimedOut");
    test.pass(2 * 86_400 - 1);
    assertThat(test.status(arn)).isEqualTo("TIMED_OUT");
    test.pass(1);
    test.test
        .lambda
        .call("GetDurableExecution", "DurableExecutionArn", arn)
        .isError(404, "ResourceNotFoundException");
    assertThat(
            test.test
                .lambda
                .ok("ListDurableExecutionsByFunction", "FunctionName", "f")
                .path("DurableExecutions"))
        .isEmpty();
  }

  @Test
  void executionsGoOnAfterARestart() {
    List<String> callbacks = new CopyOnWriteArrayList<>();
    AtomicInteger steps = new AtomicInteger();
    test.durable(
        "f",
        3600,
        run -> {
          String first = run.step("first", () -> "a" + steps.incrementAndGet());
          run.waitSeconds(60);
          return first + run.callback(Map.of(), callbacks);
        });
    String arn = test.start("f", "{}");
    test.restart();
    test.pass(60);
    assertThat(callbacks).hasSize(1);
    test.restart();
    test.test.lambda.ok(
        "SendDurableExecutionCallbackSuccess",
        "CallbackId",
        callbacks.get(0),
        "Result",
        LambdaTestServer.base64("!".getBytes(StandardCharsets.UTF_8)));
    test.test.settle();
    assertThat(test.result(arn).asText()).isEqualTo("a1!");
    assertThat(steps).hasValue(1);
  }

  @Test
  void functionsTellWhetherTheyAreDurable() {
    test.durable("f", 600, run -> "x");
    JsonNode config = test.test.configuration("f").path("DurableConfig");
    assertThat(config.path("ExecutionTimeout").asInt()).isEqualTo(600);
    assertThat(config.path("RetentionPeriodInDays").asInt()).isEqualTo(2);
    test.pass(10);
    JsonNode changed =
        test.test.ok(
            "UpdateFunctionConfiguration",
            "FunctionName",
            "f",
            "DurableConfig",
            Map.of("RetentionPeriodInDays", 30));
    assertThat(changed.path("DurableConfig").path("RetentionPeriodInDays").asInt()).isEqualTo(30);
    assertThat(changed.path("DurableConfig").path("ExecutionTimeout").asInt()).isEqualTo(600);
    test.test
        .call(
            "CreateFunction",
            LambdaTestServer.input("g", "DurableConfig", Map.of("RetentionPeriodInDays", 3)))
        .isError(
            400,
            "InvalidParameterValueException",
            "You cannot create a function with a durable configuration without an"
                + " executionTimeout");
  }

  /** "You can only enable durable execution when creating a function." The words are not known. */
  @Test
  void functionsDoNotBecomeDurable() {
    test.function("f", (event, context) -> event);
    test.pass(10);
    test.test
        .lambda
        .call(
            "UpdateFunctionConfiguration",
            "FunctionName",
            "f",
            "DurableConfig",
            Map.of("ExecutionTimeout", 60))
        .isError(400, "InvalidParameterValueException");
  }

  @Test
  void executionsOfADeletedFunctionAreGone() {
    test.durable(
        "f",
        600,
        run -> {
          run.waitSeconds(10);
          return "x";
        });
    String arn = test.start("f", "{}");
    test.test.lambda.ok("DeleteFunction", "FunctionName", "f");
    test.test
        .lambda
        .call("GetDurableExecution", "DurableExecutionArn", arn)
        .isError(404, "ResourceNotFoundException");
    test.pass(100);
  }

  /** "To capture events from permanently failed executions": the function's dead-letter queue. */
  @Test
  void failuresOfAsynchronousCallsAreReported() {
    test.durable(
        "f",
        600,
        new DurableProgram(
            test.test.lambda,
            run -> {
              throw new IllegalStateException("no");
            }),
        "DeadLetterConfig",
        Map.of("TargetArn", LambdaTestServer.QUEUE));
    test.start("f", "{\"order\": 7}");
    assertThat(test.test.delivered).hasSize(1);
    assertThat(test.test.delivered.get(0).path("order").asInt()).isEqualTo(7);
  }
}
