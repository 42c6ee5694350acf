package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The management of durable executions: stopped, paused, listed, and their histories.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_ListDurableExecutionsByFunction.html">
 *     ListDurableExecutionsByFunction</a>
 */
class DurableManagementTest {
  private final DurableTestServer test = new DurableTestServer();

  @AfterEach
  void end() {
    test.close();
  }

  // ------------------------------------------------------------------------------- managing

  @Test
  void executionsAreStoppedAndDeleted() {
    String arn = test.waiting(Map.of());
    test.test
        .lambda
        .call("DeleteDurableExecution", "DurableExecutionArn", arn)
        .isError(409, "ResourceConflictException");
    test.test.lambda.ok(
        "StopDurableExecution",
        "DurableExecutionArn",
        arn,
        "Error",
        Map.of("ErrorMessage", "enough"));
    JsonNode stopped = test.get(arn);
    assertThat(stopped.path("Status").asText()).isEqualTo("STOPPED");
    assertThat(stopped.path("Error").path("ErrorMessage").asText()).isEqualTo("enough");
    assertThat(test.events(arn)).endsWith("ExecutionStopped");
    test.test.lambda.ok("StopDurableExecution", "DurableExecutionArn", arn);
    test.test.lambda.call("DeleteDurableExecution", "DurableExecutionArn", arn).hasStatus(202);
    test.test
        .lambda
        .call("GetDurableExecutionHistory", "DurableExecutionArn", arn)
        .isError(404, "ResourceNotFoundException");
  }

  @Test
  void pausedExecutionsAreNotCalled() {
    AtomicInteger calls = new AtomicInteger();
    test.durable(
        "f",
        100,
        run -> {
          calls.incrementAndGet();
          run.waitSeconds(10);
          return "done";
        });
    String arn = test.start("f", "{}");
    test.test
        .lambda
        .call("ResumeDurableExecution", "DurableExecutionArn", arn)
        .isError(409, "ResourceConflictException");
    test.test
        .lambda
        .call(
            "PauseDurableExecution",
            "DurableExecutionArn",
            arn,
            "Reason",
            "look",
            "ExecutionTimeoutPaused",
            true)
        .hasStatus(202);
    JsonNode paused = test.get(arn);
    assertThat(paused.path("Status").asText()).isEqualTo("PAUSED");
    assertThat(paused.path("PauseDetails").path("Reason").asText()).isEqualTo("look");
    test.pass(500);
    assertThat(calls).hasValue(1);
    assertThat(test.events(arn)).endsWith("ExecutionPaused", "WaitSucceeded");
    test.test.lambda.call("ResumeDurableExecution", "DurableExecutionArn", arn).hasStatus(202);
    test.test.settle();
    assertThat(test.result(arn).asText()).isEqualTo("done");
    assertThat(calls).hasValue(2);
  }

  /**
   * "If an invocation is in progress, the status changes to PAUSING until … its next checkpoint".
   */
  @Test
  void runningCallsPauseAtTheirNextCheckpoint() throws Exception {
    CountDownLatch inStep = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger steps = new AtomicInteger();
    test.durable(
        "f",
        600,
        run -> {
          String first =
              run.step(
                  "slow",
                  () -> {
                    inStep.countDown();
                    goOn.await(10, TimeUnit.SECONDS);
                    return "s" + steps.incrementAndGet();
                  });
          return first + run.step("next", () -> "t");
        });
    String arn =
        test.invoke("f:$LATEST", "{}", "InvocationType", "Event")
            .header("X-Amz-Durable-Execution-Arn");
    assertThat(inStep.await(10, TimeUnit.SECONDS)).isTrue();
    test.test.lambda.call("PauseDurableExecution", "DurableExecutionArn", arn).hasStatus(202);
    assertThat(test.status(arn)).isEqualTo("PAUSING");
    goOn.countDown();
    test.test.settle();
    assertThat(test.status(arn)).isEqualTo("PAUSED");
    test.test.lambda.call("ResumeDurableExecution", "DurableExecutionArn", arn).hasStatus(202);
    test.test.settle();
    assertThat(test.result(arn).asText()).isEqualTo("s1t");
    assertThat(steps).hasValue(1);
  }

  @Test
  void executionsAreListedByFunction() {
    test.durable("f", 600, run -> "x");
    List<String> arns = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      arns.add(test.start("f", "{}", "DurableExecutionName", "n" + i));
      test.pass(1);
    }
    JsonNode first =
        test.test.lambda.ok("ListDurableExecutionsByFunction", "FunctionName", "f", "MaxItems", 3);
    JsonNode second =
        test.test.lambda.ok(
            "ListDurableExecutionsByFunction",
            "FunctionName",
            "f",
            "MaxItems",
            3,
            "Marker",
            first.path("NextMarker").asText());
    List<String> listed = new ArrayList<>();
    first
        .path("DurableExecutions")
        .forEach(one -> listed.add(one.path("DurableExecutionArn").asText()));
    second
        .path("DurableExecutions")
        .forEach(one -> listed.add(one.path("DurableExecutionArn").asText()));
    assertThat(listed).isEqualTo(arns);
    assertThat(second.has("NextMarker")).isFalse();
    assertThat(
            test.test
                .lambda
                .ok(
                    "ListDurableExecutionsByFunction",
                    "FunctionName",
                    "f",
                    "ReverseOrder",
                    true,
                    "DurableExecutionName",
                    "n2")
                .path("DurableExecutions"))
        .hasSize(1);
    assertThat(
            test.test
                .lambda
                .ok(
                    "ListDurableExecutionsByFunction",
                    "FunctionName",
                    "f",
                    "Statuses",
                    List.of("FAILED"))
                .path("DurableExecutions"))
        .isEmpty();
    test.test
        .lambda
        .call("ListDurableExecutionsByFunction", "FunctionName", "missing")
        .isError(404, "ResourceNotFoundException");
  }

  @Test
  void historiesComeInPagesAndWithoutData() {
    test.durable("f", 600, run -> run.step("s", () -> "secret"));
    String arn = test.start("f", "{\"in\": \"secret\"}");
    JsonNode page =
        test.test.lambda.ok(
            "GetDurableExecutionHistory",
            "DurableExecutionArn",
            arn,
            "MaxItems",
            2,
            "ReverseOrder",
            true,
            "IncludeExecutionData",
            false);
    assertThat(page.path("Events").get(0).path("EventId").asInt())
        .isEqualTo(test.history(arn).size());
    assertThat(page.toString()).doesNotContain("secret");
    assertThat(page.path("NextMarker").asText()).isNotEmpty();
    JsonNode bare =
        test.test.lambda.ok(
            "GetDurableExecution", "DurableExecutionArn", arn, "IncludeExecutionData", false);
    assertThat(bare.has("Result")).isFalse();
    assertThat(bare.path("ExecutionDataIncluded").asBoolean()).isFalse();
  }
}
